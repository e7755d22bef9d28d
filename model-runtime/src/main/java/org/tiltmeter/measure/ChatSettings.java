package org.tiltmeter.measure;

import java.util.EnumSet;
import java.util.Set;
import org.tiltmeter.model.ChatModel;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.work.BadInputException;

/// That each text is asked as a user's message, through the model's own chat template.
///
/// @param system what the model is told before each message; empty for nothing
/// @param template SHA-256 of the template; empty before it is known
public record ChatSettings(String system, String template) {

    private static final Set<QuestionKind> ASKED_SO = EnumSet.of(QuestionKind.LIKELIHOOD, QuestionKind.GENERATION);

    /// With the template that the model will turn out to have.
    public ChatSettings(String system) {
        this(system, "");
    }

    /// A model, asked so.
    ///
    /// @throws BadInputException if the model has another template or none, or a question cannot be asked so
    ChatModel asks(LanguageModel model, Set<QuestionKind> kinds) {
        for (QuestionKind kind : kinds) {
            if (!ASKED_SO.contains(kind)) {
                throw new BadInputException("Through a chat template only likelihood and generation are measured, not "
                        + kind.fileName() + "; name --measures, or leave out --chat.");
            }
        }
        ChatModel chat = ChatModel.of(model, system);
        if (!template.isEmpty() && !template.equals(chat.templateSha256())) {
            throw new BadInputException(
                    "The chat template of " + model.summary().folder() + " has the SHA-256 "
                            + chat.templateSha256() + ", but the result was made with " + template
                            + "; put the model's first template back.");
        }
        return chat;
    }
}
