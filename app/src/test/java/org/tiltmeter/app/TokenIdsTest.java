package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tiltmeter.work.BadInputException;

final class TokenIdsTest {

    @Test
    void readsSeveralSequences() {
        assertThat(TokenIds.parse("--ids", "1, 2,3;4,5")).containsExactly(new int[] {1, 2, 3}, new int[] {4, 5});
    }

    @Test
    void namesWhatIsNoId() {
        assertThatThrownBy(() -> TokenIds.parse("--ids", "1,two"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"two\"");
        assertThatThrownBy(() -> TokenIds.parse("--ids", "1,;2")).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> TokenIds.parse("--ids", "99999999999")).hasMessageContaining("99999999999");
    }
}
