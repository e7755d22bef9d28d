package org.tiltmeter.probe;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A few rules of English that an exchanged word can break. They know nothing of the sentence, so
/// what they find is
/// possible, not certain, and what they do not find may still be wrong.
final class Agreement {

    private static final List<Pattern> WRONG = List.of(
            pattern("(?:he|she|it) (?:are|were|have|do|don't|weren't|aren't|haven't|am)"),
            pattern("(?:they|we|you) (?:is|was|has|does|doesn't|wasn't|isn't|hasn't|am)"),
            pattern("(?:him|them|me|us) (?:is|was|are|were|has|have|said|thinks?)"),
            pattern("(?:to|with|for|at|from|by|about|of) (?:he|she|they|we|I)"),
            pattern("(?:he|his)(?: [\\p{L}']+){1,3} herself"),
            pattern("(?:she|her)(?: [\\p{L}']+){1,3} himself"),
            pattern("(?:they|their)(?: [\\p{L}']+){1,3} (?:himself|herself)"),
            pattern("(?:him|hers|theirs) own"));

    private static final Pattern ARTICLE =
            Pattern.compile("(?<![\\p{L}\\p{N}'’.-])([Aa]n?) (?=(\\p{L}[\\p{L}\\p{N}'’-]*))");

    private Agreement() {}

    private static Pattern pattern(String words) {
        return Pattern.compile("(?<![\\p{L}\\p{N}'’])" + words + "(?![\\p{L}\\p{N}'’])", Pattern.CASE_INSENSITIVE);
    }

    /// The first words that a rule finds wrong and that an exchanged word takes part in.
    static Optional<String> broken(String text, List<Span> changed) {
        for (Pattern rule : WRONG) {
            Matcher matcher = rule.matcher(text);
            while (matcher.find()) {
                if (touches(changed, matcher.start(), matcher.end())) {
                    return Optional.of(matcher.group());
                }
            }
        }
        Matcher article = ARTICLE.matcher(text);
        while (article.find()) {
            boolean an = article.group(1).length() == 2;
            String word = article.group(2);
            if (touches(changed, article.start(), article.end() + word.length()) && an != Articles.takesAn(word)) {
                return Optional.of(article.group(1) + " " + word);
            }
        }
        return Optional.empty();
    }

    private static boolean touches(List<Span> changed, int start, int end) {
        return changed.stream().anyMatch(span -> span.overlaps(start, end));
    }
}
