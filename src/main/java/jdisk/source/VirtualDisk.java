package jdisk.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdisk.image.Image;
import jdisk.image.Layer;

/**
 * A disk that is kept in clusters which tables lead to: each is somewhere in a file, or compressed there, or nowhere and all
 * zeros, or in the image below.
 *
 * <p>Safe to use from several threads, as far as the tables are.
 */
final class VirtualDisk implements Image {
    /** What some bytes from a place on are. Without a switch over its kinds, which takes a while to be ready: a listing reads little. */
    sealed interface Stretch {
        /** How many bytes, at least 1. */
        long length();

        /** The first bytes of it. */
        Stretch first(long bytes);

        /**
         * Reads it.
         *
         * @param at where it begins on the disk
         * @param part what it fills
         * @param unpacking takes what is to be unpacked, which is not done here
         */
        void read(long at, ByteBuffer part, List<Unpacking> unpacking) throws IOException;
    }

    /** Bytes of another image. */
    record Data(Image image, long from, long length) implements Stretch {
        @Override
        public Data first(long bytes) {
            return new Data(image, from, bytes);
        }

        @Override
        public void read(long at, ByteBuffer part, List<Unpacking> unpacking) throws IOException {
            image.read(from, part);
        }
    }

    record Zeros(long length) implements Stretch {
        @Override
        public Zeros first(long bytes) {
            return new Zeros(bytes);
        }

        @Override
        public void read(long at, ByteBuffer part, List<Unpacking> unpacking) {
            part.put(new byte[part.remaining()]);
        }
    }

    /** What tables of a part of a disk know nothing of: the disk knows what lies below it. Never given for a whole disk. */
    record Below(long length) implements Stretch {
        @Override
        public Below first(long bytes) {
            return new Below(bytes);
        }

        @Override
        public void read(long at, ByteBuffer part, List<Unpacking> unpacking) {
            throw new IllegalStateException("nothing lies below");
        }
    }

    /**
     * The same four bytes again and again.
     *
     * @param bytes the first in the upper eight bits; they begin where the place is a multiple of four
     */
    record Filled(int bytes, long length) implements Stretch {
        @Override
        public Filled first(long count) {
            return new Filled(bytes, count);
        }

        @Override
        public void read(long at, ByteBuffer part, List<Unpacking> unpacking) {
            // Ends: each turn fills a byte.
            for (long place = at; part.hasRemaining(); place++) {
                part.put((byte) (bytes >> (24 - 8 * (int) (place % 4))));
            }
        }
    }

    /**
     * Bytes of a cluster that is packed.
     *
     * @param cluster its number
     * @param bytes of the whole cluster, unpacked
     * @param from where in it
     */
    record Packed(long cluster, int bytes, int from, long length) implements Stretch {
        @Override
        public Packed first(long count) {
            return new Packed(cluster, bytes, from, count);
        }

        @Override
        public void read(long at, ByteBuffer part, List<Unpacking> unpacking) {
            unpacking.add(new Unpacking(this, part));
        }
    }

    /** A part of what is to be read that a packed cluster has. */
    record Unpacking(Packed packed, ByteBuffer part) {}

    /** Finds clusters. */
    interface Tables {
        /**
         * What is at a place, and for how long: as far as can be told without looking further than one table.
         *
         * @param at less than the size of the disk
         * @throws IOException if it cannot be found
         */
        Stretch at(long at) throws IOException;

        /** Whether they tell of all zeros, but for a cluster here and there: what only packs zeros well does not. */
        default boolean knowHoles() {
            return true;
        }

        /**
         * A packed cluster, unpacked.
         *
         * @throws IOException if it cannot be read, or is damaged
         */
        default byte[] unpack(long cluster, int bytes) throws IOException {
            throw new IllegalStateException("nothing is packed");
        }

        /**
         * The same, into a buffer that takes just the whole cluster: without a copy where the format allows it.
         *
         * @throws IOException if it cannot be read, or is damaged; the buffer then holds anything
         */
        default void unpack(long cluster, ByteBuffer whole) throws IOException {
            whole.put(unpack(cluster, whole.remaining()));
        }

        /**
         * Waits until all that was given out is known to be sound.
         *
         * @throws IOException if it is not
         */
        default void settle() throws IOException {
            // mostly it is known at once
        }
    }

    private final Image file;
    private final List<Image> others;
    private final Layer layer;
    private final Tables tables;
    private final UnpackedClusters unpacked;

    /**
     * A disk.
     *
     * @param file the image it was found in
     * @param others that it is made of, too, and that are closed with it
     */
    VirtualDisk(Image file, List<Image> others, Layer layer, Tables tables) {
        this.file = file;
        this.others = List.copyOf(others);
        this.layer = layer;
        this.tables = tables;
        this.unpacked = new UnpackedClusters(tables);
    }

