package io.aioredis;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files that this build was made from. */
final class Checkout {
    private Checkout() {}

    /** Returns the path of a file or folder of the checkout. */
    static Path file(String path) {
        Path inRoot = Path.of(path);
        return Files.exists(inRoot) ? inRoot : Path.of("..", path); // the tests of a module run in its folder
    }
}
