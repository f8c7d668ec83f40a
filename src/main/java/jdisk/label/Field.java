package jdisk.label;

/**
 * What sfdisk writes of a table or of a partition: a name and a value. Dumps, JSON and comparisons go over the same fields.
 *
 * @param name what it says
 */
public record Field(Name name, Value value) {

    /** The names sfdisk has for what it writes. */
    public enum Name {
        FIRST_LBA("first-lba"),
        LAST_LBA("last-lba"),
        TABLE_LENGTH("table-length"),
        GRAIN("grain"),
        START("start"),
        SIZE("size"),
        TYPE("type"),
        UUID("uuid"),
        NAME("name"),
        ATTRS("attrs"),
        BOOTABLE("bootable");

        private final String id;

        Name(String id) {
            this.id = id;
        }

        /** The name in a dump. */
        public String id() {
            return id;
        }

        /** The name in JSON: that of a dump without hyphens, but for one that sfdisk forgot. */
        public String jsonId() {
            return this == TABLE_LENGTH ? id : id.replace("-", "");
        }
    }

    /** What a field says. */
    public sealed interface Value {}

    /** An unsigned number of 64 bits: of sectors, where it is one of a partition's. */
    public record Unsigned(long number) implements Value {}

    /** A word, such as the number of a type or a GUID. It comes from the image, and may hold anything where a label names its types. */
    public record Word(String word) implements Value {}

    /** Text, which a dump puts in quotes; it may hold anything. */
    public record Text(String text) implements Value {}

    /** Something that is so or not; sfdisk writes only what is. */
    public record Flag(boolean set) implements Value {}

    static Field number(Name name, long number) {
        return new Field(name, new Unsigned(number));
    }

    static Field word(Name name, String word) {
        return new Field(name, new Word(word));
    }

    static Field text(Name name, String text) {
        return new Field(name, new Text(text));
    }

    static Field flag(Name name, boolean set) {
        return new Field(name, new Flag(set));
    }

    /** The type of a partition, of a label that tells types as numbers. */
    static Field type(long code) {
        return word(Name.TYPE, Long.toHexString(code));
    }
}
