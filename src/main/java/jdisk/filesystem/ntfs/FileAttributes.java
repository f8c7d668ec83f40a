package jdisk.filesystem.ntfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;
import jdisk.image.Image;

/**
 * All attributes of a file: those of its record, and where that has a list, those of the records that the list names.
 *
 * <pre>
 *  an entry of the list: 00 type of an attribute, 32   04 length, 16   08 first cluster of the part, 64   10 record, 64
 * </pre>
 *
 * Little-endian. Source: <a href="https://flatcap.github.io/linux-ntfs/ntfs/attributes/attribute_list.html">the Linux-NTFS
 * project's documentation</a>.
 */
final class FileAttributes {
    private static final int LENGTH = 4;
    private static final int RECORD = 0x10;
    private static final int ENTRY = 0x1a;

    /** Bytes of a list: four times as many as Windows allows. */
    private static final int MOST_LIST = 1 << 20;

    /** Records of a list that cannot be had, after which no more are asked for. */
    private static final int MOST_LOST = 64;

    private final FileRecord base;
    private final List<Attribute> attributes;
    private String damage;

    private FileAttributes(FileRecord base) {
        this.base = base;
        this.attributes = new ArrayList<>(base.attributes());
        this.damage = base.isWhole() ? "" : "file record " + base.number() + " is damaged";
    }

    /** Those of the file of a record. */
    static FileAttributes of(NtfsVolume volume, Mft mft, FileRecord base) {
        FileAttributes file = new FileAttributes(base);
        List<Attribute> list = file.parts(Attribute.ATTRIBUTE_LIST, "");
        if (!list.isEmpty()) {
            try {
                file.add(mft, new DataStream(volume, base.number(), list).bytes(MOST_LIST));
            } catch (IOException e) {
                file.damaged("its list of attributes cannot be read: " + e.getMessage());
            }
        }
        return file;
    }

    private void damaged(String what) {
        damage = damage.isEmpty() ? what : damage;
    }

    private void add(Mft mft, ByteView list) {
        Set<Long> records = new LinkedHashSet<>();
        int at = 0;
        // Ends: an entry has 26 bytes at least.
        while (at + ENTRY <= list.length() && list.u32le(at) != 0) {
            int length = list.u16le(at + LENGTH);
            if (length < ENTRY || length > list.length() - at) {
                damaged("its list of attributes is damaged");
                break;
            }
            records.add(list.u64le(at + RECORD));
            at += length;
        }
        int lost = 0;
        for (long reference : records) {
            if (FileRecord.number(reference) == base.number()) {
                continue;
            }
            try {
                FileRecord part = mft.record(FileRecord.number(reference));
                if (!part.isInUse() || !part.isMeantBy(reference) || !base.isMeantBy(part.base())) {
                    throw new IOException("file record " + part.number() + " is not a part of it");
                }
                attributes.addAll(part.attributes());
                if (!part.isWhole()) {
                    damaged("file record " + part.number() + " is damaged");
                }
            } catch (IOException e) {
                damaged(String.valueOf(e.getMessage()));
                if (++lost == MOST_LOST) {
                    break;
                }
            }
        }
    }

    FileRecord base() {
        return base;
    }

    /** What is wrong with its records; empty if nothing is. */
    String damage() {
        return damage;
    }

    /** All attributes. */
    List<Attribute> all() {
        return attributes;
    }

    /** The parts of an attribute, or attributes of the same type and name; none if there is no such. */
    List<Attribute> parts(int type, String name) {
        List<Attribute> parts = new ArrayList<>(1);
        for (Attribute attribute : attributes) {
            if (attribute.is(type, name)) {
                parts.add(attribute);
            }
        }
        return parts;
    }

    /** The first attribute of a type, whatever its name. */
    Optional<Attribute> first(int type) {
        for (Attribute attribute : attributes) {
            if (attribute.type() == type) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }

    /** The stream that an attribute is, if there is such an attribute. */
    Optional<DataStream> stream(NtfsVolume volume, int type, String name) {
        List<Attribute> parts = parts(type, name);
        return parts.isEmpty() ? Optional.empty() : Optional.of(new DataStream(volume, base.number(), parts));
    }

    /** The value of an attribute, if there is such an attribute, wherever it is. */
    Optional<ByteView> value(NtfsVolume volume, int type, int most) throws IOException {
        Optional<Attribute> found = first(type);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        DataStream stream = new DataStream(volume, base.number(), parts(type, found.get().name()));
        return Optional.of(stream.bytes(most));
    }

    /** The bytes of a file that has none. */
    static Image nothing(NtfsVolume volume, long number) {
        return new ExtentImage.Builder(volume.geometry().image()).build("file record " + number, 0);
    }
}
