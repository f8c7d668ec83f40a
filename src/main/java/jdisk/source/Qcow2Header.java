package jdisk.source;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * The header of a qcow2 image.
 *
 * <pre>
 *  0 "QFI" FB                        36 entries of the first table     version 3:
 *  4 version: 2 or 3                 40 where that is, 64 bits         72 features that must be known, 64 bits
 *  8 where the backing file's name   48 where the counts are, 64       80 others, 64    88 others, 64
 *    is, 64 bits                     56 clusters of them               96 logarithm of a count's bits
 * 16 bytes of it                     60 snapshots                     100 bytes of the header
 * 20 logarithm of a cluster's bytes  64 where they are, 64 bits       104 how clusters are packed, 8 bits: 0 zlib, 1 zstd
 * 24 size of the disk, 64 bits
 * 32 encryption: 0 none, 1 AES, 2 LUKS
 *
 * extensions, from the end of the header on:  0 kind  4 bytes  8 what it says, filled up to a multiple of 8
 *   E2792ACA form of the backing file   44415441 name of the file the data is in   0 the last
 * features:  1 not closed as it should be   2 damaged   4 data in another file   8 says how it is packed   10 parts of clusters
 * </pre>
 *
 * Big-endian, 32 bits where nothing is said. Source:
 * <a href="https://www.qemu.org/docs/master/interop/qcow2.html">the specification of qcow2</a>.
 *
 * @param bytes as many as there are, up to {@link #LENGTH}; 72 at least
 */
record Qcow2Header(ByteView bytes) {
    /** Bytes that are looked at. */
    static final int LENGTH = 112;

    private static final int OLD_LENGTH = 72;
    private static final int VERSION = 4;
    private static final int BACKING = 8;
    private static final int BACKING_LENGTH = 16;
    private static final int CLUSTER_LOG = 20;
    private static final int SIZE = 24;
    private static final int ENCRYPTION = 32;
    private static final int TABLE_ENTRIES = 36;
    private static final int TABLE = 40;
    private static final int SNAPSHOTS = 60;
    private static final int SNAPSHOT_TABLE = 64;
    private static final int FEATURES = 72;
    private static final int HEADER_BYTES = 100;
    private static final int PACKING = 104;

    private static final long DIRTY = 1;
    private static final long DAMAGED = 2;
    private static final long OTHER_FILE = 4;
    private static final long SAYS_PACKING = 8;
    private static final long PARTS = 16;
    private static final long KNOWN = DIRTY | DAMAGED | OTHER_FILE | SAYS_PACKING | PARTS;

    private static final long BACKING_FORM = 0xe2792acaL;
    private static final long DATA_FILE = 0x44415441L;
    private static final int MOST_EXTENSIONS = 64;
    private static final int LONGEST_NAME = 1023;

    /**
     * The header at the start of an image.
     *
     * @throws IOException saying why, if it is damaged, or of a kind that cannot be read
     */
    static Qcow2Header read(Image image) throws IOException {
        ByteView bytes = image.viewUpTo(0, LENGTH);
        if (bytes.length() < OLD_LENGTH) {
            throw Context.refusal(image, "the qcow2 image is cut short: its header ends early");
        }
        Qcow2Header header = new Qcow2Header(bytes);
        header.check(image);
        return header;
    }

    private void check(Image image) throws IOException {
        if (version() != 2 && version() != 3) {
            throw Context.refusal(image, "it is a qcow2 image of version " + version() + ", which is not known: 2 and 3 are" + (version() == 1
                    ? "; this gets the image out of it: qemu-img convert -f qcow -O raw FILE disk.img" : ""));
        }
        if (version() == 3 && bytes.length() < PACKING) {
            throw Context.refusal(image, "the qcow2 image is cut short: its header ends early");
        }
        if ((features() & ~KNOWN) != 0) {
            throw Context.refusal(image, "the qcow2 image has features that are not known (0x" + Long.toHexString(features() & ~KNOWN)
                    + "), without which it cannot be read");
        }
        if (clusterLog() < 9 || clusterLog() > 21 || (hasParts() && clusterLog() < 14)) {
            throw Context.refusal(image, "the qcow2 image has clusters of 2^" + clusterLog() + " bytes, which none has");
        }
        if (size() < 0) {
            throw Context.refusal(image, "the qcow2 image says it has a disk of " + Long.toUnsignedString(size()) + " bytes");
        }
        long encryption = bytes.u32be(ENCRYPTION);
        if (encryption != 0) {
            throw Context.refusal(image, "the qcow2 image is encrypted (" + (encryption == 2 ? "LUKS" : encryption == 1 ? "AES" : "in a way not known")
                    + "), and takes a key; 'qemu-img convert' decrypts it, told the key with --object secret");
        }
        if (packing() > 1) {
            throw Context.refusal(image, "clusters of the qcow2 image are compressed in a way that is not known (" + packing() + ")");
        }
    }

    int version() {
        return (int) Math.min(bytes.u32be(VERSION), Integer.MAX_VALUE);
    }

    private long features() {
        return version() == 2 ? 0 : bytes.u64be(FEATURES);
    }

    boolean isDirty() {
        return (features() & DIRTY) != 0;
    }

    boolean isDamaged() {
        return (features() & DAMAGED) != 0;
    }

    /** Whether the disk's data are in another file. */
    boolean hasDataFile() {
        return (features() & OTHER_FILE) != 0;
    }

    /** Whether clusters are told of in parts. */
    boolean hasParts() {
        return (features() & PARTS) != 0;
    }

    int clusterLog() {
        return (int) Math.min(bytes.u32be(CLUSTER_LOG), 63);
    }

    /** Bytes of the disk. */
    long size() {
        return bytes.u64be(SIZE);
    }

    long tableEntries() {
        return bytes.u32be(TABLE_ENTRIES);
    }

    long table() {
        return bytes.u64be(TABLE);
    }

    long snapshots() {
        return bytes.u32be(SNAPSHOTS);
    }

    long snapshotTable() {
        return bytes.u64be(SNAPSHOT_TABLE);
    }

    /** 0 for zlib, 1 for zstd. */
    int packing() {
        return (features() & SAYS_PACKING) != 0 && bytes.u32be(HEADER_BYTES) > PACKING && bytes.length() > PACKING ? bytes.u8(PACKING) : 0;
    }

    /** The name of the backing file, if there is one. */
    Optional<String> backing(Image image) throws IOException {
        long length = bytes.u32be(BACKING_LENGTH);
        if (bytes.u64be(BACKING) == 0 || length == 0) {
            return Optional.empty();
        }
        if (length > LONGEST_NAME) {
            throw Context.refusal(image, "the name of its backing file has " + length + " bytes, more than " + LONGEST_NAME);
        }
        if (bytes.u64be(BACKING) < 0 || bytes.u64be(BACKING) > image.size() - length) {
            throw Context.refusal(image, "the name of its backing file lies past the end of the qcow2 image");
        }
        return Optional.of(image.view(bytes.u64be(BACKING), (int) length).utf8());
    }

    /** The form the backing file is said to be in, if that is said. */
    Optional<String> backingForm(Image image) throws IOException {
        return extension(image, BACKING_FORM);
    }

    /** The name of the file the data is in, if it is said. */
    Optional<String> dataFile(Image image) throws IOException {
        return extension(image, DATA_FILE);
    }

    private Optional<String> extension(Image image, long wanted) throws IOException {
        long at = version() == 2 ? OLD_LENGTH : bytes.u32be(HEADER_BYTES);
        for (int n = 0; n < MOST_EXTENSIONS; n++) {
            ByteView head = image.viewUpTo(at, 8);
            if (head.length() < 8 || head.u32be(0) == 0) {
                return Optional.empty();
            }
            long length = head.u32be(4);
            if (head.u32be(0) == wanted && length <= LONGEST_NAME) {
                return Optional.of(image.view(at + 8, (int) length).utf8());
            }
            at += 8 + (length + 7) / 8 * 8;
        }
        return Optional.empty();
    }
}
