package jdisk.label;

import java.util.List;
import java.util.Optional;

/**
 * A type a GPT entry may have.
 *
 * @param guid in capitals
 * @param name what util-linux 2.38.1 calls it
 */
public record GptType(String guid, String name) {
    private static final class Catalogue {
        static final List<GptType> ALL =
                Catalogues.rows("gpt-types.tsv").map(cells -> new GptType(cells[0], cells[1])).toList();
    }

    /** All types, in fdisk's order. */
    public static List<GptType> all() {
        return Catalogue.ALL;
    }

    public static Optional<GptType> of(String guid) {
        return all().stream().filter(type -> type.guid().equals(guid)).findFirst();
    }
}
