package jdisk.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * UDF, of discs and of large removable disks.
 *
 * <pre>
 * recognition, from byte 32768:  1 five letters; "NSR02" or "NSR03" is UDF, among others that are known
 *
 * descriptors:  0 kind, 16 bits      anchor (2), in block 256:   logical volume (6):
 *              12 block it is in     16 length of the others      84 label, 128 bytes
 *                                    20 first block of them      216 "*OSTA UDF Compliant"
 *               primary volume (1):  integrity (9):              240 revision of UDF, 16 bits
 *               72 volume set,       72 partitions               432 length of the integrity descriptor
 *                  128 bytes         76 length of what follows   436 block of it
 *              200 character set     80 + 8 times 72 + 40        20 character set
 *                                       revision needed to
 *                                       read it, 16 bits, and
 *                                       to write it, 16 bits
 *
 * text:  0 bits a character: 8 or 16; then the characters; its last byte: number of bytes, with the first
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said; text is big-endian. Source:
 * <a href="https://www.ecma-international.org/publications-and-standards/standards/ecma-167/">ECMA-167</a> and OSTA's UDF 2.60.
 * There is no UUID; blkid makes one of the start of the volume set's name, which is to be unique.
 */
final class UdfProbe {
    private static final int RECOGNITION = 32768;
    private static final int RECOGNITION_COUNT = 64;
    private static final List<String> RECOGNISED = List.of("BEA01", "BOOT2", "CD001", "CDW02", "TEA01");

    private static final List<Integer> BLOCK_SIZES = List.of(512, 1024, 2048, 4096);
    private static final int LENGTH = 512;
    private static final int PLACE = 12;
    private static final int ANCHOR = 2;
    private static final int ANCHOR_BLOCK = 256;
    private static final int ANCHOR_LENGTH = 16;
    private static final int ANCHOR_FIRST = 20;
    /** Makers write 16 blocks of them; a sequence that is longer is none. */
    private static final int DESCRIPTORS = 256;

    private static final int PRIMARY = 1;
    private static final int PRIMARY_SET = 72;
    private static final int PRIMARY_CHARACTERS = 200;
    private static final int LOGICAL = 6;
    private static final int LOGICAL_CHARACTERS = 20;
    private static final int LOGICAL_LABEL = 84;
    private static final int LOGICAL_DOMAIN = 217;
    private static final int LOGICAL_REVISION = 240;
    private static final int LOGICAL_MAPS = 268;
    private static final int LOGICAL_INTEGRITY_LENGTH = 432;
    private static final int LOGICAL_INTEGRITY = 436;
    private static final int INTEGRITY = 9;
    private static final int INTEGRITY_PARTITIONS = 72;
    private static final int INTEGRITY_REST = 80;
    private static final int REST_REVISION = 40;
    private static final int TERMINATING = 8;
    private static final int TEXT_LENGTH = 128;
    /** The only character set UDF allows. Text that is said to be in another one is not understood. */
    private static final String CHARACTERS = "\u0000OSTA Compressed Unicode";

    private final Slice volume;
    private final int block;

    private UdfProbe(Slice volume, int block) {
        this.volume = volume;
        this.block = block;
    }

