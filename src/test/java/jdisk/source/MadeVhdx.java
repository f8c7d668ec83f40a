package jdisk.source;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A VHDX made by code, by [MS-VHDX]: its headers at 64 and 128 KiB, the regions at 192 and 256 KiB, the log at 1 MiB, metadata at 2 MiB, the table at
 * 3 MiB, blocks of a MiB from 4 MiB on.
 */
final class MadeVhdx {
    static final long TABLE = 3L << 20;
    static final long BLOCKS = 4L << 20;
    static final int LOG_NUMBER = 100;
    private static final int MIB = 1 << 20;
    private static final int SECTOR = 4096;

    private final Map<Long, byte[]> pieces = new TreeMap<>();
    private final long size;
    private int entries;

    private MadeVhdx(long size) {
        this.size = size;
    }

    MadeContainers.Made made() {
        return new MadeContainers.Made(size, pieces);
    }

    /** A disk that is in one block. */
    static MadeVhdx plain(byte[] disk) {
        MadeVhdx vhdx = new MadeVhdx(BLOCKS + MIB);
        vhdx.header(0);
        vhdx.regions();
        vhdx.metadata(disk.length, Map.of());
        vhdx.table(BLOCKS | 6);
        vhdx.pieces.put(BLOCKS, disk);
        return vhdx;
    }

    /** The same, with the table's first sector and one of the disk's in the log only, and zeros in the disk's third quarter. */
    static MadeVhdx withLog(byte[] disk) {
        MadeVhdx vhdx = plain(disk);
        byte[] wrong = disk.clone();
        Arrays.fill(wrong, disk.length / 2, disk.length * 3 / 4, (byte) 7);
        Arrays.fill(wrong, SECTOR, 2 * SECTOR, (byte) 8);
        vhdx.pieces.put(BLOCKS, wrong);
        vhdx.table(0);
        vhdx.header(1);
        vhdx.logged(data(TABLE, sector(BLOCKS | 6)), zero(BLOCKS + disk.length / 2, disk.length / 4));
        vhdx.logged(data(BLOCKS + SECTOR, Arrays.copyOfRange(disk, SECTOR, 2 * SECTOR)));
        return vhdx;
    }

    /** One that lies over another, and has some sectors of its own. */
    static MadeVhdx over(byte[] own, Map<String, String> locator, byte[] bits) {
        MadeVhdx vhdx = new MadeVhdx(BLOCKS + 2 * MIB);
        vhdx.header(0);
        vhdx.regions();
        vhdx.metadata(own.length, locator);
        ByteBuffer table = buffer(MIB).putLong(0, BLOCKS | 7);
        // After the entries of 2^23 sectors, which are 4096 blocks, that of their bits.
        table.putLong(4096 * 8, BLOCKS + MIB | 6);
        vhdx.pieces.put(TABLE, MadeContainers.bytes(table));
        vhdx.pieces.put(BLOCKS, own);
        vhdx.pieces.put(BLOCKS + MIB, bits);
        return vhdx;
    }

    byte[] piece(long at) {
        byte[] piece = pieces.get(at);
        if (piece == null) {
            throw new IllegalArgumentException("nothing at " + at);
        }
        return piece;
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] sector(long first) {
        return MadeContainers.bytes(buffer(SECTOR).putLong(0, first));
    }

    private static void checksum(ByteBuffer bytes) {
        bytes.putInt(4, 0);
        CRC32C sum = new CRC32C();
        sum.update(MadeContainers.bytes(bytes));
        bytes.putInt(4, (int) sum.getValue());
    }

