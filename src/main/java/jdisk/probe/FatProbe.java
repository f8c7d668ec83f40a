package jdisk.probe;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * FAT12, FAT16 and FAT32.
 *
 * <pre>
 * boot record:  0 jump               FAT12, FAT16:            FAT32:                        directory entry:
 *              11 bytes a sector     38 what follows: 28, 29  36 sectors of a FAT, 32 bits   0 name, 11 bytes
 *              13 sectors a cluster  39 serial, 4 bytes       44 first cluster of the root  11 attributes
 *              14 sectors before it  43 label, 11 bytes       66 what follows: 28, 29       20 first cluster, high half
 *              16 number of FATs     54 name of the type      67 serial, 4 bytes            26 first cluster, low half
 *              17 root entries                                71 label, 11 bytes
 *              19 sectors                                     82 name of the type
 *              21 medium
 *              22 sectors of a FAT (0 on FAT32)
 *              32 sectors, where 19 is 0
 *             510 signature 55 AA
 * </pre>
 *
 * Little-endian. Source: Microsoft's FAT32 File System Specification (fatgen103),
 * <a href="https://www.ecma-international.org/publications-and-standards/standards/ecma-107/">ECMA-107</a> for the older ones.
 *
 * <p>The label is the one in the root directory, as in blkid: systems that change a label leave the boot record's as it was.
 * It is in the code page of the system that wrote it, which stands nowhere. Where the bytes are no UTF-8 they are taken for
 * code page 850, which mkfs.fat writes unless told otherwise.
 */
final class FatProbe {
    static final String TYPE = "vfat";
    static final int SECTOR_BYTES = 11;

    private static final int CLUSTER_SECTORS = 13;
    static final int RESERVED = 14;
    static final int FATS = 16;
    static final int ROOT_ENTRIES = 17;
    static final int SECTORS_16 = 19;
    private static final int MEDIUM = 21;
    static final int FAT_SECTORS_16 = 22;
    static final int SECTORS_32 = 32;
    private static final int FAT_SECTORS_32 = 36;
    private static final int ROOT_CLUSTER = 44;
    private static final int EXTENDED_16 = 38;
    private static final int SERIAL_16 = 39;
    private static final int NAME_16 = 54;
    private static final int SERIAL_32 = 67;
    private static final int NAME_32 = 82;
    private static final int SIGNATURE = 510;

    private static final int ENTRY = 32;
    private static final int ENTRY_NAME = 11;
    private static final int ENTRY_ATTRIBUTES = 11;
    private static final int ENTRY_CLUSTER_HIGH = 20;
    private static final int ENTRY_CLUSTER_LOW = 26;
    private static final int DELETED = 0xe5;
    /** Stands for a first byte e5 that does not mean a deleted entry. */
    private static final int DELETED_ESCAPED = 0x05;

    private static final int ATTRIBUTE_LABEL = 0x08;
    private static final int ATTRIBUTE_DIRECTORY = 0x10;
    private static final int LONG_NAME = 0x0f;
    private static final int LONG_NAME_MASK = 0x3f;

    private static final long FAT12_CLUSTERS = 0xff4;
    private static final long FAT16_CLUSTERS = 0xfff4;
    private static final long FAT32_CLUSTERS = 0xffffff6;

    /** A longer chain is no root directory: its clusters would hold more entries than a FAT directory may have. */
    private static final int ROOT_CLUSTERS = 100;

