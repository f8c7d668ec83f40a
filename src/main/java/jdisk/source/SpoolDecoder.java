package jdisk.source;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import jdisk.image.Ascending;
import org.jspecify.annotations.Nullable;

/**
 * Decodes sections into a file, as far as is asked for. Safe to use from several threads, one of which decodes at a time.
 *
 * <p>Zeros take no room in the file. What comes some way before damage is had.
 */
final class SpoolDecoder implements Closeable {
    private static final int PIECE = 1 << 20;
    private static final int BLOCK = 4096;

    /** Decoders that are open at a time: some have tables and windows of many megabytes. */
    private static final int MOST_OPEN = 2;

    private final String name;
    private final SpoolSections sections;
    private final SpoolFile cache;
    private final Opening.Waiting waiting;
    private final byte[] piece = new byte[PIECE];
    private final byte[] zeros = new byte[BLOCK];

    /** The sections of which something is decoded, the one that was read last at the end. */
    private final Map<Integer, Section> begun = new LinkedHashMap<>(16, 0.75f, true);

    /** Of the image; the largest number there is while that is not known. */
    private volatile long size;

    /** Bytes that are decoded, of all sections together. */
    private long done;

    private long kept;

    /** The section of which the piece holds bytes that the cache has not taken yet: they are not decoded a second time. */
    private Optional<Section> unkept = Optional.empty();

    private int pending;

    private volatile Optional<String> unsound = Optional.empty();

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

    /**
     * A decoder that has decoded nothing yet.
     *
     * @param name of the image, for who waits
     * @param size of it, in bytes, or the largest number there is
     */
    SpoolDecoder(String name, SpoolSections sections, SpoolFile cache, Opening.Waiting waiting, long size) {
        this.name = name;
        this.sections = sections;
        this.cache = cache;
        this.waiting = waiting;
        this.size = size;
    }

    /** One of which all is in the file. */
    static SpoolDecoder ended(String name, SpoolSections sections, SpoolFile cache, long size) {
        SpoolDecoder decoder = new SpoolDecoder(name, sections, cache, Opening.Waiting.NOBODY, size);
        decoder.done = size;
        decoder.kept = size;
        return decoder;
    }

    long size() {
        return size;
    }

    /** Takes in the size, which was not known. */
    void size(long known) {
        size = known;
    }

    boolean isSized() {
        return size < Long.MAX_VALUE;
    }

    /** What is wrong with all of it, which is only known at its end. */
    Optional<String> unsound() {
        return unsound;
    }

    /** Whether all of it is decoded. */
    synchronized boolean isDecoded() {
        return done == size;
    }

    /** How many bytes have to be decoded before those at a place are. */
    synchronized long distance(long place) {
        if (done == size) {
            return 0;
        }
        int number = section(place);
        Section section = begun.get(number);
        return Math.max(place - (section == null ? sections.start(number) : section.at), 0);
    }

    /**
     * Decodes all, and so finds the size. Where it is damaged, that is to which it can be decoded, and the damage is said.
     *
     * @throws IOException if nothing of it can be decoded, or a server or a folder is the reason that not all is
     */
    synchronized void findSize() throws IOException {
        try {
            decode(0, Long.MAX_VALUE);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            if (done == 0) {
                throw e;
            }
            // What comes before the damage is had; nobody knows how much would have followed.
            unsound = Optional.of(e.getMessage() + "; what it holds is known up to byte " + done);
        }
        size = done;
    }

    /**
     * Reads bytes, which are decoded if they are not yet.
     *
     * @param offset of the first; the last one is in the image
     */
    void read(long offset, ByteBuffer target) throws IOException {
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
                waiting.kept(name, complete.get(), false);
            }
        }
    }

    private long end(int section) {
        return Math.min(sections.start(section + 1), size);
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
            waiting.decoded(name, cache.place(), done, isSized() ? OptionalLong.of(size) : OptionalLong.empty());
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
        return decoder instanceof SpoolSections.Told its ? its.unsound() : Optional.empty();
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
    public synchronized void close() throws IOException {
        cache.close();
        for (Section section : begun.values()) {
            close(section);
        }
    }
}
