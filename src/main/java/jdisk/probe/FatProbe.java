package jdisk.probe;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * FAT12, FAT16 and FAT32, told by their {@link FatBootRecord}.
 *
 * <pre>
 * directory entry:  0 name, 11 bytes               20 first cluster, high half, 16 bits
 *                  11 attributes, 8 bits           26 first cluster, low half, 16 bits
 * </pre>
 *
 * Little-endian. Source: as for the boot record.
 *
 * <p>The label is the one in the root directory, as in blkid: systems that change a label leave the boot record's as it was.
 * It is in the code page of the system that wrote it, which stands nowhere. Where the bytes are no UTF-8 they are taken for
 * code page 850, which mkfs.fat writes unless told otherwise.
 */
final class FatProbe {
    static final String TYPE = "vfat";

    private static final int ENTRY = 32;
    private static final int ENTRY_NAME = 11;
    private static final int ENTRY_ATTRIBUTES = 11;
    private static final int ENTRY_CLUSTER_HIGH = 20;
    private static final int ENTRY_CLUSTER_LOW = 26;
    private static final int DELETED = 0xe5;
    /** Stands for a first byte e5 that does not mean a deleted entry. */
    private static final int DELETED_ESCAPED = 0x05;

    private static final int ATTRIBUTE_LABEL = 0x08;
    private static final int ATTRIBUTE_DIRECTORY = 0x10;
    private static final int LONG_NAME = 0x0f;
    private static final int LONG_NAME_MASK = 0x3f;

    /** From so many clusters on blkid calls it a FAT16, and from so many on nothing: each one less than the specification. */
    private static final long FAT16_FROM = 0xff4;

    private static final long NAMELESS_FROM = 0xfff4;

    /** A longer chain is no root directory: its clusters would hold more entries than a FAT directory may have. */
    private static final int ROOT_CLUSTERS = 100;

    private FatProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<FatBootRecord> boot = FatBootRecord.read(volume);
        if (boot.isEmpty() || BitLockerProbe.find(volume).isPresent()) {
            return Optional.empty();
        }
        FatBootRecord record = boot.get();
        String label = record.isFat32()
                ? rootChain(volume, record)
                : label(volume, record.rootPosition(), record.rootEntries()).orElse("");
        return Optional.of(new Contents(TYPE, version(record), label, serial(record.serial()), record.sectorBytes()));
    }

    private static String version(FatBootRecord record) {
        if (record.isFat32()) {
            return "FAT32";
        }
        return record.clusters() < FAT16_FROM ? "FAT12" : record.clusters() < NAMELESS_FROM ? "FAT16" : "";
    }

    /** A serial number of 32 bits as two numbers; nothing if it is 0. */
    static String serial(long number) {
        return number == 0 ? "" : "%04X-%04X".formatted(number >> 16, number & 0xffff);
    }

    /** The label in the root directory of a FAT32, which is a chain of clusters like any other. */
    private static String rootChain(Slice volume, FatBootRecord record) throws IOException {
        int cluster = record.clusterBytes();
        long next = record.rootCluster();
        // Ends: at a cluster that is none, or after so many of them; a chain may lead around.
        for (int n = 1; n < ROOT_CLUSTERS && next >= FatBootRecord.FIRST_CLUSTER && next < record.fatEntries(); n++) {
            // Like blkid, without the entries of a root directory of its own, which a FAT32 must not have.
            long position = record.rootPosition() + (next - FatBootRecord.FIRST_CLUSTER) * cluster;
            Optional<String> label = label(volume, position, cluster / ENTRY);
            if (label.isPresent()) {
                return label.get();
            }
            Optional<ByteView> link = volume.viewIfThere(record.fatPosition(0) + next * 4, 4);
            next = link.isPresent() ? link.get().u32le(0) & 0x0fffffff : 0;
        }
        return "";
    }

    /** The label among so many entries of a directory: an entry that has a name, an attribute of its own, and no data. */
    private static Optional<String> label(Slice volume, long directory, int entries) throws IOException {
        Optional<ByteView> bytes = volume.viewIfThere(directory, entries * ENTRY);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        ByteView view = bytes.get();
        for (int at = 0; at < view.length() && view.u8(at) != 0; at += ENTRY) {
            int attributes = view.u8(at + ENTRY_ATTRIBUTES);
            boolean data = view.u16le(at + ENTRY_CLUSTER_HIGH) != 0 || view.u16le(at + ENTRY_CLUSTER_LOW) != 0;
            if (view.u8(at) != DELETED
                    && !data
                    && (attributes & LONG_NAME_MASK) != LONG_NAME
                    && (attributes & (ATTRIBUTE_LABEL | ATTRIBUTE_DIRECTORY)) == ATTRIBUTE_LABEL) {
                Charset codePage = Charset.forName("IBM850");
                return Optional.of(
                        view.u8(at) == DELETED_ESCAPED
                                ? "Õ" + view.text(at + 1, ENTRY_NAME - 1, codePage)
                                : view.text(at, ENTRY_NAME, codePage));
            }
        }
        return Optional.empty();
    }
}
