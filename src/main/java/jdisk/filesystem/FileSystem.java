package jdisk.filesystem;

/**
 * What was found at a place in an image: a file system, swap space, or a member of another layer such as RAID.
 *
 * @param type the name blkid uses: {@code ext4}, {@code vfat}, {@code ntfs}, {@code swap}, {@code LVM2_member}, …
 * @param version what blkid calls so: {@code FAT16}, {@code 1.0}, …; empty where there is none
 * @param label the name a user gave it, without blanks at its end; empty where there is none; may hold anything
 * @param uuid the identifier in the form blkid prints, not always that of a UUID; empty where there is none
 */
public record FileSystem(String type, String version, String label, String uuid) {
    /** What blkid takes for blanks. */
    private static final String BLANKS = " \t\n\u000b\f\r";

    public FileSystem {
        int end = label.length();
        while (end > 0 && BLANKS.indexOf(label.charAt(end - 1)) >= 0) {
            end--;
        }
        label = label.substring(0, end);
    }

    /** Whether it is a file system, and no swap space, journal or layer that hides one. */
    public boolean isMountable() {
        return switch (type) {
            case "swap", "swsuspend", "jbd", "crypto_LUKS", "BitLocker", "LVM2_member", "linux_raid_member" -> false;
            default -> true;
        };
    }

    /** One of which only the type is known. */
    public FileSystem(String type) {
        this(type, "", "", "");
    }
}
