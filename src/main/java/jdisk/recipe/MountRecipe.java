package jdisk.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.label.Partition;
import jdisk.label.PartitionNames;
import jdisk.probe.Contents;

/** The mount(8) command that shows the files of a partition and changes nothing in it, not even by replaying a journal. */
public final class MountRecipe {
    private MountRecipe() {}

    /** What processors that most machines have can map at once; ext of larger blocks needs a kernel of larger pages. */
    private static final int PAGE = 4096;

    /**
     * The command for a partition.
     *
     * @param found what lies in it
     * @param folder where to mount it
     */
    public static Recipe of(ImageFile image, Partition partition, Found found, String folder) {
        Optional<Recipe> nothing = Obstacles.nothingThere(image, partition);
        if (nothing.isPresent()) {
            return nothing.get();
        }
        String number = partition.reference();
        if (partition.role() == Partition.Role.CONTAINER) {
            return new Recipe.Refusal("partition " + number + " is an extended partition, which only holds others: mount one of those, "
                    + "from 5 on");
        }
        long there = image.length(partition) - image.missing(partition);
        boolean whole = image.missing(partition) == 0 || (found.bytes().isPresent() && found.bytes().getAsLong() <= there);
        if (!whole) {
            return new Recipe.Refusal(Obstacles.cut(image, partition) + ", and an incomplete file system is not mounted; 'dd " + number
                    + "' copies what is there");
        }
        if (found.contents().isEmpty()) {
            return new Recipe.Refusal(
                    "no file system is recognised in " + PartitionNames.inWords(partition) + "; 'hexdump " + number + "' shows its start");
        }
        List<String> notes = new ArrayList<>(Obstacles.ofLoops(image, partition));
        Contents contents = found.contents().get();
        Optional<String> instead = notMounted(contents.type()).map(text -> PartitionNames.inWords(partition) + " " + text.formatted(number));
        if (instead.isPresent()) {
            if (found.beneath().isEmpty()) {
                return new Recipe.Refusal(instead.get());
            }
            notes.add(instead.get());
            notes.add("the file system of a mirror begins where its half does, and can be read there:");
            contents = found.beneath().get();
        }
        String range = partition.isWholeImage() ? "" : ",offset=" + image.offset(partition);
        if (contents.type().startsWith("ext") && contents.blockBytes() > PAGE) {
            notes.add("its blocks of " + contents.blockBytes() + " bytes are larger than the pages of most kernels (" + PAGE
                    + "), which cannot mount it; 'fuse2fs -o ro" + range + " " + image.argument() + " DIR' can");
        }
        if (image.missing(partition) > 0) {
            notes.add("the file system ends before that, and is whole");
        }
        return new Recipe.Commands(
                notes,
                List.of("mount -o ro,loop" + range + (range.isEmpty() ? "" : ",sizelimit=" + there) + untouched(contents) + variant(contents, partition) + " -t "
                        + contents.type() + " " + image.argument() + " " + image.quoting().word(ImageFile.asPath(folder))),
                true);
    }

    /** Of UFS there are several, and the driver does not find out which one it is; the table may. */
    private static String variant(Contents contents, Partition partition) {
        if (!contents.type().equals("ufs")) {
            return "";
        }
        if (contents.version().equals("2")) {
            return ",ufstype=ufs2";
        }
        return partition.isOfSun()
                ? ",ufstype=sun"
                : partition.outermost().typeName().contains("Solaris") ? ",ufstype=sunx86" : ",ufstype=44bsd";
    }

    /**
     * The options beside {@code ro} without which a file system that was not unmounted cannot be mounted from a device nobody
     * can write to: all of them would replay their journal first. An XFS refuses, too, if its like is mounted already.
     */
    private static String untouched(Contents contents) {
        return switch (contents.type()) {
            case "ext3", "ext4" -> ",noload";
            case "xfs" -> ",norecovery,nouuid";
            case "btrfs" -> ",rescue=nologreplay";
            case "f2fs", "nilfs2" -> ",norecovery";
            default -> "";
        };
    }

