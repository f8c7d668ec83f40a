package jdisk.filesystem.ntfs;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;

/**
 * An attribute in a file record, or a part of one that has several: its value, or where its clusters are.
 *
 * <pre>
 *  00 type, 32   04 length, 32   08 1 if not resident, 8   09 units of the name, 8   0A where the name is, 16
 *  0C flags, 16: 1 compressed, 4000 encrypted, 8000 sparse   0E number, 16
 *
 *  resident:                          not resident:
 *  10 bytes of the value, 32           10 first cluster of the part, 64   18 last one, 64
 *  14 where the value is, 16           20 where the runs are, 16   22 clusters of a unit of compression, log2, 16
 *                                      28 bytes of its clusters, 64   30 bytes, 64   38 bytes written, 64
 * </pre>
 *
 * Little-endian. What has several parts has its sizes in the first. Source:
 * <a href="https://flatcap.github.io/linux-ntfs/ntfs/concepts/attribute_header.html">the Linux-NTFS project's documentation</a>.
 */
final class Attribute {
    static final int STANDARD_INFORMATION = 0x10;
    static final int ATTRIBUTE_LIST = 0x20;
    static final int FILE_NAME = 0x30;
    static final int VOLUME_INFORMATION = 0x70;
    static final int DATA = 0x80;
    static final int INDEX_ROOT = 0x90;
    static final int INDEX_ALLOCATION = 0xa0;
    static final int BITMAP = 0xb0;
    static final int REPARSE_POINT = 0xc0;
    static final int EXTENDED_ATTRIBUTES = 0xe0;

    static final int COMPRESSED = 0x00ff;
    static final int LZNT1 = 1;
    static final int ENCRYPTED = 0x4000;
    static final int SPARSE = 0x8000;

    private static final int LENGTH = 4;
    private static final int NOT_RESIDENT = 8;
    private static final int NAME_UNITS = 9;
    private static final int NAME_AT = 0x0a;
    private static final int FLAGS = 0x0c;
    private static final int NUMBER = 0x0e;
    private static final int VALUE_LENGTH = 0x10;
    private static final int VALUE_AT = 0x14;
    private static final int FIRST_CLUSTER = 0x10;
    private static final int LAST_CLUSTER = 0x18;
    private static final int RUNS_AT = 0x20;
    private static final int UNIT = 0x22;
    private static final int ALLOCATED = 0x28;
    private static final int SIZE = 0x30;
    private static final int WRITTEN = 0x38;

    private static final int RESIDENT_HEADER = 0x18;
    private static final int NON_RESIDENT_HEADER = 0x40;

    private final ByteView record;
    private final int at;
    private final int length;
    private final int type;
    private final String name;

    private Attribute(ByteView record, int at, int length, String name) {
        this.record = record;
        this.at = at;
        this.length = length;
        this.type = (int) record.u32le(at);
        this.name = name;
    }

    /** The one at a place of a record, if what is there can be one. */
    static Optional<Attribute> at(ByteView record, int at, int end) {
        if (at + RESIDENT_HEADER > end) {
            return Optional.empty();
        }
        long length = record.u32le(at + LENGTH);
        boolean resident = record.u8(at + NOT_RESIDENT) == 0;
        if (length < (resident ? RESIDENT_HEADER : NON_RESIDENT_HEADER) || length % 8 != 0 || length > end - at) {
            return Optional.empty();
        }
        int units = record.u8(at + NAME_UNITS);
        int nameAt = record.u16le(at + NAME_AT);
        if (units > 0 && nameAt + 2 * units > length) {
            return Optional.empty();
        }
        boolean fits = resident
                ? record.u16le(at + VALUE_AT) + record.u32le(at + VALUE_LENGTH) <= length
                : record.u16le(at + RUNS_AT) <= length;
        String name = units == 0 ? "" : Units.text(record, at + nameAt, units);
        return fits ? Optional.of(new Attribute(record, at, (int) length, name)) : Optional.empty();
    }

    int type() {
        return type;
    }

    /** Where the next one begins. */
    int end() {
        return at + length;
    }

    /** Its name; empty if it has none. */
    String name() {
        return name;
    }

    boolean is(int wantedType, String wanted) {
        return type == wantedType && name.equals(wanted);
    }

    int flags() {
        return record.u16le(at + FLAGS);
    }

    /** What tells it from others in the record. */
    int number() {
        return record.u16le(at + NUMBER);
    }

    boolean isResident() {
        return record.u8(at + NOT_RESIDENT) == 0;
    }

    /**
     * The value of a resident one.
     *
     * @throws IOException if it is not resident, or shorter than that
     */
    ByteView value(int least) throws IOException {
        if (!isResident() || record.u32le(at + VALUE_LENGTH) < least) {
            throw new IOException("attribute 0x" + Integer.toHexString(type) + " makes no sense");
        }
        return record.slice(at + record.u16le(at + VALUE_AT), (int) record.u32le(at + VALUE_LENGTH));
    }

    /** A byte of the value of a resident one; -1 if it is not resident, or shorter. */
    int valueByte(int index) {
        return isResident() && index < record.u32le(at + VALUE_LENGTH) ? record.u8(at + record.u16le(at + VALUE_AT) + index) : -1;
    }

    /** The first cluster of the part; 0 of what is resident. */
    long firstCluster() {
        return isResident() ? 0 : record.u64le(at + FIRST_CLUSTER);
    }

    /** The last cluster of the part; -1 of what has none. */
    long lastCluster() {
        return record.u64le(at + LAST_CLUSTER);
    }

    /** The runs, up to the end of the attribute. */
    ByteView runs() {
        int from = record.u16le(at + RUNS_AT);
        return record.slice(at + from, length - from);
    }

    /** Clusters that are compressed together, as a power of two; 0 if none are. */
    int unitShift() {
        return isResident() ? 0 : record.u16le(at + UNIT);
    }

    /** Bytes of the clusters it takes, holes included. */
    long allocated() {
        return isResident() ? record.u32le(at + VALUE_LENGTH) : record.u64le(at + ALLOCATED);
    }

    /** In bytes; negative if it makes no sense. */
    long size() {
        return isResident() ? record.u32le(at + VALUE_LENGTH) : record.u64le(at + SIZE);
    }

    /** Bytes that were written; what comes after them reads as zeros. */
    long written() {
        return isResident() ? record.u32le(at + VALUE_LENGTH) : record.u64le(at + WRITTEN);
    }
}
