package jdisk.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** An image in several files, one after the other. Which these are, {@link PartFiles} tells. */
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
        return Image.super.claims(file) || PartFiles.isNextPart(files(), file);
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