    /** What it is that cannot be mounted as it lies there, and what one does with it; {@code %1$s} is the partition's number. */
    private static Optional<String> notMounted(String type) {
        return switch (type) {
            case "swap" -> Optional.of("is swap space, there is nothing to mount; 'dd %1$s' copies it, 'hexdump %1$s' shows its start");
            case "swsuspend" -> Optional.of("is swap space that holds the memory of a suspended system; 'dd %1$s' copies it");
            case "jbd" -> Optional.of("is the journal of a file system on another partition; mount that");
            case "crypto_LUKS" -> Optional.of("is encrypted with LUKS; 'losetup %1$s' attaches it, then "
                    + "'cryptsetup open --readonly /dev/loopN NAME' makes the /dev/mapper/NAME to mount");
            case "BitLocker" -> Optional.of("is encrypted with BitLocker; 'losetup %1$s' attaches it, then "
                    + "'cryptsetup open --type bitlk --readonly /dev/loopN NAME' makes the /dev/mapper/NAME to mount");
            case "cs_fvault2" -> Optional.of("is encrypted with FileVault; 'losetup %1$s' attaches it, then "
                    + "'cryptsetup open --type fvault2 --readonly /dev/loopN NAME' makes the /dev/mapper/NAME to mount");
            case "DM_verity_hash" -> Optional.of("is the hashes that dm-verity checks another partition with; mount that, or, to check it, "
                    + "attach both as 'losetup %1$s' does this one, then 'veritysetup open /dev/loopN NAME /dev/loopM ROOT-HASH' makes the "
                    + "/dev/mapper/NAME to mount");
            case "xfs_external_log" -> Optional.of("is the log of an XFS on another partition; mount that");
            case "bcache" -> Optional.of("is a device of bcache; 'losetup %1$s' attaches it; if it is not the cache but what is cached, its "
                    + "file system begins at byte 8192 of it, as long as it was not told otherwise");
            case "drbd" -> Optional.of("is one side of a mirror of DRBD; 'losetup %1$s' attaches it, then 'drbdadm up' and "
                    + "'drbdadm primary' make the device to mount");
            case "ddf_raid_member", "isw_raid_member" -> Optional.of("is a member of a RAID that a BIOS or controller makes (" + type
                    + "); attach each member as 'losetup %1$s' does this one, then 'mdadm --assemble --run --readonly /dev/md/imsm0 "
                    + "/dev/loopN ...' and 'mdadm --incremental --run --readonly /dev/md/imsm0' make the device to mount");
            case "VMFS" -> Optional.of("is a file system of VMware's hosts; 'losetup %1$s' attaches it, then "
                    + "'vmfs6-fuse /dev/loopN DIR' (of version 5 or less 'vmfs-fuse') shows its files");
            case "VMFS_volume_member" -> Optional.of("is a volume of VMFS, the file system of VMware's hosts; 'losetup %1$s' attaches it, then "
                    + "'vmfs6-fuse /dev/loopN DIR' (of version 5 or less 'vmfs-fuse') shows its files");
            case "ubi" -> Optional.of("is an image of raw flash memory under UBI; 'modprobe nandsim' and 'nandwrite' make a flash memory of it, then "
                    + "'ubiattach' makes the volumes to mount");
            case "vdo" -> Optional.of("is a volume of VDO; 'losetup %1$s' attaches it for LVM, which makes the device to mount");
            case "stratis" -> Optional.of("is a device of a Stratis pool; attach each device as 'losetup %1$s' does this one, then "
                    + "'stratis pool start' makes the file systems to mount");
            case "DM_integrity" -> Optional.of("is a volume of dm-integrity; 'losetup %1$s' attaches it, then "
                    + "'integritysetup open --integrity-recovery-mode /dev/loopN NAME' makes the /dev/mapper/NAME to mount");
            case "DM_snapshot_cow", "ceph_bluestore", "oracleasm", "drbdproxy_datalog" ->
                Optional.of("is part of something else (" + type + "), there is nothing to mount; 'losetup %1$s' attaches it for the tools of that");
            case "LVM1_member", "LVM2_member" -> Optional.of("is a physical volume of LVM; 'losetup %1$s' attaches it, then "
                    + "'vgchange --activate y' makes the volumes to mount");
            case "linux_raid_member" -> Optional.of("is a member of a Linux RAID; attach each member as 'losetup %1$s' does this one, then "
                    + "'mdadm --assemble --run --readonly /dev/md0 /dev/loopN ...' makes the device to mount, even if some are missing");
            case "zfs_member" -> Optional.of("is a member of a ZFS pool; attach each member as 'losetup %1$s' does this one, then "
                    + "'zpool import -d /dev -o readonly=on POOL' mounts it");
            default -> type.endsWith("_member")
                    ? Optional.of("is a member of a storage pool or array (" + type + "); 'losetup %1$s' attaches it for the tools of that")
                    : Optional.empty();
        };
    }
}
