package jdisk.search;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.Sought;

/**
 * LUKS. Version 1: its header; proved by all eight key slots, each of which is used or is not. Version 2: either of its headers,
 * the second of which says where it is; proved by its checksum, or by the text of JSON that follows.
 *
 * <pre>
 * version 1:  208 eight slots of 48 bytes: 0 00AC71F3 if it is used, 0000DEAD if not   40 sector of its key   44 stripes
 *             104 sector of the data
 * version 2:  8 length with the text, 64 bits   72 name of the checksum, 32 bytes   256 its place, 64 bits
 *           448 checksum of all, this field as 0, 64 bytes                         4096 text
 * </pre>
 *
 * Big-endian, 32 bits where nothing is said. Source: as for its recognition.
 */
final class LuksProof implements Proof {
    private static final int HEADER = 4096;
    private static final int VERSION = 6;
    private static final int UUID = 168;
    private static final int UUID_LENGTH = 40;
    private static final int DATA = 104;
    private static final int SLOTS = 208;
    private static final int SLOT = 48;
    private static final int SLOT_COUNT = 8;
    private static final long USED = 0x00ac71f3;
    private static final long UNUSED = 0x0000dead;
    private static final int PLACE = 256;
    private static final int ALGORITHM = 72;
    private static final int ALGORITHM_LENGTH = 32;
    private static final int CHECKSUM = 448;
    private static final int CHECKSUM_LENGTH = 64;
    private static final long MOST = 4 << 20;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        Optional<ByteView> there = disk.viewIfThere(at, HEADER);
        if (there.isEmpty()) {
            return;
        }
        ByteView header = there.get();
        boolean second = header.u8(0) == 'S';
        if (header.u16be(VERSION) == 1 && !second) {
            first(header, at, found);
        } else if (header.u16be(VERSION) == 2) {
            long start = at - header.u64be(PLACE);
            long length = header.u64be(8);
            if (start < 0 || (second ? header.u64be(PLACE) != length : header.u64be(PLACE) != 0) || length < 2 * HEADER || length > MOST) {
                return;
            }
            Optional<ByteView> all = disk.viewIfThere(at, (int) length);
            boolean text = all.filter(bytes -> bytes.u8(HEADER) == '{').isPresent();
            boolean summed = all.filter(LuksProof::isSummed).isPresent();
            if (text || summed) {
                found.accept(new Witness(
                        Sought.LUKS, start, 2 * length, true, uuid(header), at, second ? length : 0, header, summed ? Confidence.SURE : Confidence.LIKELY));
            }
        }
    }

    private static void first(ByteView header, long at, Consumer<Witness> found) {
        boolean any = false;
        for (int n = 0; n < SLOT_COUNT; n++) {
            long state = header.u32be(SLOTS + n * SLOT);
            long sector = header.u32be(SLOTS + n * SLOT + 40);
            if ((state != USED && state != UNUSED) || sector == 0 || (header.u32be(DATA) != 0 && sector >= header.u32be(DATA))) {
                return;
            }
            any |= state == USED;
        }
        found.accept(new Witness(
                Sought.LUKS,
                at,
                Math.max(header.u32be(DATA), 8) * 512,
                true,
                uuid(header),
                at,
                0,
                header,
                any ? Confidence.SURE : Confidence.LIKELY));
    }

    private static String uuid(ByteView header) {
        return header.text(UUID, UUID_LENGTH);
    }

    private static boolean isSummed(ByteView header) {
        String java = switch (header.latin1(ALGORITHM, ALGORITHM_LENGTH)) {
            case "sha256" -> "SHA-256";
            case "sha512" -> "SHA-512";
            case "sha1" -> "SHA-1";
            default -> "";
        };
        if (java.isEmpty()) {
            return false;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance(java);
            digest.update(header.copy(0, CHECKSUM));
            digest.update(new byte[CHECKSUM_LENGTH]);
            digest.update(header.copy(CHECKSUM + CHECKSUM_LENGTH, header.length() - CHECKSUM - CHECKSUM_LENGTH));
            byte[] sum = digest.digest();
            return Arrays.equals(sum, header.copy(CHECKSUM, sum.length));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has them
        }
    }
}
