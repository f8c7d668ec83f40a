package jdisk.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdisk.image.Ascending;
import jdisk.image.FileImage;
import jdisk.image.Image;
import jdisk.image.Layer;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import org.jspecify.annotations.Nullable;

/**
 * An image that can only be had from its start on, or from the starts of a few large pieces of it: what was had of it is kept in a
 * sparse file of its own, which is gone when the image is closed, or, if the user wants it, kept for the next time once it is complete.
 *
 * <p>Where its size is known, only as much is decoded as is asked for; otherwise, all of it when it is opened. Zeros take no room
 * in the file. What comes some way before damage can be read. Safe to use from several threads, one of which decodes at a time.
 */
final class Spool implements Image {
    private static final int PIECE = 1 << 20;
    private static final int BLOCK = 4096;

    /** Decoders that are open at a time: some have tables and windows of many megabytes. */
    private static final int MOST_OPEN = 2;

    /** Bytes that a listing waits for without asking whether it has to. */
    private static final long NEAR = 64L << 20;

    private final Image file;
    private final Layer layer;
    private final Sections sections;
    private final SpoolFile cache;
    private final Opening opening;
    private final byte[] piece;
    private final byte[] zeros = new byte[BLOCK];

    /** The sections of which something is decoded, the one that was read last at the end. */
    private final Map<Integer, Section> begun;

    /** Bytes that are decoded, of all sections together. */
    private long done;

    private long kept;

    /** The section of which the piece holds bytes that the cache has not taken yet: they are not decoded a second time. */
    private Optional<Section> unkept = Optional.empty();

    private int pending;

    /** What is wrong with all of it, which is only known at its end. */
    private volatile Optional<String> unsound = Optional.empty();

    /** Stretches of an image, one after the other, that are decoded each by itself. */
    interface Sections {
        /** How many there are, at least one. */
        int count();

        /** Where one begins in the image; where all end for the number after the last: the largest number there is if that is not known. */
        long start(int section);

        /**
         * What is in a section, and no more.
         *
         * @throws IOException if that cannot be read
         */
        InputStream open(int section) throws IOException;
    }

    /** A stream, which is all there is. */
    private record Whole(InputStream stream, long size) implements Sections {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public long start(int section) {
            return section == 0 ? 0 : size;
        }

        @Override
        public InputStream open(int section) {
            return stream;
        }
    }

    /** How far a section is decoded. */
    private static final class Section {
        private long at;

        /** Absent while it is closed. */
        private Optional<InputStream> decoder = Optional.empty();

        /** Why no more can be decoded: what comes after a fault is not at its place. */
        private @Nullable IOException fault;

        private Section(long start) {
            this.at = start;
        }
    }

    private Spool(Image file, Layer layer, Sections sections, SpoolFile cache, Opening opening) {
        this(file, layer, sections, cache, opening, new LinkedHashMap<>(16, 0.75f, true), new byte[PIECE]);
    }

    private Spool(
            Image file, Layer layer, Sections sections, SpoolFile cache, Opening opening, Map<Integer, Section> begun, byte[] piece) {
        this.file = file;
        this.layer = layer;
        this.sections = sections;
        this.cache = cache;
        this.opening = opening;
        this.begun = begun;
        this.piece = piece;
    }

    /** A decoder that knows at its end whether something is wrong with what it decoded, all of which is there. */
    interface Told {
        /** What is wrong, as of now. */
        Optional<String> unsound();
    }

    /**
     * An image that nothing is known of but its form.
     *
     * @param size of it, where that is known
     * @throws IOException if its size is not known, and nothing of it can be decoded
     */
    static Image open(Image file, String format, InputStream decoded, OptionalLong size, Context context) throws IOException {
        return open(file, new Layer(format, size.orElse(Long.MAX_VALUE), file.name(), Map.of()), decoded, context);
    }