    /**
     * Bytes of an image below, where that has them; it may be shorter than what lies over it.
     *
     * @param length 1 or more
     */
    static Stretch below(Image base, long at, long length) {
        return at >= base.size() ? new Zeros(length) : new Data(base, at, Math.min(length, base.size() - at));
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long size() {
        return layer.size();
    }

    @Override
    public List<Path> files() {
        Set<Path> files = new LinkedHashSet<>(file.files());
        for (Image other : others) {
            files.addAll(other.files());
        }
        return List.copyOf(files);
    }

    @Override
    public List<Layer> layers() {
        List<Layer> layers = new ArrayList<>(List.of(layer));
        for (Image other : others) {
            other.layers().forEach(below -> layers.add(below.below(file.name())));
        }
        layers.addAll(file.layers());
        return List.copyOf(layers);
    }

    @Override
    public boolean claims(Path written) throws IOException {
        for (Image other : others) {
            if (other.claims(written)) {
                return true;
            }
        }
        return file.claims(written);
    }

    @Override
    public String identity() {
        StringBuilder all = new StringBuilder(Spool.identity(file, layer) + " " + size());
        others.forEach(other -> all.append(", ").append(other.identity()));
        return all.toString();
    }

    /** The stretch at a place, which is one that can be read. */
    private Stretch stretch(long at, long most) throws IOException {
        Stretch found = tables.at(at);
        if (found.length() <= 0) {
            throw new IllegalStateException("nothing at " + at);
        }
        long length = Math.min(Math.min(found.length(), most), size() - at);
        if (found instanceof Data data && (data.from() < 0 || data.from() > data.image().size() - length)) {
            // No end of the disk: what comes after may be there.
            throw new IOException("the container is cut short: what should be at byte " + data.from() + " of " + data.image().name()
                    + " lies past its end");
        }
        return found.first(length);
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        Image.checkRange("the image", size(), offset, target.remaining());
        List<Unpacking> unpacking = new ArrayList<>();
        long at = offset;
        int end = target.limit();
        int place = target.position();
        // Ends: each turn goes on by at least a byte.
        while (place < end) {
            Stretch found = stretch(at, end - place);
            ByteBuffer part = target.duplicate().limit(place + (int) found.length()).position(place);
            found.read(at, part, unpacking);
            place += (int) found.length();
            at += found.length();
        }
        unpacked.read(unpacking);
        target.position(end);
    }

    @Override
    public boolean knowsHoles() {
        return tables.knowHoles();
    }

    @Override
    public long nextData(long offset) throws IOException {
        return nextData(offset, size());
    }

    @Override
    public long nextHole(long offset) throws IOException {
        return nextHole(offset, size());
    }

    @Override
    public long nextData(long offset, long end) throws IOException {
        long to = Math.min(end, size());
        long at = offset;
        // Ends: each turn goes on by a stretch.
        while (at < to) {
            Stretch found = tables.at(at);
            if (found instanceof Data data && data.from() >= 0 && data.from() < data.image().size() && data.image().knowsHoles()) {
                long next = data.image().nextData(data.from(), data.from() + found.length());
                if (next < data.from() + found.length()) {
                    return Math.min(at + (next - data.from()), to);
                }
            } else if (!(found instanceof Zeros)) {
                return at;
            }
            at += found.length();
        }
        return to;
    }

    @Override
    public long nextHole(long offset, long end) throws IOException {
        long to = Math.min(end, size());
        if (!knowsHoles()) {
            return to;
        }
        long at = offset;
        // Ends: each turn goes on by a stretch.
        while (at < to) {
            Stretch found = tables.at(at);
            if (found instanceof Zeros) {
                return at;
            }
            if (found instanceof Data data && data.from() >= 0 && data.from() < data.image().size() && data.image().knowsHoles()) {
                long hole = data.image().nextHole(data.from(), data.from() + found.length());
                if (hole < Math.min(data.from() + found.length(), data.image().size())) {
                    return Math.min(at + (hole - data.from()), to);
                }
            }
            at += found.length();
        }
        return to;
    }

    @Override
    public long transferTo(long offset, long count, WritableByteChannel target) throws IOException {
        return stretch(offset, count) instanceof Data data
                ? data.image().transferTo(data.from(), data.length(), target)
                : Image.super.transferTo(offset, Math.min(count, size() - offset), target);
    }

    @Override
    public void close() throws IOException {
        try {
            tables.settle();
        } finally {
            for (Image other : others) {
                other.close();
            }
            file.close();
        }
    }
}
