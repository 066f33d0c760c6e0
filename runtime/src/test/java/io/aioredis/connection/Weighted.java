package io.aioredis.connection;

import java.util.Random;

/** A constant that is drawn as often as its weight says. */
interface Weighted {
    int weight();

    static <T extends Weighted> T draw(T[] values, Random random) {
        int all = 0;
        for (T value : values) {
            all += value.weight();
        }
        int at = random.nextInt(all);
        for (T value : values) {
            at -= value.weight();
            if (at < 0) {
                return value;
            }
        }
        throw new AssertionError("unreachable");
    }
}
