package io.aioredis.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A copy of this checkout's texts, which nobody edits while a test reads them twice, with some that are odd. */
final class Checkout {
    private Checkout() {}

    static void copyTo(Path directory) throws IOException, DemoException {
        Path root = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
        for (Path file : TextFiles.below(root).paths()) {
            Path copy = directory.resolve(root.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        addOddTexts(directory);
    }

    private static void addOddTexts(Path directory) throws IOException {
        Path odd = Files.createDirectories(directory.resolve("odd texts"));
        byte[] bytes = new byte[3 * 256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7);
        }
        Files.write(odd.resolve("bytes.md"), bytes);
        Files.writeString(odd.resolve("apostrophes.md"), "Don't! 'Tis it's o'clock''s\r\nO'Brien\r\n", UTF_8);
        Files.writeString(
                odd.resolve("utf-8.md"), "Gr\u00fc\u00dfe, \u0416uk, na\u00efvet\u00e9 \ud83d\ude00 ok", UTF_8);
        Files.writeString(odd.resolve("latin-1.md"), "Gr\u00fc\u00dfe na\u00efvet\u00e9", ISO_8859_1);
        Files.writeString(odd.resolve("no-final-newline.md"), "The last wordwithoutnewline", UTF_8);
        Files.writeString(odd.resolve("long.md"), "Long".repeat(Words.BUFFER_BYTES) + "\n", UTF_8);
        Files.writeString(odd.resolve("empty.md"), "", UTF_8);
        Files.writeString(odd.resolve(".hidden.md"), "of a hidden file", UTF_8);
        Files.writeString(odd.resolve("other.txt"), "of another kind", UTF_8);
        for (String folder : new String[] {".hidden", "target", "odd texts/target", "odd texts/.hidden/deep"}) {
            Files.writeString(Files.createDirectories(directory.resolve(folder)).resolve("out.md"), "left out", UTF_8);
        }
    }
}
