package io.aioredis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1234567; 1,230,000",
                "999.6; 1,000",
                "12.34; 12.3",
                "0.9996; 1.00",
                "0.01234; 0.0123",
                "7; 7.00",
                "0; 0"
            })
    void threeDigitsAreWritten(double value, String expected) {
        assertThat(Numbers.significant(value)).isEqualTo(expected);
    }

    @Test
    void aChartGetsUnits() {
        assertThat(Numbers.brief(2_345_678)).isEqualTo("2.35 M");
        assertThat(Numbers.brief(45_678)).isEqualTo("45.7 k");
        assertThat(Numbers.brief(9_876)).isEqualTo("9,880");
    }
}
