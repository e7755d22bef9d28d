package org.tiltmeter.tokenizer.chat;

import java.util.List;
import org.tiltmeter.tokenizer.chat.Token.Kind;

/// The tokens of a template and how far they have been read.
final class Tokens {

    private final List<Token> tokens;
    private int at;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token now() {
        return tokens.get(at);
    }

    Token after() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = now();
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    boolean sees(String sign) {
        return now().is(Kind.SIGN, sign);
    }

    boolean takes(String sign) {
        boolean found = sees(sign);
        if (found) {
            next();
        }
        return found;
    }

    boolean takesWord(String word) {
        boolean found = now().is(Kind.NAME, word);
        if (found) {
            next();
        }
        return found;
    }

    void require(String sign) {
        Token token = next();
        if (!token.is(Kind.SIGN, sign)) {
            throw unexpected(token);
        }
    }

    void require(Kind kind) {
        Token token = next();
        if (token.kind() != kind) {
            throw unexpected(token);
        }
    }

    void requireWord(String word) {
        Token token = next();
        if (!token.is(Kind.NAME, word)) {
            throw unexpected(token);
        }
    }

    String requireName(Token token) {
        if (token.kind() != Kind.NAME) {
            throw unexpected(token);
        }
        return token.text();
    }

    boolean atEndOfTag() {
        return now().kind() == Kind.BLOCK_END || now().kind() == Kind.OUTPUT_END || sees("=");
    }

    TemplateFault unexpected(Token token) {
        String what = token.text().isEmpty() ? "its end or that of a tag" : "\"" + token.text() + "\"";
        return new TemplateFault("has " + what + " in line " + token.line() + ", where something else belongs");
    }
}
