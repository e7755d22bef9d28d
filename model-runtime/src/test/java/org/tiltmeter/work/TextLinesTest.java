package org.tiltmeter.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLinesTest {

    @TempDir
    private Path folder;

    @Test
    void readsOneTextALineAndRefusesWhatHoldsNone() throws IOException {
        Path file = folder.resolve("texts.txt");
        Files.writeString(file, "Grüße aus Köln\n\n  \nThe second text\n");
        assertThat(TextLines.read(file)).containsExactly("Grüße aus Köln", "The second text");
        Files.writeString(file, "\n \n");
        assertThatThrownBy(() -> TextLines.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("texts.txt")
                .hasMessageContaining("one text a line");
        Files.write(file, new byte[] {(byte) 0xc3, 0x28});
        assertThatThrownBy(() -> TextLines.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("UTF-8");
    }
}
