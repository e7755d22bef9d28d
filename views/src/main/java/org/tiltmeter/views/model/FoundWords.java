package org.tiltmeter.views.model;

import org.tiltmeter.architecture.FoundModels.PassedOver;
import org.tiltmeter.views.Texts;

/// Why something is no model to choose, in words. For any thread.
final class FoundWords {

    private FoundWords() {}

    static String why(PassedOver passed) {
        return switch (passed.reason()) {
            case PICKLE -> Texts.get("found.pickle");
            case OTHER_FORMAT -> Texts.get("found.otherFormat", passed.detail());
            case NO_CONFIG -> Texts.get("found.noConfig");
            case NO_WEIGHTS -> Texts.get("found.noWeights");
            case NO_TOKENIZER -> Texts.get("found.noTokenizer");
            case REFUSED -> passed.detail();
            case LINK -> Texts.get("found.link");
            case TOO_DEEP -> Texts.get("found.tooDeep");
            case UNREADABLE -> Texts.get("found.unreadable");
        };
    }
}
