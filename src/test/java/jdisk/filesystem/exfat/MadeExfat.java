package jdisk.filesystem.exfat;

import java.util.Arrays;
import java.util.Map;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;

/**
 * An exFAT volume as Microsoft's specification puts it together: the FAT from sector 24 on, then clusters; the root directory is
 * cluster 4, the bitmap 2, the table of capital letters 3. Offsets and numbers are written here once more, so that a wrong one in
 * the reader is found.
 */
final class MadeExfat {
    static final int ROOT = 4;
    private static final int CLUSTERS = 60;

    private final int sector;
    private final int cluster;
    private final byte[] bytes;
    private final int[] filled = new int[CLUSTERS + 2];

    /** @param clusterSectors a power of two */
    MadeExfat(int sector, int clusterSectors) {
        this.sector = sector;
        this.cluster = sector * clusterSectors;
        this.bytes = new byte[heap() + CLUSTERS * cluster];
        put(0, 3, 0x9076eb);
        for (int i = 0; i < 8; i++) {
            bytes[3 + i] = (byte) "EXFAT   ".charAt(i);
        }
        put(72, 8, bytes.length / sector);
        put(80, 4, 24);
        put(84, 4, 1);
        put(88, 4, heap() / sector);
        put(92, 4, CLUSTERS);
        put(96, 4, ROOT);
        put(104, 2, 0x100);
        put(108, 1, Integer.numberOfTrailingZeros(sector));
        put(109, 1, Integer.numberOfTrailingZeros(clusterSectors));
        put(110, 1, 1);
        put(510, 2, 0xaa55);
        boot();
        fat(0, 0xfffffff8L).fat(1, 0xffffffffL).chain(2).chain(3).chain(ROOT);
        byte[] table = new byte[2 * ('z' + 1) + 4];
        for (int c = 0; c <= 'z'; c++) {
            number(table, 2 * c, 2, capital(c));
        }
        number(table, table.length - 4, 2, 0xffff);
        number(table, table.length - 2, 2, 0xffff - 'z');
        System.arraycopy(table, 0, bytes, position(3), table.length);
        int sum = 0;
        for (byte b : table) {
            sum = ((sum & 1) == 1 ? 0x80000000 : 0) + (sum >>> 1) + (b & 0xff);
        }
        byte[] label = entry(0x83);
        label[1] = 1;
        label[2] = 'L';
        byte[] bitmap = entry(0x81);
        number(bitmap, 20, 4, 2);
        number(bitmap, 24, 8, (CLUSTERS + 7) / 8);
        byte[] capitals = entry(0x82);
        number(capitals, 4, 4, sum);
        number(capitals, 20, 4, 3);
        number(capitals, 24, 8, table.length);
        entries(ROOT, label, bitmap, capitals);
    }

    private int heap() {
        return 32 * sector;
    }

    private static int capital(int c) {
        return c >= 'a' && c <= 'z' ? c - 32 : c;
    }

    static byte[] entry(int type) {
        byte[] entry = new byte[32];
        entry[0] = (byte) type;
        return entry;
    }

    /** Computes the checksums of the boot region, and copies it. */
    MadeExfat boot() {
        int sum = 0;
        for (int i = 0; i < 11 * sector; i++) {
            if (i != 106 && i != 107 && i != 112) {
                sum = ((sum & 1) == 1 ? 0x80000000 : 0) + (sum >>> 1) + (bytes[i] & 0xff);
            }
        }
        for (int i = 0; i < sector; i += 4) {
            put(11 * sector + i, 4, sum);
        }
        System.arraycopy(bytes, 0, bytes, 12 * sector, 12 * sector);
        return this;
    }

    MadeExfat put(int at, int count, long number) {
        number(bytes, at, count, number);
        return this;
    }

    static void number(byte[] bytes, int at, int count, long number) {
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (number >> (8 * i));
        }
    }

    MadeExfat fat(int number, long value) {
        return put(24 * sector + 4 * number, 4, value);
    }

    /** Where the entries of the FAT begin, in sectors of 512 bytes. */
    long fatSector() {
        return 24L * sector / 512;
    }

    MadeExfat chain(int... clusters) {
        for (int i = 0; i < clusters.length; i++) {
            fat(clusters[i], i + 1 < clusters.length ? clusters[i + 1] : 0xffffffffL);
        }
        return this;
    }

    /** Marks clusters as in use, in the bitmap. */
    MadeExfat use(int... clusters) {
        for (int number : clusters) {
            bytes[position(2) + (number - 2) / 8] |= (byte) (1 << (number - 2) % 8);
        }
        return this;
    }

    int position(int number) {
        return heap() + (number - 2) * cluster;
    }

    /** A cluster full of a letter. */
    MadeExfat fill(int number, char letter) {
        Arrays.fill(bytes, position(number), position(number) + cluster, (byte) letter);
        return this;
    }

    /** More entries in a directory, of which a cluster is given. */
    MadeExfat entries(int directory, byte[]... entries) {
        for (byte[] entry : entries) {
            System.arraycopy(entry, 0, bytes, position(directory) + 32 * filled[directory]++, 32);
        }
        return this;
    }

    /** How many entries a cluster has room for. */
    int room() {
        return cluster / 32;
    }

    /** The entries of a file or directory, as they are put together; checksums come last. */
    static final class Set {
        private final byte[] bytes;

        /** A file of this name with all its bytes written. */
        Set(String name, int cluster, long size) {
            int names = (name.length() + 14) / 15;
            bytes = new byte[32 * (2 + names)];
            put(0, 1, 0x85).put(1, 1, 1 + names).put(4, 2, 0x20).put(32, 1, 0xc0).put(33, 1, 1).put(35, 1, name.length());
            put(40, 8, size).put(52, 4, cluster).put(56, 8, size);
            int hash = 0;
            for (int i = 0; i < name.length(); i++) {
                int c = name.charAt(i);
                put(32 * (2 + i / 15) + 2 + i % 15 * 2, 2, c);
                int capital = capital(c);
                hash = (((hash & 1) == 1 ? 0x8000 : 0) + (hash >> 1) + (capital & 0xff)) & 0xffff;
                hash = (((hash & 1) == 1 ? 0x8000 : 0) + (hash >> 1) + (capital >> 8)) & 0xffff;
            }
            for (int i = 0; i < names; i++) {
                put(32 * (2 + i), 1, 0xc1);
            }
            put(36, 2, hash);
        }

        Set put(int at, int count, long number) {
            number(bytes, at, count, number);
            return this;
        }

        /** As a directory. */
        Set directory() {
            return put(4, 2, 0x10);
        }

        /** With each cluster followed by the next, and the FAT not counting. */
        Set contiguous() {
            return put(33, 1, 3);
        }

        byte[][] entries() {
            int sum = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (i != 2 && i != 3) {
                    sum = (((sum & 1) == 1 ? 0x8000 : 0) + (sum >> 1) + (bytes[i] & 0xff)) & 0xffff;
                }
            }
            put(2, 2, sum);
            return unsummed();
        }

        /** Without a checksum of their own. */
        byte[][] unsummed() {
            byte[][] entries = new byte[bytes.length / 32][];
            for (int i = 0; i < entries.length; i++) {
                entries[i] = Arrays.copyOfRange(bytes, 32 * i, 32 * i + 32);
            }
            return entries;
        }
    }

    /** Adds a set to the root. */
    MadeExfat add(Set set) {
        return entries(ROOT, set.entries());
    }

    byte[] bytes() {
        return bytes.clone();
    }

    Image image() {
        return new SparseMemoryImage("volume.img", bytes.length, Map.of(0L, bytes()));
    }
}