    private static void text(ByteBuffer bytes, int at, String text) {
        bytes.put(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The two headers: the second counts; both name the log where it is to be replayed. */
    private void header(int log) {
        for (int n = 1; n <= 2; n++) {
            ByteBuffer head = buffer(SECTOR).putLong(8, n);
            text(head, 0, "head");
            head.put(32, (byte) 0x11).put(48, (byte) log).putShort(66, (short) 1).putInt(68, MIB).putLong(72, MIB);
            checksum(head);
            pieces.put((long) n << 16, MadeContainers.bytes(head));
        }
        byte[] mark = new byte[8];
        System.arraycopy("vhdxfile".getBytes(StandardCharsets.ISO_8859_1), 0, mark, 0, 8);
        pieces.put(0L, mark);
    }

    private void regions() {
        ByteBuffer table = buffer(1 << 16).putInt(8, 2);
        text(table, 0, "regi");
        guid(table, 16, "2DC27766-F623-4200-9D64-115E9BFD4A08");
        table.putLong(32, TABLE).putInt(40, MIB).putInt(44, 1);
        guid(table, 48, "8B7CA206-4790-4B9A-B8FE-575F050F886E");
        table.putLong(64, 2 * MIB).putInt(72, MIB).putInt(76, 1);
        checksum(table);
        pieces.put(3L << 16, MadeContainers.bytes(table));
        pieces.put(4L << 16, MadeContainers.bytes(table));
    }

    private static void guid(ByteBuffer bytes, int at, String guid) {
        String[] parts = guid.split("-", -1);
        bytes.putInt(at, (int) Long.parseLong(parts[0], 16)).putShort(at + 4, (short) Integer.parseInt(parts[1], 16))
                .putShort(at + 6, (short) Integer.parseInt(parts[2], 16));
        String rest = parts[3] + parts[4];
        for (int i = 0; i < 8; i++) {
            bytes.put(at + 8 + i, (byte) Integer.parseInt(rest.substring(2 * i, 2 * i + 2), 16));
        }
    }

    private void metadata(long disk, Map<String, String> locator) {
        ByteBuffer bytes = buffer(1 << 17);
        text(bytes, 0, "metadata");
        bytes.putShort(10, (short) (locator.isEmpty() ? 3 : 4));
        item(bytes, 0, "CAA16737-FA36-4D43-B3B6-33F0AA44E76B", 0, 8);
        item(bytes, 1, "2FA54224-CD1B-4876-B211-5DBED83BF4B8", 16, 8);
        item(bytes, 2, "8141BF1D-A96F-4709-BA47-F233A8FAAB5F", 32, 4);
        int at = 1 << 16;
        bytes.putInt(at, MIB).putInt(at + 4, locator.isEmpty() ? 0 : 2).putLong(at + 16, disk).putInt(at + 32, 512);
        if (!locator.isEmpty()) {
            item(bytes, 3, "A8D35F2D-B30B-454D-ABF7-D3D84834AB0C", 64, 4096);
            int base = at + 64;
            bytes.putShort(base + 18, (short) locator.size());
            int pair = 20;
            int text = 20 + 12 * locator.size();
            for (Map.Entry<String, String> entry : locator.entrySet()) {
                byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_16LE);
                byte[] value = entry.getValue().getBytes(StandardCharsets.UTF_16LE);
                bytes.putInt(base + pair, text).putInt(base + pair + 4, text + key.length).putShort(base + pair + 8, (short) key.length)
                        .putShort(base + pair + 10, (short) value.length);
                bytes.put(base + text, key).put(base + text + key.length, value);
                text += key.length + value.length;
                pair += 12;
            }
        }
        pieces.put(2L * MIB, MadeContainers.bytes(bytes));
    }

    private static void item(ByteBuffer bytes, int number, String guid, int offset, int length) {
        int at = 32 + 32 * number;
        guid(bytes, at, guid);
        bytes.putInt(at + 16, (1 << 16) + offset).putInt(at + 20, length).putInt(at + 24, 4);
    }

    private void table(long first) {
        pieces.put(TABLE, sector(first));
    }

    /** A descriptor, and the sector that belongs to it, of no bytes for one of zeros. */
    private record Change(ByteBuffer descriptor, ByteBuffer sector) {}

    private static Change data(long place, byte[] sector) {
        ByteBuffer descriptor = buffer(32).putLong(16, place);
        text(descriptor, 0, "desc");
        descriptor.put(4, sector, SECTOR - 4, 4).put(8, sector, 0, 8);
        return new Change(descriptor, ByteBuffer.wrap(sector));
    }

    private static Change zero(long place, long bytes) {
        ByteBuffer descriptor = buffer(32).putLong(8, bytes).putLong(16, place);
        text(descriptor, 0, "zero");
        return new Change(descriptor, ByteBuffer.allocate(0));
    }

    /** Adds an entry to the log, of which the first is the tail; the ring is so full that the second goes on at its start. */
    private void logged(Change... changes) {
        int sectors = 1 + (int) Arrays.stream(changes).filter(change -> change.sector().capacity() > 0).count();
        ByteBuffer entry = buffer(sectors * SECTOR);
        long first = MIB - 3 * SECTOR;
        text(entry, 0, "loge");
        entry.putInt(8, sectors * SECTOR).putInt(12, (int) first).putLong(16, LOG_NUMBER + entries).putInt(24, changes.length).put(32, (byte) 1)
                .putLong(48, size).putLong(56, size);
        int data = SECTOR;
        for (int n = 0; n < changes.length; n++) {
            entry.put(64 + 32 * n, MadeContainers.bytes(changes[n].descriptor().putLong(24, LOG_NUMBER + entries)));
            if (changes[n].sector().capacity() > 0) {
                text(entry, data, "data");
                entry.put(data + 8, changes[n].sector(), 8, SECTOR - 12).putInt(data + 4092, LOG_NUMBER + entries);
                data += SECTOR;
            }
        }
        checksum(entry);
        // The first has two sectors, the second begins in the last of the log.
        long at = MIB + (entries == 0 ? first : MIB - SECTOR);
        for (int n = 0; n < sectors; n++) {
            long place = at + (long) n * SECTOR;
            pieces.put(place < 2L * MIB ? place : place - MIB, Arrays.copyOfRange(MadeContainers.bytes(entry), n * SECTOR, (n + 1) * SECTOR));
        }
        entries++;
    }
}
