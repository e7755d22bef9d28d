package org.tiltmeter.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.tiltmeter.probe.TokenAlignment.Column;
import org.tiltmeter.probe.TokenAlignment.Part;

class TokenAlignmentTest {

    @Test
    void twoEditsOfDifferentLengthByHand() {
        assertThat(TokenAlignment.of(new int[] {1, 2, 3, 4, 5}, new int[] {1, 7, 8, 3, 9, 5})
                        .columns())
                .containsExactly(
                        new Column(0, 0, Part.PREFIX),
                        new Column(1, 1, Part.EDITED),
                        new Column(-1, 2, Part.EDITED),
                        new Column(2, 3, Part.LATER),
                        new Column(3, 4, Part.EDITED),
                        new Column(4, 5, Part.LATER));
    }

    @Property
    void everyTokenOccursOnceInOrderAndMatchesAreEqual(
            @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> first,
            @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> second) {
        int[] a = first.stream().mapToInt(Integer::intValue).toArray();
        int[] b = second.stream().mapToInt(Integer::intValue).toArray();
        List<Column> columns = TokenAlignment.of(a, b).columns();
        int nextA = 0;
        int nextB = 0;
        boolean edited = false;
        for (Column column : columns) {
            if (column.indexA() >= 0) {
                assertThat(column.indexA()).isEqualTo(nextA++);
            }
            if (column.indexB() >= 0) {
                assertThat(column.indexB()).isEqualTo(nextB++);
            }
            edited |= column.part() == Part.EDITED;
            if (column.part() != Part.EDITED) {
                assertThat(a[column.indexA()]).isEqualTo(b[column.indexB()]);
                assertThat(column.part()).isEqualTo(edited ? Part.LATER : Part.PREFIX);
            }
        }
        assertThat(nextA).isEqualTo(a.length);
        assertThat(nextB).isEqualTo(b.length);
        assertThat(edited).isEqualTo(!first.equals(second));
    }
}