    private FatProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<ByteView> boot = volume.viewIfThere(0, 512);
        if (boot.isEmpty() || !isBootRecord(boot.get()) || BitLockerProbe.find(volume).isPresent()) {
            return Optional.empty();
        }
        ByteView sector = boot.get();
        if (sector.u16le(FAT_SECTORS_16) == 0) {
            String label = rootChain(volume, sector);
            return Optional.of(new Contents(TYPE, "FAT32", label, serial(sector, SERIAL_32)));
        }
        long root = (sector.u16le(RESERVED) + fatSectors(sector)) * sector.u16le(SECTOR_BYTES);
        String label = label(volume, root, sector.u16le(ROOT_ENTRIES)).orElse("");
        boolean numbered = sector.u8(EXTENDED_16) == 0x28 || sector.u8(EXTENDED_16) == 0x29;
        String version = clusters(sector) < FAT12_CLUSTERS ? "FAT12" : clusters(sector) < FAT16_CLUSTERS ? "FAT16" : "";
        return Optional.of(new Contents(TYPE, version, label, numbered ? serial(sector, SERIAL_16) : ""));
    }

    /**
     * A FAT boot record has no magic of its own. It is told by the name of the type, which is for show only and need not be
     * there, or by its signature, and by fields that are all in their narrow ranges and fit together.
     */
    static boolean isBootRecord(ByteView sector) {
        boolean named = sector.has(NAME_32, "MSWIN")
                || sector.has(NAME_32, "FAT32   ")
                || sector.has(NAME_16, "MSDOS")
                || sector.has(NAME_16, "FAT16   ")
                || sector.has(NAME_16, "FAT12   ")
                || sector.has(NAME_16, "FAT     ");
        // OS/2 puts a record like FAT's before its own file systems.
        boolean signed = sector.u16le(SIGNATURE) == 0xaa55 && !sector.has(NAME_16, "JFS     ") && !sector.has(NAME_16, "HPFS    ");
        int sectorSize = sector.u16le(SECTOR_BYTES);
        int medium = sector.u8(MEDIUM);
        return (named || signed)
                && (sectorSize == 512 || sectorSize == 1024 || sectorSize == 2048 || sectorSize == 4096)
                && Integer.bitCount(sector.u8(CLUSTER_SECTORS)) == 1
                && sector.u16le(RESERVED) != 0
                && sector.u8(FATS) != 0
                && (medium == 0xf0 || medium >= 0xf8)
                && clusters(sector) >= 0
                && clusters(sector) <= (sector.u16le(FAT_SECTORS_16) == 0 ? FAT32_CLUSTERS : FAT16_CLUSTERS)
                && fatSectors(sector) != 0;
    }

    /** Clusters of data; negative if there is no room for them. */
    private static long clusters(ByteView sector) {
        int sectorSize = sector.u16le(SECTOR_BYTES);
        long sectors = sector.u16le(SECTORS_16) == 0 ? sector.u32le(SECTORS_32) : sector.u16le(SECTORS_16);
        long root = Math.ceilDiv(sector.u16le(ROOT_ENTRIES) * ENTRY, sectorSize);
        return Math.floorDiv(sectors - sector.u16le(RESERVED) - fatSectors(sector) - root, (long) sector.u8(CLUSTER_SECTORS));
    }

    /** Sectors of all FATs together. */
    private static long fatSectors(ByteView sector) {
        long one = sector.u16le(FAT_SECTORS_16) == 0 ? sector.u32le(FAT_SECTORS_32) : sector.u16le(FAT_SECTORS_16);
        return one * sector.u8(FATS);
    }

    /** Four bytes as two numbers; nothing if they are 0. */
    static String serial(ByteView sector, int at) {
        return sector.u32le(at) == 0 ? "" : "%04X-%04X".formatted(sector.u16le(at + 2), sector.u16le(at));
    }

    /** The label in the root directory of a FAT32, which is a chain of clusters like any other. */
    private static String rootChain(Slice volume, ByteView sector) throws IOException {
        int sectorSize = sector.u16le(SECTOR_BYTES);
        int cluster = sector.u8(CLUSTER_SECTORS) * sectorSize;
        long fat = (long) sector.u16le(RESERVED) * sectorSize;
        long data = fat + fatSectors(sector) * sectorSize;
        long entries = sector.u32le(FAT_SECTORS_32) * sectorSize / 4;
        long next = sector.u32le(ROOT_CLUSTER);
        // Ends: at a cluster that is none, or after so many of them; a chain may lead around.
        for (int n = 1; n < ROOT_CLUSTERS && next >= 2 && next < entries; n++) {
            Optional<String> label = label(volume, data + (next - 2) * cluster, cluster / ENTRY);
            if (label.isPresent()) {
                return label.get();
            }
            Optional<ByteView> link = volume.viewIfThere(fat + next * 4, 4);
            next = link.isPresent() ? link.get().u32le(0) & 0x0fffffff : 0;
        }
        return "";
    }

    /** The label among so many entries of a directory: an entry that has a name, an attribute of its own, and no data. */
    private static Optional<String> label(Slice volume, long directory, int entries) throws IOException {
        Optional<ByteView> bytes = volume.viewIfThere(directory, entries * ENTRY);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        ByteView view = bytes.get();
        for (int at = 0; at < view.length() && view.u8(at) != 0; at += ENTRY) {
            int attributes = view.u8(at + ENTRY_ATTRIBUTES);
            boolean data = view.u16le(at + ENTRY_CLUSTER_HIGH) != 0 || view.u16le(at + ENTRY_CLUSTER_LOW) != 0;
            if (view.u8(at) != DELETED
                    && !data
                    && (attributes & LONG_NAME_MASK) != LONG_NAME
                    && (attributes & (ATTRIBUTE_LABEL | ATTRIBUTE_DIRECTORY)) == ATTRIBUTE_LABEL) {
                Charset codePage = Charset.forName("IBM850");
                return Optional.of(
                        view.u8(at) == DELETED_ESCAPED
                                ? "Õ" + view.text(at + 1, ENTRY_NAME - 1, codePage)
                                : view.text(at, ENTRY_NAME, codePage));
            }
        }
        return Optional.empty();
    }
}
