package jdisk.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An image in several files, one after the other: {@code hda.001}, {@code hda.002}, … as imaging tools number them, or
 * {@code hda.aa}, {@code hda.ab}, … as split(1) does.
 */
public final class SplitImage implements Image {
    private final Path path;
    private final List<FileImage> parts;

    /** Where each part begins in the image, and after the last one where the image ends. */
    private final long[] starts;

    private SplitImage(Path path, List<FileImage> parts) {
        this.path = path;
        this.parts = List.copyOf(parts);
        this.starts = new long[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], parts.get(i).size());
        }
    }

    /**
     * The parts of the image that a file is the first part of: the file alone, if its name is not that of a first part, or if
     * there is no other.
     *
     * @throws FileSystemException if a part is missing between two others
     */
    public static List<Path> parts(Path first) throws IOException {
        String name = first.getFileName() == null ? "" : first.getFileName().toString();
        String stem = name.substring(0, name.lastIndexOf('.') + 1);
        Optional<PartSuffix> suffix = PartSuffix.first(name.substring(stem.length()));
        if (stem.isEmpty() || suffix.isEmpty()) {
            return List.of(first);
        }
        Set<String> others = siblings(first, stem);
        List<Path> parts = new ArrayList<>(List.of(first));
        List<PartSuffix> candidates = suffix.get().next();
        Optional<PartSuffix> found = taken(candidates, others);
        // Ends: each turn takes a file of the directory that no turn has taken.
        while (found.isPresent()) {
            parts.add(first.resolveSibling(stem + found.get().text()));
            candidates = found.get().next();
            found = taken(candidates, others);
        }
        PartSuffix missing = candidates.getFirst();
        Optional<String> later = others.stream().filter(missing::isBefore).min(Comparator.naturalOrder());
        if (later.isPresent()) {
            throw new FileSystemException(first.toString(), null,
                    "a part of the image is missing: there is " + stem + later.get() + ", but no " + stem + missing.text());
        }
        return parts;
    }

    /**
     * The first part of the image that a file is a later part of; nothing if it is none, or the parts are not all there.
     *
     * @throws IOException if the folder cannot be read
     */
    public static Optional<Path> firstOf(Path part) throws IOException {
        String name = String.valueOf(part.getFileName());
        String stem = name.substring(0, name.lastIndexOf('.') + 1);
        if (stem.isEmpty()) {
            return Optional.empty();
        }
        for (PartSuffix suffix : new PartSuffix(name.substring(stem.length())).firsts()) {
            Path first = part.resolveSibling(stem + suffix.text());
            if (!first.equals(part) && Files.isRegularFile(first) && parts(first).contains(part.resolveSibling(name))) {
                return Optional.of(first);
            }
        }
        return Optional.empty();
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
        String name = String.valueOf(last.getFileName());
        String stem = name.substring(0, name.lastIndexOf('.') + 1);
        String suffix = name.substring(stem.length());
        boolean continues = !stem.isEmpty() && (files.size() > 1 || PartSuffix.first(suffix).isPresent())
                && new PartSuffix(suffix).next().stream().anyMatch(next -> file.getFileName().toString().equals(stem + next.text()));
        Path folder = file.toAbsolutePath().getParent();
        Path itsFolder = last.toAbsolutePath().getParent();
        return continues && folder != null && itsFolder != null && Files.isDirectory(folder) && Files.isSameFile(folder, itsFolder);
    }

    /** The first of these suffixes that is there; it is no longer, then. */
    private static Optional<PartSuffix> taken(List<PartSuffix> candidates, Set<String> others) {
        return candidates.stream().filter(candidate -> others.remove(candidate.text())).findFirst();
    }

    /** What follows the stem in the names of files beside this one. */
    private static Set<String> siblings(Path first, String stem) throws IOException {
        Path folder = first.toAbsolutePath().getParent();
        Set<String> suffixes = new HashSet<>();
        if (folder == null || !Files.isRegularFile(first)) {
            return suffixes;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(stem)) {
                    suffixes.add(name.substring(stem.length()));
                }
            }
        }
        return suffixes;
    }

    /**
     * Opens all parts.
     *
     * @param path the name the user gave
     * @throws FileSystemException if a part that is not the last differs in size from the first: it cannot be whole
     */
    public static SplitImage open(Path path, List<Path> files) throws IOException {
        List<FileImage> parts = new ArrayList<>();
        try {
            for (Path file : files) {
                parts.add(FileImage.open(file));
            }
            checkSizes(parts);
        } catch (IOException e) {
            for (FileImage part : parts) {
                part.close();
            }
            throw e;
        }
        return new SplitImage(path, parts);
    }

    private static void checkSizes(List<FileImage> parts) throws FileSystemException {
        long whole = parts.getFirst().size();
        for (FileImage part : parts) {
            boolean last = part == parts.getLast();
            if (part.size() == 0 || part.size() > whole || (!last && part.size() < whole)) {
                throw new FileSystemException(part.name(), null, "a part of the image is incomplete: " + part.name() + " has "
                        + part.size() + " bytes, the first part " + whole);
            }
        }
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public long size() {
        return starts[parts.size()];
    }

    /** The part that holds a byte of the image. */
    private int partAt(long offset) {
        int found = Arrays.binarySearch(starts, offset);
        return Math.min(found >= 0 ? found : -found - 2, parts.size() - 1);
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        Image.checkRange("the image", size(), offset, target.remaining());
        int end = target.limit();
        long at = offset;
        // Ends: each turn reads at least a byte.
        while (target.position() < end) {
            int part = partAt(at);
            target.limit((int) Math.min(end, target.position() + starts[part + 1] - at));
            int wanted = target.remaining();
            try {
                parts.get(part).read(at - starts[part], target);
            } finally {
                target.limit(end);
            }
            at += wanted;
        }
    }

    @Override
    public List<Path> files() {
        return parts.stream().flatMap(part -> part.files().stream()).toList();
    }

    @Override
    public boolean claims(Path file) throws IOException {
        return Image.super.claims(file) || isNextPart(files(), file);
    }

    @Override
    public String identity() {
        return parts.stream().map(FileImage::identity).collect(Collectors.joining("; "));
    }

    @Override
    public boolean knowsHoles() {
        return parts.stream().allMatch(FileImage::knowsHoles);
    }

    @Override
    public long nextData(long offset) throws IOException {
        for (int part = partAt(offset); part < parts.size(); part++) {
            long at = starts[part] + parts.get(part).nextData(Math.max(offset - starts[part], 0));
            if (at < starts[part + 1]) {
                return at;
            }
        }
        return size();
    }

    @Override
    public long nextHole(long offset) throws IOException {
        for (int part = partAt(offset); part < parts.size(); part++) {
            long at = starts[part] + parts.get(part).nextHole(Math.max(offset - starts[part], 0));
            if (at < starts[part + 1]) {
                return at;
            }
        }
        return size();
    }

    @Override
    public long transferTo(long offset, long count, WritableByteChannel target) throws IOException {
        int part = partAt(offset);
        return parts.get(part).transferTo(offset - starts[part], Math.min(count, starts[part + 1] - offset), target);
    }

    @Override
    public void close() throws IOException {
        for (FileImage part : parts) {
            part.close();
        }
    }
}
