package org.tiltmeter.hub;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Where published models can be got. Every call reaches the network, so each is made only on the user's word.
/// For any thread; nothing has to be closed.
public interface ModelHub {

    /// The address that everything is asked of.
    URI address();

    /// Asks which files a model has, and fetches none of them.
    ///
    /// @param token of the user's account at the hub; used for this call and stored nowhere
    /// @throws org.tiltmeter.work.BadInputException if there is no such model, it is not open to all, it has
    ///     nothing
    ///     that opens here, or the hub cannot be reached or understood
    FetchPlan lookUp(HubModel model, Optional<String> token, Cancellation cancellation);

    /// Fetches the files of a plan. A file that is there already is checked and kept, one that is there in part is
    /// continued; every file is checked against what the hub announced before it gets its name.
    ///
    /// @param folder where to; made if it is not there
    /// @param token of the user's account at the hub; used for this call and stored nowhere
    /// @param progress hears bytes of all files
    /// @return the folder
    /// @throws org.tiltmeter.work.BadInputException if it does not fit, another file is in the way, the connection
    ///     stays broken, or a file arrives with another content than announced
    Path fetch(FetchPlan plan, Path folder, Optional<String> token, Progress progress, Cancellation cancellation);
}
