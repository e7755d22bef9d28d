package org.tiltmeter.views.hub;

import java.nio.file.Path;
import org.tiltmeter.hub.ModelHub;

/// Where the window gets models from, and where it puts them.
///
/// @param hub is asked on the user's word only
/// @param models holds the folders of fetched models, unless the user chooses another place
public record HubSource(ModelHub hub, Path models) {}
