package org.tiltmeter.report;

import java.util.List;

/// By what something was computed: enough to do it again, and to explain a difference if it comes out otherwise.
///
/// @param program name, version and commit of the program
/// @param engine name and version of what runs the model
/// @param device where it ran, such as `CPU`
/// @param computeType `exact` (float32) or `fast` (as stored), in the program's words
/// @param threads number of threads of the engine
/// @param operatingSystem name, version, architecture
/// @param java version and vendor
/// @param processors number of processors the program sees
public record RuntimeFacts(
        String program,
        String engine,
        String device,
        String computeType,
        int threads,
        String operatingSystem,
        String java,
        int processors) {

    /// The facts of this machine and process.
    public static RuntimeFacts here(String program, String engine, String device, String computeType, int threads) {
        return new RuntimeFacts(
                program,
                engine,
                device,
                computeType,
                threads,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                Runtime.getRuntime().availableProcessors());
    }

    /// Where it was not recorded.
    public static RuntimeFacts unknown() {
        String none = "not recorded";
        return new RuntimeFacts(none, none, none, none, 0, none, none, 0);
    }

    /// The same as names and values for a report.
    public List<Fact> facts() {
        return List.of(
                new Fact("Program", program),
                new Fact("Engine", engine),
                new Fact("Device", device),
                new Fact("Compute type", computeType),
                new Fact("Threads", Integer.toString(threads)),
                new Fact("Operating system", operatingSystem),
                new Fact("Java", java),
                new Fact("Processors", Integer.toString(processors)),
                new Fact("Network", "none used: Tiltmeter computes everything on this machine"));
    }
}
