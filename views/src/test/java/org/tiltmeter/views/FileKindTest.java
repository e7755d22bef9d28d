package org.tiltmeter.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {

    @ParameterizedTest
    @ValueSource(strings = {"csv", "png", "svg", "pdf", "json"})
    void whatScreensExportHasAKind(String extension) {
        assertThat(FileDialogs.Kind.of(extension).extension()).isEqualTo(extension);
    }

    @Test
    void nothingElseHas() {
        assertThatThrownBy(() -> FileDialogs.Kind.of("exe")).isInstanceOf(IllegalArgumentException.class);
    }
}
