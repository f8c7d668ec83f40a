package jdisk.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Files whose names are those of an image in parts.
 *
 * @param files in their order, the first among them
 * @param isSure whether names like these hardly mean anything else
 * @param missing what is missing between the last of them and one that follows, in words
 */
public record PartFiles(List<Path> files, boolean isSure, Optional<String> missing) {
    /**
     * The files beside one that may be parts of an image with it, for each way to read its name as that of the first part; none
     * for one that nothing follows.
     *
     * @throws IOException if the folder cannot be read
     */
    public static List<PartFiles> beside(Path first) throws IOException {
        List<PartFiles> ways = new ArrayList<>();
        String name = String.valueOf(first.getFileName());
        if (!Files.isRegularFile(first)) {
            return ways;
        }
        for (PartName reading : PartName.firsts(name)) {
            // Any name may be followed by one with a number in brackets: no folder is read for that alone.
            boolean likely = reading.text().equals(name) || reading.next().stream().anyMatch(next -> Files.exists(first.resolveSibling(next.text())));
            if (likely) {
                PartFiles found = following(first, reading);
                if (found.files.size() > 1 || found.missing.isPresent()) {
                    ways.add(found);
                }
            }
        }
        return ways;
    }

    private static PartFiles following(Path first, PartName reading) throws IOException {
        Set<String> others = siblings(first, reading);
        List<Path> files = new ArrayList<>(List.of(first));
        List<PartName> candidates = reading.next();
        Optional<PartName> found = taken(candidates, others);
        // Ends: each turn takes a file of the directory that no turn has taken.
        while (found.isPresent()) {
            files.add(first.resolveSibling(found.get().text()));
            candidates = found.get().next();
            found = taken(candidates, others);
        }
        PartName missing = candidates.getFirst();
        Optional<String> later = others.stream().filter(missing.suffix()::isBefore).min(Comparator.naturalOrder());
        return new PartFiles(List.copyOf(files), reading.isSure(), later.map(suffix ->
                "a part of the image is missing: there is " + reading.stem() + suffix + reading.end() + ", but no " + missing.text()));
    }

    /** The first of these that is there; it is no longer, then. */
    private static Optional<PartName> taken(List<PartName> candidates, Set<String> others) {
        return candidates.stream().filter(candidate -> others.remove(candidate.suffix().text())).findFirst();
    }

    /** What stands in the place of the suffix in the names of files beside this one. */
    private static Set<String> siblings(Path first, PartName reading) throws IOException {
        Path folder = first.toAbsolutePath().getParent();
        Set<String> suffixes = new HashSet<>();
        if (folder == null) {
            return suffixes;
        }
        int around = reading.stem().length() + reading.end().length();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.length() > around && name.startsWith(reading.stem()) && name.endsWith(reading.end())) {
                    suffixes.add(name.substring(reading.stem().length(), name.length() - reading.end().length()));
                }
            }
        }
        return suffixes;
    }

    /** The files that may be the first part of an image of which this one is a later one. */
    public static List<Path> firstsOf(Path part) {
        List<Path> firsts = new ArrayList<>();
        for (String name : PartName.firstNames(String.valueOf(part.getFileName()))) {
            Path first = part.resolveSibling(name);
            if (!first.equals(part) && Files.isRegularFile(first)) {
                firsts.add(first);
            }
        }
        return firsts;
    }

    /**
     * Fails unless all parts are there.
     *
     * @throws FileSystemException if one is missing between two others
     */
    public void requireAll() throws FileSystemException {
        if (missing.isPresent()) {
            throw new FileSystemException(files.getFirst().toString(), null, missing.get());
        }
    }

    /**
     * Whether the files have the sizes of parts: all but the last are as large as the first, and that is not larger.
     *
     * @throws IOException if one is gone
     */
    public boolean haveSizesOfParts() throws IOException {
        long whole = Files.size(files.getFirst());
        for (Path file : files) {
            long size = Files.size(file);
            if (size == 0 || size > whole || (size < whole && !file.equals(files.getLast()))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a file would be taken for the next part of an image if it were there.
     *
     * @param files all of the image, in order
     */
    static boolean isNextPart(List<Path> files, Path file) throws IOException {
        if (files.isEmpty() || file.getFileName() == null) {
            return false;
        }
        Path last = files.getLast();
        String name = file.getFileName().toString();
        // Of one file whose name says little, what it holds would have to ask for another, too.
        boolean continues = PartName.readings(String.valueOf(last.getFileName())).stream()
                .filter(reading -> files.size() > 1 || (reading.isSure() && reading.isFirst()))
                .flatMap(reading -> reading.next().stream())
                .anyMatch(next -> next.text().equals(name));
        Path folder = file.toAbsolutePath().getParent();
        Path itsFolder = last.toAbsolutePath().getParent();
        return continues && folder != null && itsFolder != null && Files.isDirectory(folder) && Files.isSameFile(folder, itsFolder);
    }
}
