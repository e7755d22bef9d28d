package org.tiltmeter.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/// The layers of the house, seen from the one module that sees them all. A rule has no exemptions; a needed exception
/// is a decision record.
@AnalyzeClasses(packages = "org.tiltmeter", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule modulesPointOneWay = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("app")
            .definedBy("org.tiltmeter.app..")
            .layer("views")
            .definedBy("org.tiltmeter.views..")
            .layer("persistence")
            .definedBy(
                    "org.tiltmeter.session..",
                    "org.tiltmeter.figure..",
                    "org.tiltmeter.table..",
                    "org.tiltmeter.report..",
                    "org.tiltmeter.file..")
            .layer("runtime")
            .definedBy(
                    "org.tiltmeter.work..",
                    "org.tiltmeter.checkpoint..",
                    "org.tiltmeter.hub..",
                    "org.tiltmeter.tokenizer..",
                    "org.tiltmeter.architecture..",
                    "org.tiltmeter.model..",
                    "org.tiltmeter.probe..",
                    "org.tiltmeter.statistics..",
                    "org.tiltmeter.measure..",
                    "org.tiltmeter.routing..",
                    "org.tiltmeter.concept..")
            .layer("samples")
            .definedBy("org.tiltmeter.sample..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("views")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("persistence")
            .mayOnlyBeAccessedByLayers("app", "views")
            .whereLayer("runtime")
            .mayOnlyBeAccessedByLayers("app", "views", "persistence", "samples")
            .whereLayer("samples")
            .mayOnlyBeAccessedByLayers("app");

    @ArchTest
    static final ArchRule runtimePackagesPointDownwards = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("work")
            .definedBy("org.tiltmeter.work..")
            .layer("checkpoint")
            .definedBy("org.tiltmeter.checkpoint..")
            .layer("hub")
            .definedBy("org.tiltmeter.hub..")
            .layer("tokenizer")
            .definedBy("org.tiltmeter.tokenizer..")
            .layer("architecture")
            .definedBy("org.tiltmeter.architecture..")
            .layer("model")
            .definedBy("org.tiltmeter.model..")
            .layer("probe")
            .definedBy("org.tiltmeter.probe..")
            .layer("statistics")
            .definedBy("org.tiltmeter.statistics..")
            .layer("measure")
            .definedBy("org.tiltmeter.measure..")
            .layer("routing")
            .definedBy("org.tiltmeter.routing..")
            .layer("concept")
            .definedBy("org.tiltmeter.concept..")
            .whereLayer("work")
            .mayNotAccessAnyLayer()
            .whereLayer("checkpoint")
            .mayOnlyAccessLayers("work")
            .whereLayer("hub")
            .mayOnlyAccessLayers("work", "checkpoint")
            .whereLayer("hub")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("tokenizer")
            .mayOnlyAccessLayers("work", "checkpoint")
            .whereLayer("architecture")
            .mayOnlyAccessLayers("work", "checkpoint", "tokenizer")
            .whereLayer("model")
            .mayOnlyAccessLayers("work", "checkpoint", "tokenizer", "architecture")
            .whereLayer("probe")
            .mayOnlyAccessLayers("work", "checkpoint", "tokenizer", "architecture", "model")
            .whereLayer("statistics")
            .mayOnlyAccessLayers("work", "checkpoint", "tokenizer", "architecture", "model", "probe")
            .whereLayer("measure")
            .mayOnlyAccessLayers("work", "checkpoint", "tokenizer", "architecture", "model", "probe", "statistics")
            .whereLayer("routing")
            .mayOnlyAccessLayers(
                    "work", "checkpoint", "tokenizer", "architecture", "model", "probe", "statistics", "measure")
            .whereLayer("concept")
            .mayOnlyAccessLayers(
                    "work",
                    "checkpoint",
                    "tokenizer",
                    "architecture",
                    "model",
                    "probe",
                    "statistics",
                    "measure",
                    "routing");

    @ArchTest
    static final ArchRule onlyTheModelPackageKnowsTheEngine = noClasses()
            .that()
            .resideOutsideOfPackages("org.tiltmeter.model..", "org.tiltmeter.tokenizer..", "org.tiltmeter.sample..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..");

    @ArchTest
    static final ArchRule onlyTheHubReachesTheNetwork = noClasses()
            .that()
            .resideOutsideOfPackage("org.tiltmeter.hub..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "javax.net..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(Socket|DatagramSocket|URLConnection|HttpURLConnection)");

    @ArchTest
    static final ArchRule theRuntimeKnowsNoWindowAndNoDatabase = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.tiltmeter.work..",
                    "org.tiltmeter.checkpoint..",
                    "org.tiltmeter.hub..",
                    "org.tiltmeter.tokenizer..",
                    "org.tiltmeter.architecture..",
                    "org.tiltmeter.model..",
                    "org.tiltmeter.probe..",
                    "org.tiltmeter.statistics..",
                    "org.tiltmeter.measure..",
                    "org.tiltmeter.routing..",
                    "org.tiltmeter.concept..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "java.awt..", "java.sql..", "org.jdbi..", "org.sqlite..");

    @ArchTest
    static final ArchRule persistenceKnowsNoToolkit = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.tiltmeter.session..",
                    "org.tiltmeter.figure..",
                    "org.tiltmeter.table..",
                    "org.tiltmeter.report..",
                    "org.tiltmeter.file..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..");

    @ArchTest
    static final ArchRule viewModelsNeedNoToolkit = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "javafx.scene..", "javafx.stage..", "javafx.fxml..", "javafx.application..", "javafx.concurrent..");

    @ArchTest
    static final ArchRule viewsDoNotComputeOrTouchFiles = noClasses()
            .that()
            .haveSimpleNameEndingWith("View")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files");

    @ArchTest
    static final ArchRule noCyclesBetweenFeatures =
            slices().matching("org.tiltmeter.views.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noWeakNames = classes()
            .that()
            .resideInAPackage("org.tiltmeter..")
            .should()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl");
}
