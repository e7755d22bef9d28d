package org.tiltmeter.views.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VisibleTextTest {

    @Test
    void whitespaceHasAShape() {
        assertThat(VisibleText.of(" nurse")).isEqualTo("·nurse");
        assertThat(VisibleText.of("\n\t")).isEqualTo("↵⇥");
        assertThat(VisibleText.of("")).isEqualTo("∅");
        assertThat(VisibleText.of("\u200b\u00a0")).isEqualTo("⟨200B⟩⍽");
        assertThat(VisibleText.of("日本👩")).isEqualTo("日本👩");
    }

    @Property
    void nothingShownIsBlank(@ForAll String text) {
        assertThat(VisibleText.of(text)).isNotBlank().doesNotContainAnyWhitespaces();
    }
}
