package jdisk.listing;

/** The names fdisk gives partitions. */
final class PartitionNames {
    private PartitionNames() {}

    /** The name of a partition: behind a digit, a {@code p} keeps the numbers apart. */
    static String of(String disk, int number) {
        return stem(disk) + number;
    }

    static String stem(String disk) {
        boolean digit = !disk.isEmpty() && Character.isDigit(disk.charAt(disk.length() - 1));
        return digit ? disk + "p" : disk;
    }
}
