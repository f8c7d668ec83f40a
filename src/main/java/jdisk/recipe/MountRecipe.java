package jdisk.recipe;

import java.util.List;
import java.util.Optional;
import jdisk.label.Partition;
import jdisk.probe.Contents;

/** The mount(8) command that shows the files of a partition and changes nothing in it, not even by replaying a journal. */
public final class MountRecipe {
    private MountRecipe() {}

    /**
     * The command for a partition.
     *
     * @param found what lies in it
     * @param folder where to mount it
     */
    public static Recipe of(ImageFile image, Partition partition, Optional<Contents> found, String folder) {
        Optional<Recipe> nothing = Obstacles.nothingThere(image, partition);
        if (nothing.isPresent()) {
            return nothing.get();
        }
        int number = partition.number();
        if (partition.role() == Partition.Role.CONTAINER) {
            return new Recipe.Refusal("partition " + number + " is an extended partition, which only holds others: mount one of those, "
                    + "from 5 on");
        }
        if (image.missing(partition) > 0) {
            return new Recipe.Refusal(Obstacles.cut(image, partition) + ", and an incomplete file system is not mounted; 'dd " + number
                    + "' copies what is there");
        }
        if (found.isEmpty()) {
            return new Recipe.Refusal("no file system is recognised in partition " + number + "; 'hexdump " + number + "' shows its start");
        }
        String type = found.get().type();
        return notMounted(type)
                .map(instead -> (Recipe) new Recipe.Refusal("partition " + number + " " + instead.formatted(number)))
                .orElseGet(() -> new Recipe.Commands(
                        Obstacles.ofLoops(image, partition),
                        List.of("mount -o ro,loop,offset=" + image.offset(partition) + ",sizelimit=" + image.length(partition)
                                + untouched(type) + " -t " + type + " " + image.argument() + " "
                                + image.quoting().word(ImageFile.asPath(folder))),
                        true));
    }

    /**
     * The options beside {@code ro} without which a file system that was not unmounted cannot be mounted from a device nobody
     * can write to: all of them would replay their journal first. An XFS refuses, too, if its like is mounted already.
     */
    private static String untouched(String type) {
        return switch (type) {
            case "ext3", "ext4" -> ",noload";
            case "xfs" -> ",norecovery,nouuid";
            case "btrfs" -> ",rescue=nologreplay";
            case "f2fs", "nilfs2" -> ",norecovery";
            default -> "";
        };
    }

    /** What it is that cannot be mounted as it lies there, and what one does with it; {@code %1$d} is the partition's number. */
    private static Optional<String> notMounted(String type) {
        return switch (type) {
            case "swap" -> Optional.of("is swap space, there is nothing to mount; 'dd %1$d' copies it, 'hexdump %1$d' shows its start");
            case "swsuspend" -> Optional.of("is swap space that holds the memory of a suspended system; 'dd %1$d' copies it");
            case "jbd" -> Optional.of("is the journal of a file system on another partition; mount that");
            case "crypto_LUKS" -> Optional.of("is encrypted with LUKS; 'losetup %1$d' attaches it, then "
                    + "'cryptsetup open --readonly /dev/loopN NAME' makes the /dev/mapper/NAME to mount");
            case "BitLocker" -> Optional.of("is encrypted with BitLocker; 'losetup %1$d' attaches it, then "
                    + "'cryptsetup open --type bitlk --readonly /dev/loopN NAME' makes the /dev/mapper/NAME to mount");
            case "LVM1_member", "LVM2_member" -> Optional.of("is a physical volume of LVM; 'losetup %1$d' attaches it, then "
                    + "'vgchange --activate y' makes the volumes to mount");
            case "linux_raid_member" -> Optional.of("is a member of a Linux RAID; attach each member as 'losetup %1$d' does this one, then "
                    + "'mdadm --assemble --readonly /dev/md0 /dev/loopN ...' makes the device to mount");
            case "zfs_member" -> Optional.of("is a member of a ZFS pool; attach each member as 'losetup %1$d' does this one, then "
                    + "'zpool import -d /dev -o readonly=on POOL' mounts it");
            default -> type.endsWith("_member")
                    ? Optional.of("is a member of a storage pool or array (" + type + "); 'losetup %1$d' attaches it for the tools of that")
                    : Optional.empty();
        };
    }
}
