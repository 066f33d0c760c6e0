package io.aioredis.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How figures are written. */
final class Numbers {
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private Numbers() {}

    /** Three significant digits, with thousands separated: {@code 1,230,000}, {@code 12.3}, {@code 0.123}. */
    static String significant(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
        int digitsBeforePoint = rounded.precision() - rounded.scale();
        return String.format(Locale.ROOT, "%,." + Math.max(0, 3 - digitsBeforePoint) + "f", rounded);
    }

    /** Short, for a chart: {@code 1.23 M}, {@code 45.6 k}. */
    static String brief(double value) {
        if (value >= 1e6) {
            return significant(value / 1e6) + " M";
        }
        return value >= 1e4 ? significant(value / 1e3) + " k" : significant(value);
    }
}
