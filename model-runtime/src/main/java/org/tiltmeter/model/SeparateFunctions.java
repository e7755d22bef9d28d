package org.tiltmeter.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Marks in TorchScript source text which functions the engine shall compile once and apart.
///
/// The engine otherwise copies each function into every place that calls it, and again into every place that calls
/// those, and then looks at all of it together before it runs the first time: for a model's layer that took seconds. A
/// function after the line `# apart` is called through an interface instead, which the engine does not look through; it
/// is compiled when it is called for the first time, or never. Such a call costs about a microsecond more.
final class SeparateFunctions {

    private static final Pattern MARKED = Pattern.compile("(?m)^# apart\\ndef (\\w+)\\((.*)\\) -> (.*):$");
    private static final Pattern PARAMETER = Pattern.compile("(\\w+):");

    private SeparateFunctions() {}

    /// The source as the engine shall read it.
    ///
    /// @param block name of the source file, `norm` for `__torch__/norm.py`
    static String expand(String block, String source) {
        return MARKED.matcher(source).replaceAll(found -> Matcher.quoteReplacement(expand(block, found)));
    }

    private static String expand(String block, java.util.regex.MatchResult found) {
        String arguments = PARAMETER
                .matcher(found.group(2))
                .results()
                .map(parameter -> parameter.group(1))
                .collect(Collectors.joining(", "));
        return """
            class FUNCTION_interface(Interface):
              def run(self: __torch__.BLOCK.FUNCTION_interface, PARAMETERS) -> RESULT:
                pass

            class FUNCTION_apart:
              def __init__(self: __torch__.BLOCK.FUNCTION_apart) -> NoneType:
                return None
              def run(self: __torch__.BLOCK.FUNCTION_apart, PARAMETERS) -> RESULT:
                return __torch__.BLOCK.FUNCTION_here(ARGUMENTS)

            def FUNCTION(PARAMETERS) -> RESULT:
              there = annotate(List[__torch__.BLOCK.FUNCTION_interface], [__torch__.BLOCK.FUNCTION_apart()])
              return there[0].run(ARGUMENTS)

            def FUNCTION_here(PARAMETERS) -> RESULT:\
            """.replace("FUNCTION", found.group(1))
                .replace("BLOCK", block)
                .replace("PARAMETERS", found.group(2))
                .replace("ARGUMENTS", arguments)
                .replace("RESULT", found.group(3));
    }
}
