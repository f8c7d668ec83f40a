package jdisk.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdisk.image.Image;

/**
 * The files of an EWF image: {@code E01} to {@code E99}, then {@code EAA}, {@code EAB}, … to {@code ZZZ}, in the case of the first.
 * Source: libewf's Expert Witness Compression Format, 3.1.
 */
final class EwfSegments implements AutoCloseable {
    private static final int NUMBERED = 99;
    private static final int LETTERS = 26;

    private final List<Path> first;
    private final LazyFiles files = new LazyFiles();

    /**
     * Segments beside a first one.
     *
     * @param first its file; none where it is in another image or an archive, beside which no segments of it lie
     */
    EwfSegments(List<Path> first) {
        this.first = List.copyOf(first);
    }

    /** The file of a segment, from 2 on; nothing if its name cannot be told, or it is not there. */
    Optional<Image> segment(int number) throws IOException {
        Optional<Path> path = path(number);
        return path.isPresent() && Files.isRegularFile(path.get()) ? Optional.of(files.file(path.get())) : Optional.empty();
    }

    /** The name that a segment's file should have; nothing where the first has another kind of name. */
    Optional<Path> path(int number) {
        if (first.size() != 1) {
            return Optional.empty();
        }
        Path file = first.getFirst();
        String name = String.valueOf(file.getFileName());
        String stem = name.substring(0, Math.max(name.length() - 3, 0));
        if (!name.endsWith("01") || stem.isEmpty() || !stem.endsWith(".")) {
            return Optional.empty();
        }
        return suffix(name.charAt(name.length() - 3), number).map(suffix -> file.resolveSibling(stem + suffix));
    }

    private static Optional<String> suffix(char letter, int number) {
        if (number <= NUMBERED) {
            return Optional.of(String.format("%c%02d", letter, number));
        }
        int place = number - NUMBERED - 1;
        char base = Character.isLowerCase(letter) ? 'a' : 'A';
        int lead = letter + place / (LETTERS * LETTERS);
        if (lead > base + LETTERS - 1) {
            return Optional.empty();
        }
        return Optional.of("" + (char) lead + (char) (base + place / LETTERS % LETTERS) + (char) (base + place % LETTERS));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
