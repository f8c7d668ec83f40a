package jdisk.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Adler32;
import java.util.zip.DeflaterOutputStream;

/** An EWF image of one segment, section by section, as libewf's Expert Witness Compression Format describes it. */
final class MadeEwf {
    static final int SECTOR = 512;

    private static final int SECTION = 76;
    private static final int CHECKSUM = 4;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final byte[] disk;
    private final int chunk;
    private final boolean packs;
    private long before;

    /**
     * Nothing of it but the head of its file.
     *
     * @param chunkSectors in a chunk
     * @param packs whether chunks are packed
     */
    MadeEwf(byte[] disk, int chunkSectors, boolean packs) {
        this.disk = disk;
        this.chunk = chunkSectors * SECTOR;
        this.packs = packs;
        out.writeBytes(new byte[] {'E', 'V', 'F', 9, 13, 10, -1, 0, 1, 1, 0, 0, 0});
    }

    /** As EnCase 6 makes it. */
    static MadeEwf encase(byte[] disk, int chunkSectors, boolean packs) {
        MadeEwf made = new MadeEwf(disk, chunkSectors, packs).volume("volume");
        byte[] table = made.sectors();
        return made.section("table", table).section("table2", table).volume("data");
    }

    /** As SMART makes it: chunks lie in the table's section, and nothing is kept twice. */
    static MadeEwf smart(byte[] disk, int chunkSectors) {
        MadeEwf made = new MadeEwf(disk, chunkSectors, true);
        ByteBuffer volume = buffer(94).putInt(0, 1).putInt(4, made.chunks()).putInt(8, chunkSectors).putInt(12, SECTOR)
                .putInt(16, disk.length / SECTOR);
        made.section("volume", summed(volume));
        int before = 24 + 4 * made.chunks();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] table = Arrays.copyOf(made.table(data, made.out.size() + SECTION + before, 0), before);
        return made.section("table", joined(table, data.toByteArray()));
    }

    MadeEwf volume(String kind) {
        ByteBuffer volume = buffer(1052).putInt(0, 1).putInt(4, chunks()).putInt(8, chunk / SECTOR).putInt(12, SECTOR)
                .putLong(16, disk.length / SECTOR);
        return section(kind, summed(volume));
    }

    /** Digests of the disk, which may be any. */
    MadeEwf digests(byte[] md5, byte[] sha1) {
        return section("digest", summed(buffer(80).put(0, md5).put(16, sha1))).section("hash", summed(buffer(36).put(0, md5)));
    }

    /** Ranges of sectors that could not be read: their first ones and lengths in turn. */
    MadeEwf errors(int... ranges) {
        ByteBuffer entries = buffer(4 * ranges.length + CHECKSUM);
        for (int n = 0; n < ranges.length; n++) {
            entries.putInt(4 * n, ranges[n]);
        }
        return section("error2", joined(summed(buffer(520).putInt(0, ranges.length / 2)), summed(entries)));
    }

    byte[] done() {
        section("done", new byte[0]);
        byte[] all = out.toByteArray();
        int at = all.length - SECTION;
        ByteBuffer head = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putLong(at + 16, before + at);
        head.putInt(at + 72, adler(all, at, 72));
        return all;
    }

    /**
     * An image whose chunks lie far from its start, in one section, past bytes that nothing is said of.
     *
     * @param packs whether chunks are packed
     * @param from where the first is
     * @param base what offsets count from
     */
    static MadeContainers.Made farOff(byte[] disk, int chunkSectors, boolean packs, long from, long base) {
        MadeEwf first = new MadeEwf(disk, chunkSectors, packs).volume("volume");
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] table = first.table(data, from, base);
        int begin = first.out.size();
        long end = from + data.size();
        ByteBuffer head = buffer(SECTION).put(0, "sectors".getBytes(StandardCharsets.US_ASCII)).putLong(16, end).putLong(24, end - begin);
        first.out.writeBytes(summed(head));
        MadeEwf last = new MadeEwf(disk, chunkSectors, true);
        last.out.reset();
        last.before = end;
        byte[] rest = last.section("table", table).section("table2", table).done();
        Map<Long, byte[]> pieces = new TreeMap<>(Map.of(0L, first.out.toByteArray(), from, data.toByteArray(), end, rest));
        return new MadeContainers.Made(end + rest.length, pieces);
    }

    /** Writes the section of chunks. What the section of their table holds is given back. */
    byte[] sectors() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] table = table(data, out.size() + SECTION, 0);
        section("sectors", data.toByteArray());
        return table;
    }

    /** The table of chunks that are put from a place on, packed where their offset leaves room for the bit that says so. */
    private byte[] table(ByteArrayOutputStream data, long from, long base) {
        ByteBuffer head = buffer(24).putInt(0, chunks()).putLong(8, base);
        ByteBuffer entries = buffer(4 * chunks() + CHECKSUM);
        for (int n = 0; n < chunks(); n++) {
            byte[] bytes = Arrays.copyOfRange(disk, n * chunk, Math.min((n + 1) * chunk, disk.length));
            long offset = from - base + data.size();
            boolean isPacked = packs && offset <= Integer.MAX_VALUE;
            entries.putInt(4 * n, (int) offset | (isPacked ? 1 << 31 : 0));
            data.writeBytes(isPacked
                    ? MadeContainers.packed(bytes, DeflaterOutputStream::new)
                    : summed(buffer(bytes.length + CHECKSUM).put(0, bytes)));
        }
        return joined(summed(head), summed(entries));
    }

    private int chunks() {
        return Math.ceilDiv(disk.length, chunk);
    }

    MadeEwf section(String kind, byte[] content) {
        ByteBuffer head = buffer(SECTION).put(0, kind.getBytes(StandardCharsets.US_ASCII));
        head.putLong(16, before + out.size() + SECTION + content.length).putLong(24, SECTION + content.length);
        out.writeBytes(summed(head));
        out.writeBytes(content);
        return this;
    }

    /** Where sections of a kind hold what they do, in a segment. */
    static List<Integer> found(byte[] segment, String kind) {
        ByteBuffer bytes = ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> found = new ArrayList<>();
        int at = 13;
        // Ends: at the section that leads to itself.
        while (true) {
            if (new String(segment, at, 16, StandardCharsets.US_ASCII).strip().replace("\0", "").equals(kind)) {
                found.add(at + SECTION);
            }
            int next = (int) bytes.getLong(at + 16);
            if (next == at) {
                return found;
            }
            at = next;
        }
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** With the checksum of all that is before the last four bytes in these. */
    private static byte[] summed(ByteBuffer bytes) {
        byte[] all = MadeContainers.bytes(bytes);
        return MadeContainers.bytes(bytes.putInt(all.length - CHECKSUM, adler(all, 0, all.length - CHECKSUM)));
    }

    private static int adler(byte[] bytes, int at, int length) {
        Adler32 sum = new Adler32();
        sum.update(bytes, at, length);
        return (int) sum.getValue();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
