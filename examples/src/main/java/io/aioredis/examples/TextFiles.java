package io.aioredis.examples;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The files whose words are counted.
 *
 * @param paths in the order in which they are read
 * @param bytes the sum of their sizes
 */
record TextFiles(List<Path> paths, long bytes) {
    /** Finds every Markdown and Java file below a directory, except in hidden folders and in {@code target}. */
    static TextFiles below(Path directory) throws DemoException {
        List<Path> paths = new ArrayList<>();
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return folder.equals(directory) || !isLeftOut(folder)
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && isText(file)) {
                        paths.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw DemoException.reading(directory, e);
        }
        if (paths.isEmpty()) {
            throw new DemoException("no .md or .java file below " + directory.toAbsolutePath(), null);
        }
        return of(paths);
    }

    /** Takes the files that are named, relative to a directory, whatever they hold. */
    static TextFiles named(List<String> names, Path directory) throws DemoException {
        List<Path> paths = new ArrayList<>();
        for (String name : names) {
            try {
                paths.add(directory.resolve(name));
            } catch (InvalidPathException e) {
                throw new DemoException("no name of a file: " + e.getMessage(), e);
            }
        }
        return of(paths);
    }

    private static TextFiles of(List<Path> paths) throws DemoException {
        long bytes = 0;
        for (Path path : paths) {
            bytes += size(path);
        }
        return new TextFiles(List.copyOf(paths), bytes);
    }

    /** Also finds out what cannot be read, before any work is done for the others. */
    private static long size(Path path) throws DemoException {
        try {
            if (Files.isDirectory(path)) {
                throw new DemoException("cannot read " + path + ": it is a directory", null);
            }
            if (Files.exists(path) && !Files.isReadable(path)) {
                throw new DemoException("cannot read " + path + ": permission denied", null);
            }
            return Files.size(path);
        } catch (IOException e) {
            throw DemoException.reading(path, e);
        }
    }

    private static boolean isLeftOut(Path folder) {
        String name = folder.getFileName().toString();
        return name.startsWith(".") || name.equals("target");
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".md") || name.endsWith(".java");
    }
}
