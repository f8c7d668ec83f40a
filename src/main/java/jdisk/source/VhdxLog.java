package jdisk.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;
import jdisk.image.Image;

/**
 * The log of a VHDX: what was to be written into it, and may not be in its place yet.
 *
 * <pre>
 * entry, in sectors of 4096 bytes:                   descriptor, from 64 on:
 *  0 "loge"     24 descriptors                        0 "desc"                        0 "zero"
 *  4 checksum   32 identifier of the log, 16 bytes    4 last 4 bytes of the sector    8 how many bytes, 64 bits
 *  8 bytes      48 bytes the file had at least,       8 first 8 bytes of it          16 where they are zeros, 64 bits
 * 12 tail          64 bits                           16 where it belongs, 64 bits    24 number of the entry, 64 bits
 * 16 number,    56 bytes it has now at least,        24 number of the entry, 64
 *    64 bits       64 bits
 *
 * after the descriptors, a sector for each "desc": 0 "data"  4 number, upper half  8 bytes 8 to 4091  4092 number, lower half
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. The log is a ring. Entries that follow each other by place and number, from the
 * tail that the last of them names, are replayed; of several such sequences that whose last number is the highest. Source:
 * [MS-VHDX], 2.3.
 */
final class VhdxLog {
    private static final int SECTOR = 4096;
    private static final int HEAD = 64;
    private static final int DESCRIPTOR = 32;
    private static final int DATA_AT = 8;

    /** A log of any maker's has a MiB; this is the most that is looked through. */
    private static final long LONGEST = 256L << 20;

    /** How often all of it may be looked at: each of its sectors could say that it begins an entry as long as all. */
    private static final int MOST_TURNS = 16;

    /** Sectors that entries may change. */
    private static final int MOST_CHANGED = 1 << 20;

    /** Of a file: what lies past it is past the largest disk. */
    private static final long LARGEST = 1L << 50;

    /** An entry: where it begins in the log, and how many bytes it has. */
    private record Entry(long at, long length, long tail, long number, long descriptors) {}

    private final Image image;
    private final VhdxHeader header;
    private final long length;
    private long looked;

    private VhdxLog(Image image, VhdxHeader header) {
        this.image = image;
        this.header = header;
        this.length = header.logLength();
    }

    /**
     * A file as it is once its log is replayed; nothing if there is nothing to replay.
     *
     * @throws IOException if there should be, and the log is damaged
     */
    static Optional<Image> replayed(Image image, VhdxHeader header) throws IOException {
        if (!header.hasLog()) {
            return Optional.empty();
        }
        VhdxLog log = new VhdxLog(image, header);
        boolean fits = log.length > 0 && log.length <= LONGEST && log.length % SECTOR == 0 && header.logAt() > 0
                && header.logAt() <= image.size() - log.length;
        if (!fits) {
            throw Context.refusal(image, "the VHDX was not closed cleanly, and its log, which has the last changes, is damaged: it lies at byte "
                    + Long.toUnsignedString(header.logAt()) + ", " + log.length + " bytes long");
        }
        List<Entry> active = log.active();
        if (active.isEmpty()) {
            throw Context.refusal(image, "the VHDX was not closed cleanly, and its log, which has the last changes, is damaged");
        }
        return Optional.of(log.replay(active));
    }

    /** Bytes of the log, which goes on at its start where it ends. */
    private ByteView view(long at, int bytes) throws IOException {
        long from = at % length;
        if (from + bytes <= length) {
            return image.view(header.logAt() + from, bytes);
        }
        int first = (int) (length - from);
        byte[] whole = new byte[bytes];
        System.arraycopy(image.view(header.logAt() + from, first).copy(0, first), 0, whole, 0, first);
        System.arraycopy(image.view(header.logAt(), bytes - first).copy(0, bytes - first), 0, whole, first, bytes - first);
        return new ByteView(whole);
    }

    private Optional<Entry> entry(long at) throws IOException {
        ByteView head = view(at, HEAD);
        long bytes = head.u32le(8);
        long descriptors = head.u32le(24);
        boolean plausible = head.has(0, "loge") && bytes > 0 && bytes <= length && bytes % SECTOR == 0 && head.u64le(16) != 0
                && HEAD + descriptors * DESCRIPTOR <= bytes && head.u32le(12) < length && head.u32le(12) % SECTOR == 0
                && head.slice(32, 16).equals(header.log());
        if (!plausible) {
            return Optional.empty();
        }
        looked += bytes;
        if (looked > MOST_TURNS * length) {
            throw damaged();
        }
        if (!VhdxHeader.isSound(view(at, (int) bytes))) {
            return Optional.empty();
        }
        return Optional.of(new Entry(at % length, bytes, head.u32le(12), head.u64le(16), descriptors));
    }

