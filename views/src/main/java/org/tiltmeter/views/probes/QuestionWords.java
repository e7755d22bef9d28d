package org.tiltmeter.views.probes;

import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Scoring;
import org.tiltmeter.views.Texts;

/// Kinds of question in the user's words. For any thread.
final class QuestionWords {

    private QuestionWords() {}

    static String name(QuestionKind kind) {
        return Texts.get(
                switch (kind) {
                    case LIKELIHOOD -> "question.likelihood";
                    case CONTINUATION -> "question.continuation";
                    case CHOICE -> "question.choice";
                    case DECISION -> "question.decision";
                    case GENERATION -> "question.generation";
                });
    }

    /// What it asks, one plain sentence.
    static String sentence(QuestionKind kind) {
        return Texts.get(
                switch (kind) {
                    case LIKELIHOOD -> "question.likelihoodAsks";
                    case CONTINUATION -> "question.continuationAsks";
                    case CHOICE -> "question.choiceAsks";
                    case DECISION -> "question.decisionAsks";
                    case GENERATION -> "question.generationAsks";
                });
    }

    /// What is computed from the answers and when to use it.
    static String tip(QuestionKind kind) {
        return Texts.get(
                switch (kind) {
                    case LIKELIHOOD -> "question.likelihoodTip";
                    case CONTINUATION -> "question.continuationTip";
                    case CHOICE -> "question.choiceTip";
                    case DECISION -> "question.decisionTip";
                    case GENERATION -> "question.generationTip";
                });
    }

    static String name(Scoring.Kind kind) {
        return Texts.get(
                switch (kind) {
                    case RATE -> "question.rate";
                    case SENTIMENT -> "question.sentiment";
                    case REFUSAL -> "question.refusal";
                });
    }

    static String name(QuestionEdits.Listing listing) {
        return Texts.get(
                switch (listing) {
                    case NONE -> "question.listedNot";
                    case WORDS -> "question.listedWords";
                    case LETTERS -> "question.listedLetters";
                });
    }
}
