package org.tiltmeter.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.tiltmeter.hub.HttpHub;
import org.tiltmeter.work.BadInputException;

/// Which hub is asked: huggingface.co, or what TILTMETER_HUB names.
final class HubSetting {

    /// For the command line: what the environment names, else the usual hub.
    static final String DEFAULT = "${env:TILTMETER_HUB:-https://huggingface.co}";

    private HubSetting() {}

    /// What an environment names, else the usual hub.
    static URI of(Map<String, String> environment) {
        String named = environment.getOrDefault("TILTMETER_HUB", "");
        return named.isBlank() ? HttpHub.USUAL : parse(named);
    }

    /// @throws BadInputException if the words are no address
    static URI parse(String words) {
        try {
            return new URI(words.strip());
        } catch (URISyntaxException none) {
            throw new BadInputException("\"" + words + "\" is no address of a hub; it begins with https://.", none);
        }
    }
}
