package jdisk.probe;

import java.util.List;

/**
 * A format, and how it goes together with others that are found in the same place.
 *
 * @param sharing how
 */
record Candidate(Sharing sharing, Format format) {
    /** How a format goes together with others. */
    enum Sharing {
        /** Disks are joined by it. A floppy disk has none, as blkid has it. */
        RAID,
        /** It hides or guards what it holds. */
        ENCRYPTION,
        /** A file system that is made to share its place: discs are often two or three at once. */
        SHARED,
        /** A file system, or something else, that has its place for itself. */
        ALONE
    }

    /**
     * All of them in the order in which they are tried, which is blkid's, and matters. Layers that hold others come first,
     * RAID before LVM before encryption: the member of a mirror, for one, may show the very file system that lies in the
     * mirror. FAT comes before what its boot record might be mistaken for. Of the rest, each has a mark of its own.
     */
    static final List<Candidate> ALL = List.of(
            new Candidate(Sharing.RAID, MdProbe::find),
            new Candidate(Sharing.RAID, DdfProbe::find),
            new Candidate(Sharing.RAID, BiosRaid.INTEL),
            new Candidate(Sharing.RAID, BiosRaid.LSI),
            new Candidate(Sharing.RAID, BiosRaid.VIA),
            new Candidate(Sharing.RAID, BiosRaid.SILICON),
            new Candidate(Sharing.RAID, BiosRaid.NVIDIA),
            new Candidate(Sharing.RAID, BiosRaid.PROMISE),
            new Candidate(Sharing.RAID, BiosRaid.HIGHPOINT_45X),
            new Candidate(Sharing.RAID, BiosRaid.HIGHPOINT_37X),
            new Candidate(Sharing.RAID, BiosRaid.ADAPTEC),
            new Candidate(Sharing.RAID, BiosRaid.JMICRON),
            new Candidate(Sharing.ALONE, BcacheProbe::find),
            new Candidate(Sharing.ALONE, BcacheProbe::findFileSystem),
            new Candidate(Sharing.ALONE, Superblock.CEPH),
            new Candidate(Sharing.RAID, DrbdProbe::find),
            new Candidate(Sharing.ALONE, Superblock.DRBD_PROXY),
            new Candidate(Sharing.RAID, LvmProbe::find),
            new Candidate(Sharing.RAID, Lvm1Probe::find),
            new Candidate(Sharing.ALONE, Lvm1Probe::findSnapshot),
            new Candidate(Sharing.ENCRYPTION, Superblock.VERITY),
            new Candidate(Sharing.ENCRYPTION, Superblock.INTEGRITY),
            new Candidate(Sharing.ENCRYPTION, LuksProbe::find),
            new Candidate(Sharing.ENCRYPTION, FileVaultProbe::find),
            new Candidate(Sharing.RAID, VmfsProbe::findVolume),
            new Candidate(Sharing.RAID, UbiProbe::find),
            new Candidate(Sharing.ALONE, Superblock.VDO),
            new Candidate(Sharing.ALONE, StratisProbe::find),
            new Candidate(Sharing.ENCRYPTION, BitLockerProbe::find),
            new Candidate(Sharing.ALONE, FatProbe::find),
            new Candidate(Sharing.ALONE, SwapProbe::find),
            new Candidate(Sharing.ALONE, XfsProbe::find),
            new Candidate(Sharing.ALONE, XfsLogProbe::find),
            new Candidate(Sharing.ALONE, ExtProbe::find),
            new Candidate(Sharing.ALONE, ReiserProbe::find),
            new Candidate(Sharing.ALONE, Superblock.JFS),
            new Candidate(Sharing.SHARED, UdfProbe::find),
            new Candidate(Sharing.SHARED, Iso9660Probe::find),
            new Candidate(Sharing.ALONE, ZfsProbe::find),
            new Candidate(Sharing.ALONE, HfsPlusProbe::find),
            new Candidate(Sharing.SHARED, HfsPlusProbe::findOld),
            new Candidate(Sharing.ALONE, UfsProbe::find),
            new Candidate(Sharing.ALONE, HpfsProbe::find),
            new Candidate(Sharing.ALONE, SysvProbe::find),
            new Candidate(Sharing.ALONE, NtfsProbe::find),
            new Candidate(Sharing.ALONE, Superblock.REFS),
            new Candidate(Sharing.ALONE, Superblock.CRAMFS),
            new Candidate(Sharing.ALONE, Superblock.ROMFS),
            new Candidate(Sharing.ALONE, MinixProbe::find),
            new Candidate(Sharing.ALONE, ClusterProbe::findGfs),
            new Candidate(Sharing.ALONE, ClusterProbe::findOcfs2),
            new Candidate(Sharing.ALONE, Superblock.ORACLE_ASM),
            new Candidate(Sharing.ALONE, Superblock.VXFS),
            new Candidate(Sharing.ALONE, Superblock.VXFS_BIG_ENDIAN),
            new Candidate(Sharing.ALONE, SquashfsProbe::find),
            new Candidate(Sharing.ALONE, Superblock.BTRFS),
            new Candidate(Sharing.ALONE, UbiProbe::findFileSystem),
            new Candidate(Sharing.ALONE, Superblock.BFS),
            new Candidate(Sharing.ALONE, VmfsProbe::find),
            new Candidate(Sharing.ALONE, BefsProbe::find),
            new Candidate(Sharing.ALONE, NilfsProbe::find),
            new Candidate(Sharing.ALONE, ExfatProbe::find),
            new Candidate(Sharing.ALONE, F2fsProbe::find),
            new Candidate(Sharing.ALONE, Superblock.APFS),
            new Candidate(Sharing.ALONE, Superblock.ZONEFS),
            new Candidate(Sharing.ALONE, Superblock.EROFS));
}
