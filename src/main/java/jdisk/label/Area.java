package jdisk.label;

import jdisk.unit.Extent;
import jdisk.unit.SectorSize;

/**
 * Bytes that belong to a label itself: a table, or a copy of one.
 *
 * @param kind what of the label it is
 * @param offset where it lies, in bytes of the image
 * @param bytes how many there are; they may lead past the end of the image
 */
public record Area(Kind kind, long offset, long bytes) {

    /** What of a label an area is. */
    public enum Kind {
        MBR("MBR"),
        EBR("EBR"),
        PROTECTIVE_MBR("MBR"),
        GPT_HEADER("GPT header"),
        GPT_ENTRIES("GPT entries"),
        GPT_BACKUP_ENTRIES("GPT backup entries"),
        GPT_BACKUP_HEADER("GPT backup header"),
        BSD_DISKLABEL("BSD disklabel"),
        SUN_DISK_LABEL("Sun disk label"),
        SGI_VOLUME_HEADER("SGI volume header"),
        APPLE_DRIVER_DESCRIPTOR("Apple driver descriptor"),
        APPLE_PARTITION_MAP("Apple partition map"),
        AMIGA_RIGID_DISK_BLOCK("Amiga rigid disk block"),
        AMIGA_PARTITION_BLOCK("Amiga partition block"),
        ATARI_ROOT_SECTOR("Atari root sector"),
        ATARI_EXTENDED_ROOT_SECTOR("Atari extended root sector"),
        ATARI_BAD_SECTOR_LIST("Atari bad sector list"),
        PC98_BOOT_SECTOR("PC-98 boot sector"),
        PC98_PARTITION_TABLE("PC-98 partition table");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** Its name for people. */
        public String title() {
            return title;
        }
    }

    /** The sectors it lies in, the first and the last as a whole. */
    public Extent sectors(SectorSize size) {
        long first = offset / size.bytes();
        return new Extent(first, Math.ceilDiv(offset + bytes, size.bytes()) - first);
    }
}
