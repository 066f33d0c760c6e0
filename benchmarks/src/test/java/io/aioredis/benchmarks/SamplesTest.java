package io.aioredis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void medianOfAnOddNumberIsTheOneInTheMiddle() {
        assertThat(Samples.of(9, 1, 5)).isEqualTo(new Samples(5, 1, 9));
    }

    @Test
    void medianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
        assertThat(Samples.of(8, 2, 4, 1)).isEqualTo(new Samples(3, 1, 8));
    }

    @Test
    void noValuesAreRefused() {
        assertThatThrownBy(Samples::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("values: none (expected: at least one)");
    }
}