    /**
     * An image.
     *
     * @param layer its form; of the largest size there is where the size is not known
     * @throws IOException if its size is not known, and it cannot be decoded to its end
     */
    static Image open(Image file, Layer layer, InputStream decoded, Context context) throws IOException {
        return begin(file, layer, new Whole(decoded, layer.size()), context).toItsEnd();
    }

    /**
     * An image of which only a listing may be wanted: its size is then that of which its end or its start tells, if the table, or what
     * else begins the image, ends just there. Two that agree are no accident, and all of it need not be decoded to know.
     *
     * @param told the size, as far as it is told
     * @param period what the size may be more by, again and again, than is told; 0 for nothing
     * @throws IOException if its size is not known, and it cannot be decoded to its end
     */
    static Image open(Image file, String format, InputStream decoded, long told, long period, Context context) throws IOException {
        Spool spool = begin(file, new Layer(format, Long.MAX_VALUE, file.name(), Map.of()), new Whole(decoded, Long.MAX_VALUE), context);
        if (!spool.isSized() && context.opening().lists() && context.opening().range().isEmpty()) {
            long end = Parts.end(Slice.of(spool, 0, NEAR)).orElse(0);
            if (end == told || (period > 0 && end > told && (end - told) % period == 0)) {
                return spool.sized(end);
            }
        }
        return spool.toItsEnd();
    }

    /** An image of sections; of one whose size is not known, nothing is decoded yet. */
    static Spool begin(Image file, Layer layer, Sections sections, Context context) throws IOException {
        Opening opening = context.opening();
        Optional<Path> folder = opening.cache();
        if (folder.isEmpty() || !tellsChanges(file)) {
            return new Spool(file, layer, sections, SpoolFile.temporary(), opening);
        }
        SpoolCache cache = SpoolCache.in(folder.get(), file, () -> identity(file, layer));
        Optional<FileImage> kept = cache.kept();
        if (kept.isEmpty()) {
            return new Spool(file, layer, sections, SpoolFile.keptIn(cache), opening);
        }
        long size = kept.get().size();
        Layer its = new Layer(layer.format(), size, file.name(), layer.facts());
        Spool spool = new Spool(file, its, sections, SpoolFile.of(kept.get()), opening);
        spool.done = size;
        spool.kept = size;
        opening.waiting().kept(file.name(), cache.file(), true);
        return spool;
    }

    /**
     * The same with a size, if it has none yet: that to which it can be decoded. If it is damaged there, that is said of it.
     *
     * @throws IOException if nothing of it can be decoded, or a server or a folder is the reason that not all is; it is closed then
     */
    Spool toItsEnd() throws IOException {
        if (isSized()) {
            return this;
        }
        try {
            decode(0, Long.MAX_VALUE);
        } catch (FileSystemException e) {
            cache.close();
            throw e;
        } catch (IOException e) {
            if (done == 0) {
                cache.close();
                throw e;
            }
            // What comes before the damage is had; nobody knows how much would have followed.
            unsound = Optional.of(e.getMessage() + "; what it holds is known up to byte " + done);
        }
        return sized(done);
    }

    /** The same with a size that something else told. */
    Spool sized(long size) {
        Spool all = new Spool(file, new Layer(layer.format(), size, file.name(), layer.facts()), sections, cache, opening, begun, piece);
        all.done = done;
        all.kept = kept;
        all.unsound = unsound;
        return all;
    }

    private boolean isSized() {
        return layer.size() < Long.MAX_VALUE;
    }

    /** Whether an image tells itself from itself after a change. */
    private static boolean tellsChanges(Image file) {
        return !file.files().isEmpty() || (file instanceof HttpImage remote && remote.tellsChanges())
                || (file instanceof Spool spool && tellsChanges(spool.file));
    }

    static String identity(Image file, Layer layer) {
        return file.identity() + ", " + layer.format() + " " + new TreeMap<>(layer.facts());
    }

