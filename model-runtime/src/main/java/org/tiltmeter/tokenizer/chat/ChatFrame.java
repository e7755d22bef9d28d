package org.tiltmeter.tokenizer.chat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenization.Token;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.BadInputException;

/// What a model's chat template puts around a text that is a user's message. The frame is the same around every text;
/// which tokens are the text's own is found by their places, and a text whose tokens cannot be told from the frame's is
/// refused.
///
/// A token that reaches from white space of the frame into the text counts as the text's.
///
/// Safe for several threads where the tokenizer is.
public final class ChatFrame {

    /// Any word that no template contains.
    private static final String WORD = "Tiltmeter";

    private final ChatTemplate template;
    private final String system;
    private final Tokenizer tokenizer;
    private final String before;
    private final String after;
    private final int[] lead;
    private final int[] tail;
    private final int[] answer;

    /// @param system what the model is told before the message; empty for nothing
    /// @throws BadInputException if the template does not hold a message exactly once
    public ChatFrame(ChatTemplate template, String system, Tokenizer tokenizer) {
        this.template = template;
        this.system = system;
        this.tokenizer = tokenizer;
        String rendered = rendered(WORD, false);
        int at = rendered.indexOf(WORD, system.contains(WORD) ? rendered.indexOf(system) + system.length() : 0);
        if (at < 0 || rendered.indexOf(WORD, at + 1) >= 0) {
            throw new BadInputException(
                    "The model's chat template does not show a message exactly once; run the audit without --chat.");
        }
        this.before = rendered.substring(0, at);
        this.after = rendered.substring(at + WORD.length());
        Tokenization tokens = tokenizer.encodeBare(rendered);
        int[] ids = tokens.ids();
        this.lead = Arrays.copyOf(ids, first(tokens.tokens(), before.length()));
        this.tail = Arrays.copyOfRange(ids, last(tokens.tokens(), at + WORD.length()), ids.length);
        int[] answered = tokenizer.encodeBare(rendered(WORD, true)).ids();
        boolean goesOn = answered.length >= ids.length && Arrays.mismatch(ids, answered) == shorter(ids, answered);
        this.answer = goesOn ? Arrays.copyOfRange(answered, ids.length, answered.length) : new int[0];
    }

    private static int shorter(int[] ids, int[] longer) {
        return ids.length == longer.length ? -1 : ids.length;
    }

    private String rendered(String text, boolean answering) {
        List<Message> messages = new ArrayList<>();
        if (!system.isEmpty()) {
            messages.add(Message.system(system));
        }
        messages.add(Message.user(text));
        return template.render(messages, answering);
    }

    /// Index of the first token that reaches beyond a place.
    private static int first(List<Token> tokens, int place) {
        int i = 0;
        while (i < tokens.size() && tokens.get(i).end() <= place) {
            i++;
        }
        return i;
    }

    /// Index after the last token that begins before a place.
    private static int last(List<Token> tokens, int place) {
        int i = tokens.size();
        while (i > 0 && tokens.get(i - 1).start() >= place) {
            i--;
        }
        return i;
    }

    /// A text in the frame. Tokens of the frame are marked as special, and places are those in the text.
    ///
    /// @throws BadInputException if the template changes the text, or a token belongs to both
    public Tokenization encode(String text) {
        String rendered = rendered(text, false);
        if (!rendered.equals(before + text + after)) {
            throw new BadInputException("The model's chat template changes the text \"" + text
                    + "\" (spaces at its ends, for instance), so its own tokens cannot be told; change the text.");
        }
        List<Token> tokens = tokenizer.encodeBare(rendered).tokens();
        int end = before.length() + text.length();
        int from = first(tokens, before.length());
        int to = Math.max(from, last(tokens, end));
        List<Token> framed = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean own = i >= from && i < to;
            if (own) {
                requireOwn(text, token, rendered, end);
            }
            int start = own ? Math.max(0, token.start() - before.length()) : i < from ? 0 : text.length();
            int stop = own ? Math.min(text.length(), token.end() - before.length()) : start;
            framed.add(new Token(token.id(), token.piece(), start, stop, !own || token.special()));
        }
        Tokenization found = new Tokenization(text, framed);
        int[] range = range(found.ids());
        if (from == to || range[0] != from || range[1] != to) {
            throw seam(text);
        }
        return found;
    }

    private void requireOwn(String text, Token token, String rendered, int end) {
        String ofFrame = rendered.substring(Math.min(token.start(), before.length()), before.length())
                + rendered.substring(end, Math.max(end, token.end()));
        if (!ofFrame.isBlank()) {
            throw seam(text);
        }
    }

    private static BadInputException seam(String text) {
        return new BadInputException("The tokens of the text \"" + text
                + "\" cannot be told from those that the chat template puts around it; change its first or last word.");
    }

    /// Which tokens of a framed text are its own.
    ///
    /// @param ids of [#encode(String)]
    /// @return the first and the one after the last
    public int[] range(int[] ids) {
        int from = 0;
        while (from < Math.min(lead.length, ids.length) && ids[from] == lead[from]) {
            from++;
        }
        int to = ids.length;
        for (int i = tail.length; i > 0 && to > from && ids[to - 1] == tail[i - 1]; i--) {
            to--;
        }
        return new int[] {from, to};
    }

    /// A framed text and the beginning of the model's answer.
    ///
    /// @param ids of [#encode(String)]
    public int[] answering(int[] ids) {
        int[] all = Arrays.copyOf(ids, ids.length + answer.length);
        System.arraycopy(answer, 0, all, ids.length, answer.length);
        return all;
    }

    /// SHA-256 of the template.
    public String sha256() {
        return template.sha256();
    }
}
