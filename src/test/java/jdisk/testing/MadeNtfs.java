package jdisk.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;

/**
 * A small NTFS volume, written from what its documentation says: sectors of 512 bytes, clusters, file records and index blocks of
 * 1024, 64 file records from cluster 4 on.
 */
public final class MadeNtfs {
    public static final int CLUSTER = 1024;
    public static final int MFT = 4;
    public static final int MIRROR = 100;
    public static final int ROOT = 5;

    private static final int CLUSTERS = 512;
    private static final int RECORDS = 64;
    private static final int FIRST_FREE = 128;

    private final byte[] bytes = new byte[CLUSTERS * CLUSTER];
    private int free = FIRST_FREE;

    /** One whose system files are there, and nothing else: {@link #folder} makes the root. */
    public MadeNtfs() {
        ByteBuffer boot = at(0);
        boot.put(new byte[] {(byte) 0xeb, 0x52, (byte) 0x90}).put("NTFS    ".getBytes(StandardCharsets.US_ASCII));
        boot.putShort(11, (short) 512).put(13, (byte) 2).put(21, (byte) 0xf8);
        boot.putLong(40, 2 * CLUSTERS).putLong(48, MFT).putLong(56, MIRROR).put(64, (byte) 1).put(68, (byte) 1);
        boot.putShort(510, (short) 0xaa55);
        record(0).standard(6).name(ROOT, "$MFT", 3)
                .clusters(0x80, "", 0, 0, new long[] {RECORDS * CLUSTER, RECORDS * CLUSTER}, runs(RECORDS, MFT)).write();
        record(1).standard(6).name(ROOT, "$MFTMirr", 3)
                .clusters(0x80, "", 0, 0, new long[] {4 * CLUSTER, 4 * CLUSTER}, runs(4, MIRROR)).write();
        record(2).standard(6).name(ROOT, "$LogFile", 3).value(0x80, "", 0, new byte[0]).write();
        dirty(false);
    }

    private ByteBuffer at(int place) {
        return ByteBuffer.wrap(bytes, place, bytes.length - place).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes, to be damaged. */
    public byte[] bytes() {
        return bytes;
    }

    public Image image() {
        return new SparseMemoryImage("volume.img", bytes.length, Map.of(0L, bytes.clone()));
    }

    /** Where a file record is. */
    public static int place(int record) {
        return (MFT + record) * CLUSTER;
    }

    /** Whether the volume is marked as dirty. */
    public void dirty(boolean is) {
        byte[] information = new byte[12];
        information[8] = 3;
        information[9] = 1;
        information[10] = (byte) (is ? 1 : 0);
        record(3).standard(6).name(ROOT, "$Volume", 3).value(0x70, "", 0, information).write();
    }

    /** Clusters that are put one after the other, with these bytes: the first of them. */
    public int put(byte[] content) {
        int first = free;
        System.arraycopy(content, 0, bytes, first * CLUSTER, content.length);
        free += Math.max(Math.ceilDiv(content.length, CLUSTER), 1);
        return first;
    }

    /** Runs: pairs of a count and the first cluster, or -1 for a hole. */
    public static byte[] runs(int... pairs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int last = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            int step = pairs[i + 1] - last;
            boolean hole = pairs[i + 1] < 0;
            out.write(hole ? 0x02 : 0x22);
            out.write(pairs[i]);
            out.write(pairs[i] >> 8);
            if (!hole) {
                out.write(step);
                out.write(step >> 8);
                last = pairs[i + 1];
            }
        }
        out.write(0);
        return out.toByteArray();
    }

    /** Puts what guards a record of several sectors into it. */
    private static void guard(ByteBuffer record, int where) {
        record.putShort(4, (short) where).putShort(6, (short) 3).putShort(where, (short) 7);
        for (int i = 1; i <= 2; i++) {
            record.putShort(where + 2 * i, record.getShort(512 * i - 2)).putShort(512 * i - 2, (short) 7);
        }
    }

    /** A reference to a record: its sequence number is its number for the system's own, and otherwise 1. */
    public static long reference(int record) {
        return record | (record > 0 && record < 16 ? (long) record : 1) << 48;
    }