    /** The entries to be replayed. */
    private List<Entry> active() throws IOException {
        List<Entry> best = List.of();
        long at = 0;
        // Ends: each turn goes on by a sector at least, and the log has an end.
        while (at < length) {
            List<Entry> sequence = from(at);
            if (sequence.isEmpty()) {
                at += SECTOR;
                continue;
            }
            Entry last = sequence.getLast();
            Optional<Entry> tail = sequence.stream().filter(entry -> entry.at() == last.tail()).findFirst();
            boolean newer = best.isEmpty() || Long.compareUnsigned(last.number(), best.getLast().number()) > 0;
            if (tail.isPresent() && newer) {
                best = sequence.subList(sequence.indexOf(tail.get()), sequence.size());
            }
            at += sequence.stream().mapToLong(Entry::length).sum();
        }
        return best;
    }

    /** Entries that follow each other from a place on, at most once round the ring. */
    private List<Entry> from(long start) throws IOException {
        List<Entry> sequence = new ArrayList<>();
        long done = 0;
        // Ends: each turn goes on by a sector at least, once round.
        while (done < length) {
            Optional<Entry> next = entry(start + done);
            boolean follows = next.isPresent() && (sequence.isEmpty() || next.get().number() == sequence.getLast().number() + 1);
            if (!follows) {
                break;
            }
            sequence.add(next.get());
            done += next.get().length();
        }
        return sequence;
    }

    private Image replay(List<Entry> entries) throws IOException {
        // Sectors of the file that are changed: what they hold, or nothing for zeros.
        TreeMap<Long, Optional<ByteView>> changed = new TreeMap<>();
        long size = image.size();
        for (Entry entry : entries) {
            if (Long.compareUnsigned(view(entry.at() + 48, 8).u64le(0), image.size()) > 0) {
                throw Context.refusal(image, "the VHDX is cut short: by its log, it had " + Long.toUnsignedString(view(entry.at() + 48, 8).u64le(0))
                        + " bytes, and it has " + image.size());
            }
            long data = entry.at() + Math.ceilDiv(HEAD + entry.descriptors() * DESCRIPTOR, SECTOR) * SECTOR;
            for (long n = 0; n < entry.descriptors(); n++) {
                ByteView descriptor = view(entry.at() + HEAD + n * DESCRIPTOR, DESCRIPTOR);
                long place = descriptor.u64le(16);
                if (place < 0 || place > LARGEST || place % SECTOR != 0 || changed.size() > MOST_CHANGED || descriptor.u64le(24) != entry.number()) {
                    throw damaged();
                }
                if (descriptor.has(0, "desc") && data + SECTOR <= entry.at() + entry.length()) {
                    changed.put(place, Optional.of(sector(descriptor, view(data, SECTOR))));
                    data += SECTOR;
                } else if (descriptor.has(0, "zero")) {
                    zeros(changed, place, descriptor.u64le(8));
                } else {
                    throw damaged();
                }
            }
            size = Math.clamp(view(entry.at() + 56, 8).u64le(0), size, LARGEST);
        }
        return overlay(changed, size);
    }

    private IOException damaged() {
        return Context.refusal(image, "the VHDX was not closed cleanly, and its log, which has the last changes, is damaged");
    }

    private void zeros(Map<Long, Optional<ByteView>> changed, long place, long bytes) throws IOException {
        if (bytes < 0 || bytes % SECTOR != 0 || bytes > LONGEST) {
            throw damaged();
        }
        for (long at = 0; at < bytes; at += SECTOR) {
            changed.put(place + at, Optional.empty());
        }
    }

    private ByteView sector(ByteView descriptor, ByteView data) throws IOException {
        if (!data.has(0, "data")) {
            throw damaged();
        }
        byte[] bytes = new byte[SECTOR];
        System.arraycopy(descriptor.copy(8, DATA_AT), 0, bytes, 0, DATA_AT);
        System.arraycopy(data.copy(DATA_AT, SECTOR - DATA_AT - 4), 0, bytes, DATA_AT, SECTOR - DATA_AT - 4);
        System.arraycopy(descriptor.copy(4, 4), 0, bytes, SECTOR - 4, 4);
        return new ByteView(bytes);
    }

    private Image overlay(SortedMap<Long, Optional<ByteView>> changed, long size) {
        long whole = changed.isEmpty() ? size : Math.max(size, changed.lastKey() + SECTOR);
        ExtentImage.Builder pieces = new ExtentImage.Builder(image);
        for (Map.Entry<Long, Optional<ByteView>> change : changed.entrySet()) {
            file(pieces, change.getKey());
            change.getValue().ifPresent(bytes -> pieces.bytes(change.getKey(), bytes));
            if (change.getValue().isEmpty()) {
                pieces.unwritten(change.getKey(), change.getKey(), SECTOR);
            }
        }
        file(pieces, image.size());
        return pieces.build(image.name(), whole);
    }

    /** What was not changed up to a place, as far as the file has it. */
    private void file(ExtentImage.Builder pieces, long to) {
        long end = Math.min(to, image.size());
        if (end > pieces.end()) {
            pieces.data(pieces.end(), pieces.end(), end - pieces.end());
        }
    }
}
