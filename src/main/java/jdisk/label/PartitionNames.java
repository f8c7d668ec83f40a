package jdisk.label;

/** The names fdisk gives partitions. */
public final class PartitionNames {
    private PartitionNames() {}

    /** The name of a partition: after a digit, a {@code p} keeps the numbers apart. The whole image has its own. */
    public static String of(String disk, int number) {
        return number == WholeImage.NUMBER ? disk : stem(disk) + number;
    }

    /** The name of a partition; one of a table within another has its name there after that. */
    public static String of(String disk, Partition partition) {
        return of(disk, partition.number()) + (partition instanceof NestedPartition ? ":" + partition.designation() : "");
    }

    /** What sentences call a partition. */
    public static String inWords(Partition partition) {
        return partition.isWholeImage() ? "the image" : "partition " + partition.reference();
    }

    /** The name without its number. */
    public static String stem(String disk) {
        boolean digit = !disk.isEmpty() && Character.isDigit(disk.charAt(disk.length() - 1));
        return digit ? disk + "p" : disk;
    }

    /** The name of a file that a partition of an image is copied to, unless another is given: one in the current folder. */
    public static String ofFile(String image, Partition partition) {
        String name = of(image.substring(image.lastIndexOf('/') + 1), partition.number());
        return partition instanceof NestedPartition ? name + "-" + partition.designation() : name;
    }
}