    private static byte[] fileName(int folder, String name, int namespace) {
        ByteBuffer value = ByteBuffer.allocate(0x42 + 2 * name.length()).order(ByteOrder.LITTLE_ENDIAN);
        value.putLong(0, reference(folder)).put(0x40, (byte) name.length()).put(0x41, (byte) namespace);
        for (int i = 0; i < name.length(); i++) {
            value.putChar(0x42 + 2 * i, name.charAt(i)); // half a pair as well
        }
        return value.array();
    }

    /** A name in a directory. */
    public record Entry(int record, int folder, String text, int namespace) {
        byte[] bytes(int below) {
            byte[] name = fileName(folder, text, namespace);
            int length = (0x10 + name.length + 7) / 8 * 8;
            ByteBuffer entry = ByteBuffer.allocate(length + (below < 0 ? 0 : 8)).order(ByteOrder.LITTLE_ENDIAN);
            entry.putLong(0, reference(record)).putShort(8, (short) entry.capacity()).putShort(10, (short) name.length);
            entry.putShort(12, (short) (below < 0 ? 0 : 1)).put(16, name);
            if (below >= 0) {
                entry.putLong(length, below);
            }
            return entry.array();
        }
    }

    /** A node of an index: names, of which the first ones and the end have blocks below, from this one on. */
    private static byte[] node(List<Entry> entries, int below, int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < entries.size(); i++) {
            out.writeBytes(entries.get(i).bytes(i < count - 1 ? below + i : -1));
        }
        ByteBuffer last = ByteBuffer.allocate(count == 0 ? 16 : 24).order(ByteOrder.LITTLE_ENDIAN);
        last.putShort(8, (short) last.capacity()).putShort(12, (short) (count == 0 ? 2 : 3));
        if (count > 0) {
            last.putLong(16, below + count - 1);
        }
        out.writeBytes(last.array());
        return out.toByteArray();
    }

    /**
     * A directory of which some names stand in its record, and others in blocks, seven in each: where the first of them is, in
     * clusters; 0 for none.
     */
    public int folder(Made record, List<Entry> inRecord, List<Entry> inBlocks) {
        int blocks = Math.ceilDiv(inBlocks.size(), 7);
        byte[] node = node(inRecord, 0, blocks);
        ByteBuffer root = ByteBuffer.allocate(0x20 + node.length).order(ByteOrder.LITTLE_ENDIAN);
        root.putInt(0, 0x30).putInt(4, 1).putInt(8, CLUSTER).put(12, (byte) 1);
        root.putInt(16, 16).putInt(20, 16 + node.length).putInt(24, 16 + node.length).putInt(28, blocks == 0 ? 0 : 1).put(32, node);
        record.flags = 3;
        record.value(0x90, "$I30", 0, root.array());
        int first = free;
        for (int i = 0; i < blocks; i++) {
            byte[] entries = node(inBlocks.subList(7 * i, Math.min(7 * i + 7, inBlocks.size())), 0, 0);
            ByteBuffer block = ByteBuffer.allocate(CLUSTER).order(ByteOrder.LITTLE_ENDIAN);
            block.put("INDX".getBytes(StandardCharsets.US_ASCII)).putLong(0x10, i);
            block.putInt(0x18, 0x28).putInt(0x1c, 0x28 + entries.length).putInt(0x20, CLUSTER - 0x18).put(0x40, entries);
            guard(block, 0x28);
            put(block.array());
        }
        if (blocks > 0) {
            record.clusters(0xa0, "$I30", 0, 0, new long[] {(long) blocks * CLUSTER, (long) blocks * CLUSTER}, runs(blocks, first));
            record.value(0xb0, "$I30", 0, new byte[] {(byte) ((1 << blocks) - 1), 0, 0, 0, 0, 0, 0, 0});
        }
        record.write();
        return blocks == 0 ? 0 : first;
    }

    /** A file record that is in use. */
    public Made record(int number) {
        return new Made(number);
    }

    /** A file record that is being made: attributes are put into the order of their types. */
    public final class Made {
        private record Attribute(int type, ByteBuffer bytes) {}

        private final int number;
        private int sequence;
        private final List<Attribute> attributes = new ArrayList<>();
        private int flags = 1;
        private long base;

        private Made(int number) {
            this.number = number;
            this.sequence = (int) (reference(number) >>> 48);
        }

        /** Makes it one that was used so often. */
        public Made used(int times) {
            sequence = times;
            return this;
        }

        /** Makes it a part of another. */
        public Made of(int other) {
            base = reference(other);
            return this;
        }

        /** Times, and the attributes of DOS. */
        public Made standard(int dos) {
            ByteBuffer value = ByteBuffer.allocate(0x48).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 4; i++) {
                value.putLong(8 * i, (11_644_473_600L + 1_000_000_000 + i) * 10_000_000 + 1234567);
            }
            return value(0x10, "", 0, value.putInt(0x20, dos).array());
        }

        public Made name(int folder, String name, int namespace) {
            return value(0x30, "", 0, fileName(folder, name, namespace));
        }

        /** A resident attribute. */
        public Made value(int type, String name, int attributeFlags, byte[] value) {
            int at = (0x18 + 2 * name.length() + 7) / 8 * 8;
            ByteBuffer attribute = header(type, name, attributeFlags, 0x18, at + value.length);
            attribute.putInt(0x10, value.length).putShort(0x14, (short) at).put(at, value);
            return this;
        }

        /**
         * An attribute in clusters.
         *
         * @param unit clusters that are compressed together, as a power of two
         * @param sizes bytes, bytes written, and if there are more, the first cluster of the part and the last
         */
        public Made clusters(int type, String name, int attributeFlags, int unit, long[] sizes, byte[] runs) {
            int at = (0x48 + 2 * name.length() + 7) / 8 * 8;
            long clusters = Math.ceilDiv(sizes[0], CLUSTER);
            ByteBuffer attribute = header(type, name, attributeFlags, 0x48, at + runs.length);
            attribute.put(8, (byte) 1);
            attribute.putLong(0x10, sizes.length > 2 ? sizes[2] : 0).putLong(0x18, sizes.length > 2 ? sizes[3] : clusters - 1);
            attribute.putShort(0x20, (short) at).putShort(0x22, (short) unit);
            attribute.putLong(0x28, clusters * CLUSTER).putLong(0x30, sizes[0]).putLong(0x38, sizes[1]).put(at, runs);
            return this;
        }

        private ByteBuffer header(int type, String name, int attributeFlags, int nameAt, int length) {
            ByteBuffer attribute = ByteBuffer.allocate((length + 7) / 8 * 8).order(ByteOrder.LITTLE_ENDIAN);
            attribute.putInt(0, type).putInt(4, attribute.capacity()).put(9, (byte) name.length()).putShort(10, (short) nameAt);
            attribute.putShort(12, (short) attributeFlags).putShort(14, (short) attributes.size());
            attribute.put(nameAt, name.getBytes(StandardCharsets.UTF_16LE));
            attributes.add(new Attribute(type, attribute));
            return attribute;
        }

        /** Puts it into the table, and into the copy of its beginning. */
        public void write() {
            ByteBuffer record = ByteBuffer.allocate(CLUSTER).order(ByteOrder.LITTLE_ENDIAN);
            record.put("FILE".getBytes(StandardCharsets.US_ASCII));
            record.putShort(0x10, (short) sequence).putShort(0x12, (short) 1).putShort(0x14, (short) 0x38);
            record.putShort(0x16, (short) flags).putInt(0x1c, CLUSTER).putLong(0x20, base).putInt(0x2c, number);
            int at = 0x38;
            attributes.sort((a, b) -> Integer.compare(a.type(), b.type()));
            for (Attribute attribute : attributes) {
                record.put(at, attribute.bytes().array());
                at += attribute.bytes().capacity();
            }
            record.putInt(at, -1).putInt(0x18, at + 8);
            guard(record, 0x30);
            System.arraycopy(record.array(), 0, bytes, place(number), CLUSTER);
            if (number < 4) {
                System.arraycopy(record.array(), 0, bytes, (MIRROR + number) * CLUSTER, CLUSTER);
            }
        }
    }

    /** Bytes that no compressor makes smaller, the same for the same seed. */
    public static byte[] noise(int length, int seed) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }
}
