package jdisk.probe;

/**
 * What was found at a place in an image: a file system, swap space, or a member of another layer such as RAID.
 *
 * @param type the name blkid uses: {@code ext4}, {@code vfat}, {@code ntfs}, {@code swap}, {@code LVM2_member}, …
 * @param version what blkid calls so: {@code FAT16}, {@code 1.0}, …; empty where there is none
 * @param label the name a user gave it, without blanks at its end; empty where there is none; may hold anything
 * @param uuid the identifier in the form blkid prints, not always that of a UUID; empty where there is none
 * @param blockBytes bytes in what blkid calls a block: the least it was made to be read in, a sector of FAT, NTFS and XFS, a
 *     block of others; 0 where it does not tell
 */
public record Contents(String type, String version, String label, String uuid, int blockBytes) {
    /** What blkid takes for blanks. */
    private static final String BLANKS = " \t\n\u000b\f\r";

    public Contents {
        int end = label.length();
        while (end > 0 && BLANKS.indexOf(label.charAt(end - 1)) >= 0) {
            end--;
        }
        label = label.substring(0, end);
    }

    /** What sort of thing lies at a place, which decides what can be done with it. */
    public enum Nature {
        /** Files, which can be read. */
        FILE_SYSTEM,
        SWAP,
        /** Something else, which is hidden until a key is given. */
        ENCRYPTED,
        /** A place, often one of several, on which something else lies: a RAID, a volume group, a pool, a cache. */
        MEMBER,
        /** The journal of a file system that lies elsewhere. */
        JOURNAL,
        /** What tells whether something else was changed. */
        HASHES
    }

    public Nature nature() {
        return switch (type) {
            case "swap", "swsuspend" -> Nature.SWAP;
            case "jbd", "xfs_external_log", "drbdproxy_datalog" -> Nature.JOURNAL;
            case "crypto_LUKS", "BitLocker", "cs_fvault2" -> Nature.ENCRYPTED;
            case "DM_verity_hash" -> Nature.HASHES;
            case "bcache", "ceph_bluestore", "drbd", "vdo", "stratis", "ubi", "DM_integrity", "DM_snapshot_cow", "oracleasm" -> Nature.MEMBER;
            default -> type.endsWith("_member") ? Nature.MEMBER : Nature.FILE_SYSTEM;
        };
    }

    /** One that does not tell the size of its blocks. */
    public Contents(String type, String version, String label, String uuid) {
        this(type, version, label, uuid, 0);
    }

    /** One of which only the type is known. */
    public Contents(String type) {
        this(type, "", "", "");
    }

    /** The same, with blocks of so many bytes. */
    public Contents withBlocks(int bytes) {
        return new Contents(type, version, label, uuid, bytes);
    }
}
