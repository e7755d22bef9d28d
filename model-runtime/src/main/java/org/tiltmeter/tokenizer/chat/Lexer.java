package org.tiltmeter.tokenizer.chat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tiltmeter.tokenizer.chat.Token.Kind;

/// Cuts a template into tokens. As for published chat templates, the first line end after a block goes and so do the
/// spaces before a block that begins a line (`trim_blocks`, `lstrip_blocks`), and one line end at the very end.
final class Lexer {

    private static final List<String> SIGNS = List.of(
            "//", "**", "==", "!=", ">=", "<=", "+", "-", "*", "/", "%", "~", "<", ">", "=", "(", ")", "[", "]", "{",
            "}", ",", ".", ":", "|", ";");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private boolean beginsLine = true;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        String unified = source.replace("\r\n", "\n").replace('\r', '\n');
        if (unified.endsWith("\n")) {
            unified = unified.substring(0, unified.length() - 1);
        }
        Lexer lexer = new Lexer(unified);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        boolean strip = false;
        while (at < source.length()) {
            int tag = nextTag();
            String text = source.substring(at, tag);
            if (strip) {
                text = text.stripLeading();
            }
            String kept = beforeTag(text, tag);
            if (!kept.isEmpty()) {
                tokens.add(new Token(Kind.TEXT, kept, line));
            }
            advance(tag);
            if (tag == source.length()) {
                break;
            }
            strip = tag();
        }
        tokens.add(new Token(Kind.END, "", line));
    }

    private int nextTag() {
        for (int i = at; i + 1 < source.length(); i++) {
            if (source.charAt(i) == '{' && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return source.length();
    }

    private String beforeTag(String text, int tag) {
        if (tag + 2 >= source.length()) {
            return text;
        }
        char control = source.charAt(tag + 2);
        if (control == '-') {
            return text.stripTrailing();
        }
        if (source.charAt(tag + 1) == '{' || control == '+') {
            return text;
        }
        int lineStart = text.lastIndexOf('\n') + 1;
        boolean atLineStart = lineStart > 0 || beginsLine;
        return atLineStart && text.substring(lineStart).isBlank() ? text.substring(0, lineStart) : text;
    }

    /// Reads a tag.
    ///
    /// @return whether all white space after it goes
    private boolean tag() {
        char kind = source.charAt(at + 1);
        advance(at + 2);
        boolean signed = at < source.length() && (peek('-') || peek('+'));
        if (signed) {
            advance(at + 1);
        }
        if (kind == '#') {
            int end = source.indexOf("#}", at);
            if (end < 0) {
                throw new TemplateFault("does not close a comment begun in line " + line);
            }
            boolean strip = source.charAt(end - 1) == '-';
            advance(end + 2);
            return afterBlock(strip);
        }
        boolean output = kind == '{';
        tokens.add(new Token(output ? Kind.OUTPUT_BEGIN : Kind.BLOCK_BEGIN, "", line));
        String closing = output ? "}}" : "%}";
        Deque<Character> open = new ArrayDeque<>();
        while (true) {
            skipSpaces();
            if (at >= source.length()) {
                throw new TemplateFault("does not close a tag with " + closing + " before its end");
            }
            if (open.isEmpty()) {
                boolean strip = source.startsWith("-" + closing, at);
                boolean keep = source.startsWith("+" + closing, at);
                if (strip || keep || source.startsWith(closing, at)) {
                    tokens.add(new Token(output ? Kind.OUTPUT_END : Kind.BLOCK_END, "", line));
                    advance(at + closing.length() + (strip || keep ? 1 : 0));
                    if (output || keep) {
                        beginsLine = false;
                        return output && strip && stripped();
                    }
                    return afterBlock(strip);
                }
            }
            token(open);
        }
    }

    private boolean stripped() {
        beginsLine = at < source.length() && Character.isWhitespace(source.charAt(at)) && spacesEndLine();
        return true;
    }

    /// Whether the white space from here on ends with a line end.
    private boolean spacesEndLine() {
        int end = at;
        while (end < source.length() && Character.isWhitespace(source.charAt(end))) {
            end++;
        }
        return end > at && source.charAt(end - 1) == '\n';
    }

    private boolean afterBlock(boolean strip) {
        if (strip) {
            return stripped();
        }
        beginsLine = at < source.length() && peek('\n');
        if (beginsLine) {
            advance(at + 1);
        }
        return false;
    }

    private void token(Deque<Character> open) {
        char first = source.charAt(at);
        if (first == '"' || first == '\'') {
            string(first);
        } else if (Character.isDigit(first)) {
            number();
        } else if (first == '_' || Character.isLetter(first)) {
            int end = at;
            while (end < source.length()
                    && (source.charAt(end) == '_' || Character.isLetterOrDigit(source.charAt(end)))) {
                end++;
            }
            add(Kind.NAME, end);
        } else {
            String sign = SIGNS.stream()
                    .filter(candidate -> source.startsWith(candidate, at))
                    .findFirst()
                    .orElseThrow(() -> new TemplateFault(
                            "holds the sign " + first + " in line " + line + ", which means nothing there"));
            if ("([{".contains(sign)) {
                open.push(first);
            } else if (")]}".contains(sign) && !open.isEmpty()) {
                open.pop();
            }
            add(Kind.SIGN, at + sign.length());
        }
    }

    private void number() {
        int end = at;
        while (end < source.length() && Character.isDigit(source.charAt(end))) {
            end++;
        }
        boolean decimal =
                end + 1 < source.length() && source.charAt(end) == '.' && Character.isDigit(source.charAt(end + 1));
        if (decimal) {
            end++;
            while (end < source.length() && Character.isDigit(source.charAt(end))) {
                end++;
            }
        }
        add(decimal ? Kind.DECIMAL : Kind.INTEGER, end);
    }

    private void string(char quote) {
        StringBuilder text = new StringBuilder();
        int i = at + 1;
        while (i < source.length() && source.charAt(i) != quote) {
            char c = source.charAt(i++);
            if (c != '\\' || i >= source.length()) {
                text.append(c);
                continue;
            }
            char escaped = source.charAt(i++);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case '\\', '\'', '"' -> text.append(escaped);
                case 'u', 'x' -> {
                    int digits = escaped == 'u' ? 4 : 2;
                    if (i + digits > source.length()) {
                        throw new TemplateFault("does not close a string begun in line " + line);
                    }
                    try {
                        text.append((char) Integer.parseInt(source.substring(i, i + digits), 16));
                    } catch (NumberFormatException noNumber) {
                        throw new TemplateFault("holds the escape \\" + escaped + source.substring(i, i + digits)
                                + " in line " + line + ", which is none");
                    }
                    i += digits;
                }
                default -> text.append('\\').append(escaped);
            }
        }
        if (i >= source.length()) {
            throw new TemplateFault("does not close a string begun in line " + line);
        }
        tokens.add(new Token(Kind.STRING, text.toString(), line));
        advance(i + 1);
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, source.substring(at, end), line));
        advance(end);
    }

    private boolean peek(char c) {
        return source.charAt(at) == c;
    }

    private void skipSpaces() {
        int end = at;
        while (end < source.length() && Character.isWhitespace(source.charAt(end))) {
            end++;
        }
        advance(end);
    }

    private void advance(int to) {
        for (int i = at; i < to; i++) {
            if (source.charAt(i) == '\n') {
                line++;
            }
        }
        at = to;
    }
}
