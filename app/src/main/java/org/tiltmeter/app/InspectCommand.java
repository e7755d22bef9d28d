package org.tiltmeter.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tiltmeter inspect MODEL`: what a model folder holds and what it needs, as JSON, without loading a weight.
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = "Says what a model is and what it needs, as JSON, without loading it.")
final class InspectCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "MODEL", description = "A model folder, a TorchScript file, or the word sample.")
    private String model = "";

    @Option(
            names = "--no-fingerprints",
            description = "Leaves out the SHA-256 of each file, which takes a few seconds per gigabyte.")
    private boolean noFingerprints;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.printJson(Inspection.of(console.models().folder(model), !noFingerprints, console));
        return 0;
    }
}
