package jdisk.filesystem.fat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;

/**
 * A FAT volume as Microsoft's specification (fatgen103) puts it together, with clusters of one sector and two FATs. Offsets and
 * numbers are written here once more, so that a wrong one in the reader is found.
 */
final class MadeFat {
    static final int ARCHIVE = 0x20;
    static final int DIRECTORY = 0x10;
    private static final int ROOT_ENTRIES = 64;

    private final int bits;
    private final int sector;
    private final int reserved;
    private final int fatSectors;
    private final int rootSectors;
    private final byte[] bytes;
    private final int[] filled;

    /** A FAT12 with 100 clusters, a FAT16 with 4,200, or a FAT32 with 300, which its 32-bit length of a FAT makes one. */
    MadeFat(int bits, int sector) {
        int clusters = bits == 12 ? 100 : bits == 16 ? 4200 : 300;
        this.bits = bits;
        this.sector = sector;
        this.reserved = bits == 32 ? 8 : 1;
        this.fatSectors = ((clusters + 2) * bits / 8 + sector) / sector;
        this.rootSectors = bits == 32 ? 0 : (ROOT_ENTRIES * 32 + sector - 1) / sector;
        int sectors = reserved + 2 * fatSectors + rootSectors + clusters;
        this.bytes = new byte[sectors * sector];
        this.filled = new int[clusters + 2];
        put(0, 3, 0x903ceb);
        put(11, 2, sector);
        put(13, 1, 1);
        put(14, 2, reserved);
        put(16, 1, 2);
        put(17, 2, bits == 32 ? 0 : ROOT_ENTRIES);
        put(19, 2, sectors);
        put(21, 1, 0xf8);
        put(510, 2, 0xaa55);
        if (bits == 32) {
            put(36, 4, fatSectors);
            put(44, 4, 2);
            chain(2);
        } else {
            put(22, 2, fatSectors);
        }
        fat(0, 0xffffff8);
        fat(1, 0xfffffff);
    }

    /** A number, little-endian. */
    MadeFat put(int at, int count, long number) {
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (number >> (8 * i));
        }
        return this;
    }

    /** An entry in both FATs. */
    MadeFat fat(int cluster, long value) {
        return fat(0, cluster, value).fat(1, cluster, value);
    }

    /** An entry in one FAT. */
    MadeFat fat(int copy, int cluster, long value) {
        int start = (reserved + copy * fatSectors) * sector;
        switch (bits) {
            case 12 -> {
                int at = start + cluster + cluster / 2;
                int both = (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
                int changed = cluster % 2 == 0 ? (both & 0xf000) | (int) (value & 0xfff) : (both & 0xf) | (int) (value & 0xfff) << 4;
                put(at, 2, changed);
            }
            case 16 -> put(start + 2 * cluster, 2, value);
            default -> put(start + 4 * cluster, 4, value);
        }
        return this;
    }

    /** Where an entry of a FAT is, in sectors of 512 bytes. */
    long fatSector(int copy) {
        return (long) (reserved + copy * fatSectors) * sector / 512;
    }

    /** A chain with an end. */
    MadeFat chain(int... clusters) {
        for (int i = 0; i < clusters.length; i++) {
            fat(clusters[i], i + 1 < clusters.length ? clusters[i + 1] : 0xfffffff);
        }
        return this;
    }

    int position(int cluster) {
        return (reserved + 2 * fatSectors + rootSectors + cluster - 2) * sector;
    }

    /** A cluster full of a letter. */
    MadeFat fill(int cluster, char letter) {
        Arrays.fill(bytes, position(cluster), position(cluster) + sector, (byte) letter);
        return this;
    }

    /** More entries in a directory: the root of a FAT12 or FAT16 is number 0. */
    MadeFat entries(int directory, byte[]... entries) {
        int at = directory == 0 ? (reserved + 2 * fatSectors) * sector : position(directory);
        for (byte[] entry : entries) {
            System.arraycopy(entry, 0, bytes, at + 32 * filled[directory]++, 32);
        }
        return this;
    }

    /** The root directory's number here. */
    int root() {
        return bits == 32 ? 2 : 0;
    }

    /** A file in the root, with short name only. */
    MadeFat file(String name, int cluster, long size) {
        return entries(root(), entry(name, ARCHIVE, cluster, size));
    }

    /** An entry. Name: 11 characters of ISO 8859-1, each its byte. */
    static byte[] entry(String name, int attributes, int cluster, long size) {
        byte[] entry = new byte[32];
        System.arraycopy(name.getBytes(StandardCharsets.ISO_8859_1), 0, entry, 0, 11);
        entry[11] = (byte) attributes;
        number(entry, 20, 2, cluster >> 16);
        number(entry, 26, 2, cluster);
        number(entry, 28, 4, size);
        return entry;
    }

    /** An entry with a number in it. */
    static byte[] with(byte[] entry, int at, int count, long number) {
        byte[] changed = entry.clone();
        number(changed, at, count, number);
        return changed;
    }

    private static void number(byte[] bytes, int at, int count, long number) {
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (number >> (8 * i));
        }
    }

    /** The entries of a long name in their order, then that of the short one. */
    static byte[][] named(String name, byte[] entry) {
        int sum = 0;
        for (int i = 0; i < 11; i++) {
            sum = (((sum & 1) == 1 ? 0x80 : 0) + (sum >> 1) + (entry[i] & 0xff)) & 0xff;
        }
        List<byte[]> all = new ArrayList<>();
        int count = (name.length() + 12) / 13;
        for (int part = count; part >= 1; part--) {
            byte[] bytes = new byte[32];
            bytes[0] = (byte) (part == count ? part | 0x40 : part);
            bytes[11] = 0x0f;
            bytes[13] = (byte) sum;
            for (int i = 0; i < 13; i++) {
                int at = (part - 1) * 13 + i;
                int character = at < name.length() ? name.charAt(at) : at == name.length() ? 0 : 0xffff;
                number(bytes, i < 5 ? 1 + 2 * i : i < 11 ? 14 + 2 * (i - 5) : 28 + 2 * (i - 11), 2, character);
            }
            all.add(bytes);
        }
        all.add(entry);
        return all.toArray(byte[][]::new);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    Image image() {
        return new SparseMemoryImage("volume.img", bytes.length, Map.of(0L, bytes()));
    }
}