    /** What a stream has, to its end. */
    static Image ofStream(InputStream stream, Opening opening) throws IOException {
        Image none = new SparseMemoryImage("-", 0, Map.of());
        Layer layer = new Layer("stream", Long.MAX_VALUE, none.name(), Map.of());
        if (opening.cache().isEmpty()) {
            return new Spool(none, layer, new Whole(stream, layer.size()), SpoolFile.temporary(), opening).toItsEnd();
        }
        // Nothing tells one stream from another but what comes: it is kept under a name made of that, to be opened by it.
        MessageDigest digest = sha256();
        SpoolCache cache = SpoolCache.in(opening.cache().get(), none, new Digest(digest)::text);
        Sections all = new Whole(new DigestInputStream(stream, digest), layer.size());
        return new Spool(none, layer, all, SpoolFile.keptIn(cache), opening).toItsEnd();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** The digest of what a stream had, once it has ended. */
    private static final class Digest {
        private final MessageDigest digest;
        private Optional<String> text = Optional.empty();

        private Digest(MessageDigest digest) {
            this.digest = digest;
        }

        private String text() {
            if (text.isEmpty()) {
                text = Optional.of("standard input, SHA-256 " + HexFormat.of().formatHex(digest.digest()));
            }
            return text.get();
        }
    }

    /** Whether all of it is decoded. */
    synchronized boolean isDecoded() {
        return done == size();
    }

    /** Decodes what is not decoded yet between two places. */
    private synchronized void decode(long from, long to) throws IOException {
        if (isDecoded()) {
            return;
        }
        int number = section(from);
        // Ends: each turn goes on to the next section, and there are so many.
        while (number < sections.count() && sections.start(number) < to) {
            decode(number, begun.computeIfAbsent(number, each -> new Section(sections.start(each))), to);
            number++;
        }
        if (unsound.isEmpty() && (isDecoded() || to == Long.MAX_VALUE)) {
            Optional<Path> complete = cache.complete(done);
            if (complete.isPresent()) {
                opening.waiting().kept(file.name(), complete.get(), false);
            }
        }
    }

    private long end(int section) {
        return Math.min(sections.start(section + 1), layer.size());
    }

    private int section(long place) {
        return Ascending.last(sections.count(), sections::start, place);
    }

    /** Decodes a section up to a place, or to its end. */
    private void decode(int number, Section section, long to) throws IOException {
        keepPending();
        // Ends: each turn decodes a byte at least, or finds the end.
        while (section.at < Math.min(to, end(number))) {
            int count = piece(number, section);
            if (count == 0 && section.fault != null) {
                throw section.fault instanceof FileSystemException known
                        ? new FileSystemException(known.getFile(), null, known.getReason())
                        : new IOException(section.fault.getMessage(), section.fault);
            }
            if (count == 0) {
                if (to < Long.MAX_VALUE) {
                    throw new EOFException("what is compressed ends after " + section.at + " bytes, and should have " + end(number));
                }
                return;
            }
            unkept = Optional.of(section);
            pending = count;
            keepPending();
            opening.waiting().decoded(file.name(), cache.place(), done, isSized() ? OptionalLong.of(layer.size()) : OptionalLong.empty());
        }
    }

    /** Keeps what the cache has not taken yet. */
    private void keepPending() throws IOException {
        if (unkept.isPresent()) {
            Section section = unkept.get();
            keep(section.at, pending);
            section.at += pending;
            done += pending;
            unkept = Optional.empty();
        }
    }

    /** Decodes the next bytes of a section, as far as there are some before a fault; with the last ones, looks whether something is wrong at the end. */
    private int piece(int number, Section section) {
        int count = 0;
        try {
            int most = (int) Math.min(PIECE, end(number) - section.at);
            if (section.fault != null) {
                return 0;
            }
            InputStream decoder = decoder(number, section);
            // Ends: each turn decodes a byte, or finds that there will be one or the end.
            while (count < most) {
                int some = decoder.read(piece, count, most - count);
                if (some < 0) {
                    break;
                }
                count += some;
            }
            if (count == 0) {
                unsound = unsound.or(() -> told(decoder));
            }
            return section.at + count < end(number) || endsWell(decoder, section) ? count : 0;
        } catch (IOException e) {
            section.fault = e;
            return count;
        }
    }

    /** The decoder of a section, at its place. */
    private InputStream decoder(int number, Section section) throws IOException {
        if (section.decoder.isPresent()) {
            return section.decoder.get();
        }
        List<Section> open = begun.values().stream().filter(each -> each.decoder.isPresent()).toList();
        if (open.size() >= MOST_OPEN) {
            close(open.getFirst());
        }
        InputStream decoder = sections.open(number);
        section.decoder = Optional.of(decoder);
        decoder.skipNBytes(section.at - sections.start(number));
        return decoder;
    }

    private static void close(Section section) throws IOException {
        if (section.decoder.isPresent()) {
            section.decoder.get().close();
            section.decoder = Optional.empty();
        }
    }

    /** Takes what follows the last byte: a checksum, which nothing but all of it can be held against. All is there, even if it is wrong. */
    private boolean endsWell(InputStream decoder, Section section) {
        try {
            // A decoder may answer that it has none, before it answers that this is the end: XZ for Java's, asked for a byte, makes that a 0.
            if (decoder.readNBytes(1).length > 0) {
                section.fault = new IOException("what is compressed has more bytes than it says");
            }
            unsound = unsound.or(() -> told(decoder));
        } catch (IOException e) {
            unsound = Optional.of(String.valueOf(e.getMessage()));
        }
        return section.fault == null;
    }

    private static Optional<String> told(InputStream decoder) {
        return decoder instanceof Told its ? its.unsound() : Optional.empty();
    }

    /** Keeps what is not zeros. */
    private void keep(long place, int count) throws IOException {
        int at = 0;
        // Ends: each turn goes on by a block.
        while (at < count) {
            int from = at;
            // Blocks that are not zeros are written in one go.
            while (at < count && !isZero(at, Math.min(BLOCK, count - at))) {
                at += BLOCK;
            }
            int end = Math.min(at, count);
            if (end > from) {
                ByteBuffer bytes = ByteBuffer.wrap(piece, from, end - from);
                cache.write(bytes, place + from);
                kept = Math.max(kept, place + end);
            } else {
                at += BLOCK;
            }
        }
    }

    private boolean isZero(int at, int length) {
        return Arrays.equals(piece, at, at + length, zeros, 0, length);
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
        return file.files();
    }

    @Override
    public List<Layer> layers() {
        return Stream.concat(Stream.of(unsound.map(layer::damaged).orElse(layer)), file.layers().stream()).toList();
    }

    @Override
    public boolean claims(Path written) throws IOException {
        return file.claims(written);
    }

    @Override
    public String identity() {
        return identity(file, layer);
    }

    /** Where only a listing is wanted, much is not decoded for what it can do without. */
    @Override
    public synchronized boolean isNear(long offset) {
        if (!opening.lists() || isDecoded()) {
            return true;
        }
        int number = section(offset);
        Section section = begun.get(number);
        return offset <= (section == null ? sections.start(number) : section.at) + NEAR;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        Image.checkRange("the image", size(), offset, target.remaining());
        if (target.hasRemaining()) {
            decode(offset, offset + target.remaining());
        }
        long at = offset;
        // Ends: each turn fills the buffer by at least a byte; past what is kept there are zeros.
        while (target.hasRemaining()) {
            int count = at >= kept ? -1 : cache.read(target, at);
            if (count < 0) {
                target.put(new byte[target.remaining()]);
            } else {
                at += count;
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        cache.close();
        for (Section section : begun.values()) {
            close(section);
        }
        file.close();
    }
}
