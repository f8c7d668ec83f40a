package jdisk.image;

import java.util.HexFormat;
import java.util.Map;

/**
 * The built-in image: a laptop's disk as it was in 2002, as far as its partition tables and what tells its file systems. NTFS,
 * and an extended partition that holds Linux swap and Linux (ext3); 255 heads, 63 sectors a track, 592 cylinders.
 *
 * <p>Each entry is written as it stands on disk: boot flag, first place (head, sector, cylinder), type, last place, relative
 * start and number of sectors, both 32 bits little-endian.
 */
public final class SampleDisk {
    private static final int SECTOR = 512;
    private static final int ENTRIES = 446;
    private static final int SUPERBLOCK = 1024;

    /** Where the master file table of the NTFS begins: at cluster 4. */
    private static final int MFT = 4 * 4096;

    private SampleDisk() {}

    public static Image open() {
        return new SparseMemoryImage(
                "hda.img",
                4_871_301_120L,
                Map.of(
                        0L, table("80 01 01 00  07 FE 7F CE  3F 00 00 00  D0 7E 71 00", "00 00 41 CF  05 FE BF 4F  0F 7F 71 00  41 9F 1F 00"),
                        7438095L * SECTOR,
                                table("00 01 41 CF  82 FE 7F DE  3F 00 00 00  D1 EB 03 00", "00 00 41 DF  05 FE BF 4F  10 EC 03 00  31 B3 1B 00"),
                        7695135L * SECTOR,
                                table("00 01 41 DF  83 FE BF 4F  3F 00 00 00  F2 B2 1B 00", ""),
                        63L * SECTOR, ntfs(),
                        63L * SECTOR + MFT, mft(),
                        7438158L * SECTOR, swap(),
                        7695198L * SECTOR + SUPERBLOCK, ext3()));
    }

    /** A boot record as mkntfs writes it: 4096 bytes a cluster, 7438031 sectors. */
    private static byte[] ntfs() {
        byte[] sector = new byte[SECTOR];
        put(sector, 0, "EB 52 90  4E 54 46 53 20 20 20 20  00 02 08 00 00 00 00 00 00 00 F8 00 00  3F 00 FF 00 3F 00 00 00");
        put(sector, 0x20, "00 00 00 00 80 00 80 00  CF 7E 71 00 00 00 00 00  04 00 00 00 00 00 00 00  EC 17 07 00 00 00 00 00");
        put(sector, 0x40, "F6 00 00 00 01 00 00 00  EF 12 EC 12 3A 38 20 17");
        return signed(sector);
    }

    /** The master file table as far as its records 0 and 3, the table itself and the volume: heads without attributes. */
    private static byte[] mft() {
        byte[] records = new byte[4 * 1024];
        String head = "46 49 4C 45 30 00 03 00  00 00 00 00 00 00 00 00  01 00 01 00 38 00 01 00  40 00 00 00 00 04 00 00";
        put(records, 0, head);
        put(records, 0x38, "FF FF FF FF");
        put(records, 3 * 1024, head);
        put(records, 3 * 1024 + 0x38, "FF FF FF FF");
        return records;
    }

    /** The first page as mkswap writes it: version 1, number of the last page, UUID, and the mark at the end of the page. */
    private static byte[] swap() {
        byte[] page = new byte[4096];
        put(page, 0x400, "01 00 00 00  79 7D 00 00  00 00 00 00  20 02 00 00 00 00 40 00 80 00 00 00 00 00 00 05");
        put(page, 0xff6, "53 57 41 50 53 50 41 43 45 32");
        return page;
    }

    /** A superblock as mke2fs writes it: 226910 blocks of 4096 bytes, with a journal, and the UUID last. */
    private static byte[] ext3() {
        byte[] superblock = new byte[1024];
        put(superblock, 0, "40 DE 00 00 5E 76 03 00  51 2C 00 00 4C 5F 03 00  35 DE 00 00 00 00 00 00  02 00 00 00 02 00 00 00");
        put(superblock, 0x20, "00 80 00 00 00 80 00 00  C0 1F 00 00 00 00 00 00  00 00 00 00 00 00 FF FF  53 EF 01 00 01 00 00 00");
        put(superblock, 0x4c, "01 00 00 00 00 00 00 00  0B 00 00 00 80 00 00 00  04 00 00 00 02 00 00 00  01 00 00 00");
        put(superblock, 0x68, "20 02 00 00 00 00 40 00 80 00 00 00 00 00 00 06");
        return superblock;
    }

    private static byte[] table(String first, String second) {
        byte[] sector = new byte[SECTOR];
        put(sector, ENTRIES, first + second);
        return signed(sector);
    }

    private static void put(byte[] bytes, int at, String hex) {
        byte[] written = HexFormat.of().parseHex(hex.replace(" ", ""));
        System.arraycopy(written, 0, bytes, at, written.length);
    }

    private static byte[] signed(byte[] sector) {
        sector[SECTOR - 2] = 0x55;
        sector[SECTOR - 1] = (byte) 0xaa;
        return sector;
    }
}
