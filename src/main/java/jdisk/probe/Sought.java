package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.Slice;

/**
 * A format that can be asked for by itself, by whoever knows already what lies at a place: a structure of it was found.
 * {@link ContentsProbe} is for those who do not.
 */
public enum Sought {
    BITLOCKER("BitLocker"),
    BTRFS("btrfs"),
    EXFAT("exfat"),
    EXT("ext4"),
    FAT("vfat"),
    HFS("hfs"),
    HFS_PLUS("hfsplus"),
    ISO9660("iso9660"),
    LUKS("crypto_LUKS"),
    LVM("LVM2_member"),
    MD("linux_raid_member"),
    NTFS("ntfs"),
    REFS("ReFS"),
    SQUASHFS("squashfs"),
    SWAP("swap"),
    UDF("udf"),
    XFS("xfs");

    private final String type;

    Sought(String type) {
        this.type = type;
    }

    /** The name blkid has for it; of several, the newest. */
    public String type() {
        return type;
    }

    /**
     * What a volume holds, if it is of this format.
     *
     * @throws IOException if bytes that would tell it cannot be read
     */
    public Optional<Contents> find(Slice volume) throws IOException {
        return switch (this) {
            case BITLOCKER -> BitLockerProbe.find(volume);
            case BTRFS -> Superblock.BTRFS.find(volume);
            case EXFAT -> ExfatProbe.find(volume);
            case EXT -> ExtProbe.find(volume);
            case FAT -> FatProbe.find(volume);
            case HFS -> HfsPlusProbe.findOld(volume);
            case HFS_PLUS -> HfsPlusProbe.find(volume);
            case ISO9660 -> Iso9660Probe.find(volume);
            case LUKS -> LuksProbe.find(volume);
            case LVM -> LvmProbe.find(volume);
            case MD -> MdProbe.find(volume);
            case NTFS -> NtfsProbe.find(volume);
            case REFS -> Superblock.REFS.find(volume);
            case SQUASHFS -> SquashfsProbe.find(volume);
            case SWAP -> SwapProbe.find(volume);
            case UDF -> UdfProbe.find(volume);
            case XFS -> XfsProbe.find(volume);
        };
    }
}
