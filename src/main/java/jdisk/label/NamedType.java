package jdisk.label;

import java.util.List;
import java.util.Optional;

/**
 * A type a partition may have, of a table that tells types as words.
 *
 * @param word as it stands in the table
 * @param name what it is called
 */
public record NamedType(String word, String name) {
    /** Each list is read when first asked for. */
    private static final class Amiga {
        static final List<NamedType> ALL = read("amiga-types.tsv");
    }

    private static final class Atari {
        static final List<NamedType> ALL = read("atari-types.tsv");
    }

    private static final class Pc98 {
        static final List<NamedType> ALL = read("pc98-types.tsv");
    }

    private static List<NamedType> read(String resource) {
        return Catalogues.rows(resource).map(cells -> new NamedType(cells[0], cells[1])).toList();
    }

    /** The known types of file systems of Amiga partitions. */
    public static List<NamedType> amiga() {
        return Amiga.ALL;
    }

    /** The known types of Atari partitions. */
    public static List<NamedType> atari() {
        return Atari.ALL;
    }

    /** The known types of PC-98 partitions. */
    public static List<NamedType> pc98() {
        return Pc98.ALL;
    }

    /** What a list calls a word. */
    static String nameOf(List<NamedType> types, String word) {
        return find(types, word).map(NamedType::name).orElse("unknown");
    }

    /** A word, and after it what a list calls it, if it knows it. */
    static String withName(List<NamedType> types, String word) {
        return find(types, word).map(type -> word + " " + type.name()).orElse(word);
    }

    private static Optional<NamedType> find(List<NamedType> types, String word) {
        return types.stream().filter(type -> type.word().equals(word)).findFirst();
    }
}
