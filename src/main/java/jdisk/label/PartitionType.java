package jdisk.label;

import java.util.List;
import java.util.Optional;

/**
 * A type a partition may have, of a table that tells types as numbers.
 *
 * @param code as it stands in the table
 * @param classicName what fdisk 2.12 calls it, if it knows it
 * @param modernName what util-linux 2.38.1 calls it
 */
public record PartitionType(int code, Optional<String> classicName, String modernName) {
    /** Each list is read when first asked for: a listing of an empty table needs none. */
    private static final class Mbr {
        static final List<PartitionType> ALL = read("mbr-types.tsv");
    }

    private static final class Sgi {
        static final List<PartitionType> ALL = read("sgi-types.tsv");
    }

    private static final class Sun {
        static final List<PartitionType> ALL = read("sun-types.tsv");
    }

    private static List<PartitionType> read(String resource) {
        return Catalogues.rows(resource)
                .map(cells -> new PartitionType(
                        Integer.parseInt(cells[0], 16), Optional.of(cells[1]).filter(name -> !name.equals("-")), cells[2]))
                .toList();
    }

    /** All types of an MBR, in fdisk's order. */
    public static List<PartitionType> all() {
        return Mbr.ALL;
    }

    /** All types of an SGI label, in fdisk's order. */
    public static List<PartitionType> sgi() {
        return Sgi.ALL;
    }

    /** All types of a Sun label, in fdisk's order. */
    public static List<PartitionType> sun() {
        return Sun.ALL;
    }

    /** What util-linux calls a type of a list. */
    public static String modernName(List<PartitionType> types, long code) {
        return of(types, code).map(PartitionType::modernName).orElse("unknown");
    }

    /** The type an MBR tells by this number. */
    public static Optional<PartitionType> of(int code) {
        return of(all(), code);
    }

    /** The type of a list that has this number. */
    public static Optional<PartitionType> of(List<PartitionType> types, long code) {
        return types.stream().filter(type -> type.code() == code).findFirst();
    }
}