    static Optional<Contents> find(Slice volume) throws IOException {
        for (int block : BLOCK_SIZES) {
            if (isRecognised(volume, Math.max(block, 2048))) {
                Optional<ByteView> anchor = new UdfProbe(volume, block).descriptor(ANCHOR_BLOCK);
                if (anchor.filter(bytes -> bytes.u16le(0) == ANCHOR).isPresent()) {
                    return Optional.of(new UdfProbe(volume, block).described(anchor.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isRecognised(Slice volume, int step) throws IOException {
        for (int n = 0; n < RECOGNITION_COUNT; n++) {
            Optional<ByteView> bytes = volume.viewIfThere(RECOGNITION + (long) n * step, 7);
            if (bytes.isEmpty()) {
                return false;
            }
            ByteView found = bytes.get();
            if (found.has(1, "NSR02") || found.has(1, "NSR03")) {
                return true;
            }
            if (RECOGNISED.stream().noneMatch(name -> found.has(1, name))) {
                return false;
            }
        }
        return false;
    }

    /** The descriptor in a block, which says itself where it is. */
    private Optional<ByteView> descriptor(long number) throws IOException {
        return volume.viewIfThere(number * block, LENGTH).filter(bytes -> bytes.u32le(PLACE) == number);
    }

    private Contents described(ByteView anchor) throws IOException {
        List<ByteView> descriptors = sequence(anchor);
        Optional<ByteView> logical = first(descriptors, LOGICAL);
        int revision = logical.isPresent() ? revision(logical.get()) : 0;
        String version = revision == 0 ? "" : String.format(Locale.ROOT, "%x.%02x", revision >> 8, revision & 0xff);
        return new Contents(
                "udf",
                version,
                logical.map(bytes -> text(bytes, LOGICAL_LABEL, LOGICAL_CHARACTERS)).orElse(""),
                first(descriptors, PRIMARY).map(bytes -> uuid(text(bytes, PRIMARY_SET, PRIMARY_CHARACTERS))).orElse(""),
                block);
    }

    private List<ByteView> sequence(ByteView anchor) throws IOException {
        List<ByteView> descriptors = new ArrayList<>();
        long first = anchor.u32le(ANCHOR_FIRST);
        long count = Math.min(anchor.u32le(ANCHOR_LENGTH) / block, DESCRIPTORS);
        for (long n = first; n < first + count; n++) {
            Optional<ByteView> descriptor = descriptor(n);
            int kind = descriptor.isPresent() ? descriptor.get().u16le(0) : TERMINATING;
            if (kind == 0 || kind == TERMINATING) {
                return descriptors;
            }
            descriptors.add(descriptor.get());
        }
        return descriptors;
    }

    private static Optional<ByteView> first(List<ByteView> descriptors, int kind) {
        return descriptors.stream().filter(bytes -> bytes.u16le(0) == kind).findFirst();
    }

    /**
     * The revision of UDF, in binary-coded decimals; 0 if it is not told. What the volume says of itself may be less than it
     * takes to read or to write it: the greatest counts, as in blkid.
     */
    private int revision(ByteView logical) throws IOException {
        int own = logical.has(LOGICAL_DOMAIN, "*OSTA UDF Compliant") ? logical.u16le(LOGICAL_REVISION) : 0;
        boolean integrity = logical.u32le(LOGICAL_MAPS) != 0 && logical.u32le(LOGICAL_INTEGRITY_LENGTH) >= LENGTH;
        if (!integrity) {
            return own;
        }
        Optional<ByteView> bytes = descriptor(logical.u32le(LOGICAL_INTEGRITY)).filter(found -> found.u16le(0) == INTEGRITY);
        if (bytes.isEmpty() || bytes.get().u32le(INTEGRITY_REST - 4) < REST_REVISION + 6) {
            return own;
        }
        long rest = INTEGRITY_REST + 8 * bytes.get().u32le(INTEGRITY_PARTITIONS);
        Optional<ByteView> needed = volume.viewIfThere(logical.u32le(LOGICAL_INTEGRITY) * block + rest + REST_REVISION, 4);
        return needed.isPresent() ? Math.max(own, Math.max(needed.get().u16le(0), needed.get().u16le(2))) : own;
    }

    private static String text(ByteView descriptor, int at, int characters) {
        if (!descriptor.has(characters, CHARACTERS)) {
            return "";
        }
        int bytes = Math.clamp(descriptor.u8(at + TEXT_LENGTH - 1) - 1, 0, TEXT_LENGTH - 2);
        return switch (descriptor.u8(at)) {
            case 8 -> descriptor.latin1(at + 1, bytes);
            case 16 -> descriptor.utf16be(at + 1, bytes / 2);
            default -> "";
        };
    }

    /**
     * What blkid makes of the volume set's name: its first 16 bytes if they are hexadecimal digits, as they should be; else as
     * many of the first 8, and of the next 4, as are digits, and the rest as digits of each byte.
     */
    private static String uuid(String set) {
        byte[] bytes = set.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 8) {
            return "";
        }
        byte[] name = new byte[16];
        System.arraycopy(bytes, 0, name, 0, Math.min(bytes.length, name.length));
        int digits = 0;
        while (digits < name.length && name[digits] > 0 && Character.digit(name[digits], 16) >= 0) {
            digits++;
        }
        HexFormat hex = HexFormat.of();
        String text = new String(name, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (digits < 8) {
            return hex.formatHex(name, 0, 8);
        }
        return digits < 16 ? text.substring(0, 8) + hex.formatHex(name, 8, 12) : text;
    }
}
