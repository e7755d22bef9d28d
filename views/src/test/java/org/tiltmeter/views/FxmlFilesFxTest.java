package org.tiltmeter.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Every screen's file can be opened, and a class of its name stands beside it.
@ExtendWith(ApplicationExtension.class)
class FxmlFilesFxTest {

    private static final Path RESOURCES = Path.of("src", "main", "resources");

    @Test
    void everyFileOpens() throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.walk(RESOURCES)) {
            files = all.filter(file -> file.toString().endsWith(".fxml")).toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(5);
        for (Path file : files) {
            Parent screen = WaitForAsyncUtils.asyncFx(
                            () -> new FXMLLoader(file.toUri().toURL(), Texts.bundle()).<Parent>load())
                    .get();
            assertThat(screen.getChildrenUnmodifiable()).as(file.toString()).isNotNull();
            String name =
                    RESOURCES.relativize(file).toString().replace(".fxml", "").replace('/', '.');
            assertThat(Class.forName(name)).as(name).isNotNull();
        }
    }
}
