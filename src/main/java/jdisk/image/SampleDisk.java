package jdisk.image;

import java.util.HexFormat;
import java.util.Map;

/**
 * The built-in image: a laptop's disk as it was in 2002, partition tables only. NTFS, and an extended partition that holds
 * Linux swap and Linux; 255 heads, 63 sectors a track, 592 cylinders.
 *
 * <p>Each entry is written as it stands on disk: boot flag, first place (head, sector, cylinder), type, last place, relative
 * start and number of sectors, both 32 bits little-endian.
 */
public final class SampleDisk {
    private static final int SECTOR = 512;
    private static final int ENTRIES = 446;

    private SampleDisk() {}

    public static Image open() {
        return new SparseMemoryImage(
                "hda.img",
                4_871_301_120L,
                Map.of(
                        0L, table("80 01 01 00  07 FE 7F CE  3F 00 00 00  D0 7E 71 00", "00 00 41 CF  05 FE BF 4F  0F 7F 71 00  41 9F 1F 00"),
                        7438095L * SECTOR,
                                table("00 01 41 CF  82 FE 7F DE  3F 00 00 00  D1 EB 03 00", "00 00 41 DF  05 FE BF 4F  10 EC 03 00  31 B3 1B 00"),
                        7695135L * SECTOR, table("00 01 41 DF  83 FE BF 4F  3F 00 00 00  F2 B2 1B 00", "")));
    }

    private static byte[] table(String first, String second) {
        byte[] sector = new byte[SECTOR];
        byte[] entries = HexFormat.of().parseHex((first + second).replace(" ", ""));
        System.arraycopy(entries, 0, sector, ENTRIES, entries.length);
        sector[SECTOR - 2] = 0x55;
        sector[SECTOR - 1] = (byte) 0xaa;
        return sector;
    }
}
