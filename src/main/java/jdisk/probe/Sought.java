package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.Slice;

/**
 * A format that can be asked for by itself, by whoever knows already what lies at a place: a structure of it was found.
 * {@link ContentsProbe} is for those who do not.
 */
public enum Sought {
    BITLOCKER("BitLocker", BitLockerProbe::find),
    BTRFS("btrfs", Superblock.BTRFS),
    EXFAT("exfat", ExfatProbe::find),
    EXT("ext4", ExtProbe::find),
    FAT("vfat", FatProbe::find),
    HFS("hfs", HfsPlusProbe::findOld),
    HFS_PLUS("hfsplus", HfsPlusProbe::find),
    ISO9660("iso9660", Iso9660Probe::find),
    LUKS("crypto_LUKS", LuksProbe::find),
    LVM("LVM2_member", LvmProbe::find),
    MD("linux_raid_member", MdProbe::find),
    NTFS("ntfs", NtfsProbe::find),
    REFS("ReFS", Superblock.REFS),
    SQUASHFS("squashfs", SquashfsProbe::find),
    SWAP("swap", SwapProbe::find),
    UDF("udf", UdfProbe::find),
    XFS("xfs", XfsProbe::find);

    private final String type;
    private final Format format;

    Sought(String type, Format format) {
        this.type = type;
        this.format = format;
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
        return format.find(volume);
    }
}
