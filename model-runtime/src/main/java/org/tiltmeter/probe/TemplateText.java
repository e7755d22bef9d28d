package org.tiltmeter.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tiltmeter.work.BadInputException;

/// A template's text taken apart into literal pieces, articles and places to fill.
final class TemplateText {

    private static final String OTHER = "|other";
    private static final Pattern ARTICLE = Pattern.compile("(?<![\\p{L}\\p{N}'’-])([Aa]n?)(?=\\s+$)");
    private static final Pattern ABBREVIATION =
            Pattern.compile("(?i)(?:^|[\\s(\"'“‘])(?:mr|mrs|ms|dr|prof|st|e\\.g|i\\.e|vs|etc|no|approx)\\.\\s+$");
    private static final Pattern SENTENCE_START = Pattern.compile("(?:^|[.!?…][\"'”’)]*\\s+|\\n\\s*)[\"'“‘(]*$");

    /// A piece of the text.
    sealed interface Piece {}

    /// Text that stays as it is.
    record Literal(String text) implements Piece {}

    /// An `a` or `an` that follows the word after it.
    record Article(String text) implements Piece {}

    /// A place to fill: `attribute.form`, or a slot where `form` is empty; `other` for the pair's
    /// other group.
    record Place(String name, String form, boolean other) implements Piece {

        /// The name as the template writes it.
        String written() {
            return (form.isEmpty() ? name : name + "." + form) + (other ? OTHER : "");
        }
    }

    /// A filled text and where each of its pieces begins; `starts` has one entry more than there
    /// are pieces.
    record Filled(String text, int[] starts) {}

    private final List<Piece> pieces;

    private TemplateText(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /// Takes a text of a template apart.
    ///
    /// @param text the template's own text, its negated twin or a target
    /// @throws BadInputException if braces are not balanced or a place is empty
    static TemplateText parse(Template template, String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                literal.append(c);
                i += 2;
            } else if (c == '}') {
                throw problem(
                        template,
                        "has a closing brace at character " + (i + 1)
                                + " without an opening one; write }} for a brace in the text");
            } else if (c == '{') {
                int end = text.indexOf('}', i);
                int next = text.indexOf('{', i + 1);
                if (end < 0 || (next >= 0 && next < end)) {
                    throw problem(
                            template,
                            "has an opening brace at character " + (i + 1)
                                    + " that is not closed; write {{ for a brace in the text");
                }
                flush(literal, pieces, true);
                pieces.add(place(template, text.substring(i + 1, end).strip()));
                i = end + 1;
            } else {
                literal.append(c);
                i++;
            }
        }
        flush(literal, pieces, false);
        return new TemplateText(pieces);
    }

    private static Place place(Template template, String written) {
        if (written.isEmpty()) {
            throw problem(template, "has empty braces; name a slot or an attribute and its form between them");
        }
        boolean other = written.endsWith(OTHER);
        String plain =
                other ? written.substring(0, written.length() - OTHER.length()).strip() : written;
        int dot = plain.indexOf('.');
        return dot < 0
                ? new Place(plain, "", other)
                : new Place(
                        plain.substring(0, dot).strip(),
                        plain.substring(dot + 1).strip(),
                        other);
    }

    private static void flush(StringBuilder literal, List<Piece> pieces, boolean beforePlace) {
        if (literal.isEmpty()) {
            return;
        }
        String text = literal.toString();
        literal.setLength(0);
        Matcher article = ARTICLE.matcher(text);
        if (beforePlace && article.find()) {
            if (article.start() > 0) {
                pieces.add(new Literal(text.substring(0, article.start())));
            }
            pieces.add(new Article(article.group(1)));
            pieces.add(new Literal(text.substring(article.end())));
        } else {
            pieces.add(new Literal(text));
        }
    }

    static BadInputException problem(Template template, String whatIsWrong) {
        return new BadInputException("Template \"%s\" %s.".formatted(template.id(), whatIsWrong));
    }

    /// The places to fill, each once, in order.
    Set<Place> places() {
        Set<Place> places = new LinkedHashSet<>();
        for (Piece piece : pieces) {
            if (piece instanceof Place place) {
                places.add(place);
            }
        }
        return places;
    }

    /// Fills every place; capitalises a fill that begins a sentence and lets articles follow.
    Filled fill(Function<Place, String> words) {
        return fill(words, true);
    }

    /// Fills every place of a text that stands within a sentence, where nothing is capitalised.
    String fillWithin(Function<Place, String> words) {
        return fill(words, false).text();
    }

    private Filled fill(Function<Place, String> words, boolean capitals) {
        StringBuilder text = new StringBuilder();
        int[] starts = new int[pieces.size() + 1];
        for (int i = 0; i < pieces.size(); i++) {
            starts[i] = text.length();
            switch (pieces.get(i)) {
                case Literal literal -> text.append(literal.text());
                case Article article -> {
                    String word =
                            i + 2 < pieces.size() && pieces.get(i + 2) instanceof Place place ? words.apply(place) : "";
                    text.append(word.isEmpty() ? article.text() : articleFor(article.text(), word));
                }
                case Place place -> {
                    String word = words.apply(place);
                    text.append(capitals && beginsSentence(text) ? capitalised(word) : word);
                }
            }
        }
        starts[pieces.size()] = text.length();
        return new Filled(text.toString(), starts);
    }

    private static boolean beginsSentence(StringBuilder before) {
        String tail = before.substring(Math.max(0, before.length() - 24));
        return SENTENCE_START.matcher(tail).find()
                && !ABBREVIATION.matcher(tail).find();
    }

    private static String capitalised(String word) {
        int first = word.codePointAt(0);
        return Character.isLowerCase(first)
                ? new StringBuilder()
                        .appendCodePoint(Character.toTitleCase(first))
                        .append(word, Character.charCount(first), word.length())
                        .toString()
                : word;
    }

    private static String articleFor(String article, String word) {
        String fitting = Articles.takesAn(word) ? "an" : "a";
        return Character.isUpperCase(article.charAt(0))
                ? fitting.substring(0, 1).toUpperCase(Locale.ROOT) + fitting.substring(1)
                : fitting;
    }
}
