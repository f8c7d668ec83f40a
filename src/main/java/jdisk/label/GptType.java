package jdisk.label;

import java.util.List;
import java.util.Optional;

/**
 * A type a GPT entry may have.
 *
 * @param guid in capitals
 * @param name what util-linux calls it
 */
public record GptType(String guid, String name) {
    private static final class Catalogue {
        static final List<GptType> ALL = read("gpt-types.tsv");
    }

    /** Read only for a type that the other list lacks. */
    private static final class Newer {
        static final List<GptType> ALL = read("gpt-types-newer.tsv");
    }

    private static List<GptType> read(String resource) {
        return Catalogues.rows(resource).map(cells -> new GptType(cells[0], cells[1])).toList();
    }

    /** All types that util-linux 2.38.1 knows, in its order. */
    public static List<GptType> all() {
        return Catalogue.ALL;
    }

    /** The type of this GUID, if any util-linux knows it. */
    public static Optional<GptType> of(String guid) {
        return find(all(), guid).or(() -> find(Newer.ALL, guid));
    }

    private static Optional<GptType> find(List<GptType> types, String guid) {
        return types.stream().filter(type -> type.guid().equals(guid)).findFirst();
    }
}
