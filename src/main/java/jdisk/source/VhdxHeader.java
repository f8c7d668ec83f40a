package jdisk.source;

import java.io.IOException;
import java.util.Optional;
import java.util.zip.CRC32C;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * The header of a VHDX: the newer of two whose checksums are right.
 *
 * <pre>
 * at 64 KiB and 128 KiB, 4096 bytes:
 *  0 "head"          16 identifier of the file's state, 16 bytes    64 version of the log, 16 bits   72 where the log is,
 *  4 checksum        32 identifier of the data's, 16 bytes          66 version: 1, 16 bits              64 bits
 *  8 number, 64 bits 48 identifier of the log, 16; zeros for none   68 bytes of the log
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. The checksum is CRC-32C, of all bytes with zeros in its own place. Source:
 * [MS-VHDX], 2.2.2.
 *
 * @param bytes all of it
 */
record VhdxHeader(ByteView bytes) {
    private static final int FIRST = 1 << 16;
    private static final int SECOND = 2 << 16;
    private static final int LENGTH = 4096;
    private static final int NUMBER = 8;
    private static final int DATA_WRITE = 32;
    private static final int LOG = 48;
    private static final int VERSION = 66;
    private static final int LOG_LENGTH = 68;
    private static final int LOG_AT = 72;

    /**
     * The header that counts.
     *
     * @throws IOException if none is sound, or it is of a version that is not known
     */
    static VhdxHeader read(Image image) throws IOException {
        Optional<VhdxHeader> first = at(image, FIRST);
        Optional<VhdxHeader> second = at(image, SECOND);
        if (first.isEmpty() && second.isEmpty()) {
            throw Context.refusal(image, "the VHDX is damaged: the checksums of both its headers are wrong");
        }
        boolean takesSecond = first.isEmpty()
                || (second.isPresent() && Long.compareUnsigned(second.get().bytes.u64le(NUMBER), first.get().bytes.u64le(NUMBER)) > 0);
        VhdxHeader header = takesSecond ? second.orElseThrow() : first.get();
        if (header.bytes.u16le(VERSION) != 1) {
            throw Context.refusal(image, "it is a VHDX of version " + header.bytes.u16le(VERSION) + ", which is not known: 1 is");
        }
        return header;
    }

    private static Optional<VhdxHeader> at(Image image, long at) throws IOException {
        ByteView bytes = image.viewUpTo(at, LENGTH);
        return bytes.length() == LENGTH && bytes.has(0, "head") && isSound(bytes) ? Optional.of(new VhdxHeader(bytes)) : Optional.empty();
    }

    /** Whether the checksum in bytes 4 to 7 is right. */
    static boolean isSound(ByteView bytes) {
        CRC32C sum = new CRC32C();
        bytes.addTo(sum, 0, 4);
        sum.update(new byte[4]);
        bytes.addTo(sum, 8, bytes.length() - 8);
        return sum.getValue() == bytes.u32le(4);
    }

    /** Changes whenever what a disk over this one would see does. */
    String dataWrite() {
        return bytes.guid(DATA_WRITE);
    }

    boolean hasLog() {
        return !log().isZero();
    }

    /** Its identifier, which all its entries have. */
    ByteView log() {
        return bytes.slice(LOG, 16);
    }

    long logAt() {
        return bytes.u64le(LOG_AT);
    }

    long logLength() {
        return bytes.u32le(LOG_LENGTH);
    }
}
