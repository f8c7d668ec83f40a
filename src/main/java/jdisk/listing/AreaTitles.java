package jdisk.listing;

import java.util.Optional;
import jdisk.label.Area;

/** What fdisk's key D calls the areas of a label. */
public final class AreaTitles {
    private AreaTitles() {}

    /** The title; nothing of an area that D does not show, as d does. */
    public static Optional<String> of(Area.Kind kind) {
        return switch (kind) {
            case PROTECTIVE_MBR -> Optional.of("PMBR");
            case GPT_HEADER -> Optional.of("GPT Header");
            case GPT_ENTRIES -> Optional.of("GPT Entries");
            case GPT_BACKUP_ENTRIES -> Optional.of("GPT Backup Entries");
            case GPT_BACKUP_HEADER -> Optional.of("GPT Backup Header");
            case SUN_DISK_LABEL, SGI_VOLUME_HEADER -> Optional.empty();
            case MBR, EBR, BSD_DISKLABEL, APPLE_DRIVER_DESCRIPTOR, APPLE_PARTITION_MAP, AMIGA_RIGID_DISK_BLOCK, AMIGA_PARTITION_BLOCK,
                    ATARI_ROOT_SECTOR, ATARI_EXTENDED_ROOT_SECTOR, ATARI_BAD_SECTOR_LIST, PC98_BOOT_SECTOR,
                    PC98_PARTITION_TABLE ->
                Optional.of(kind.title());
        };
    }
}
