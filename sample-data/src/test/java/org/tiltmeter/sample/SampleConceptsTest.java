package org.tiltmeter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptCheck;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptSettings;

/// The concept sets for any model.
class SampleConceptsTest {

    @Test
    void everyReadySetCanBeUsedAsItIsAndNamesItsSource() {
        assertThat(SampleConcepts.ready()).hasSize(9);
        for (String name : SampleConcepts.ready()) {
            ConceptSet set = ConceptFile.parse(SampleConcepts.of(name), name);
            assertThat(set.source()).describedAs(name).isNotBlank();
            assertThat(set.description()).describedAs(name).isNotBlank();
            assertThat(set.concepts()).describedAs(name).hasSizeGreaterThan(1);
            ConceptAnalysis.check(set, ConceptSettings.defaults());
            for (Concept concept : set.concepts()) {
                assertThat(ConceptCheck.of(concept).isClean())
                        .describedAs(name + ": " + concept.name())
                        .isTrue();
                assertThat(concept.negative()).hasSameSizeAs(concept.positive());
            }
        }
    }
}
