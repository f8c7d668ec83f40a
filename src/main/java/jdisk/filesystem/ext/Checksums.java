package jdisk.filesystem.ext;

import java.util.zip.CRC32C;
import jdisk.image.ByteView;
import jdisk.probe.ExtFeature;
import jdisk.probe.ExtSuperblock;

/**
 * The checksums of ext4 and of its journal.
 *
 * <p>All of them go on from a seed, CRC-32C without the inversion at its end. The JDK's cannot be given a seed; it is given bytes
 * instead that lead to it.
 */
final class Checksums {
    private static final int CASTAGNOLI = 0x82f63b78;
    private static final int ETHERNET = 0x04c11db7;
    private static final int CRC16 = 0xa001;

    private final byte[] prefix;

    private Checksums(byte[] prefix) {
        this.prefix = prefix;
    }

    /** Those of a file system, whose seed follows from its UUID or stands in its superblock. */
    static Checksums of(ExtSuperblock superblock) {
        return superblock.has(ExtFeature.CSUM_SEED)
                ? new Checksums(leadingTo((int) superblock.checksumSeed()))
                : new Checksums(superblock.bytes().copy(0x68, 16));
    }

    /** Those whose seed is the checksum of these bytes. */
    static Checksums after(byte[] bytes) {
        return new Checksums(bytes);
    }

    /** Those whose seed is 0. */
    static Checksums zero() {
        return new Checksums(leadingTo(0));
    }

    /** The four bytes after which a checksum that began with ones is this one: the steps of its table, backwards. */
    private static byte[] leadingTo(int seed) {
        int[] table = new int[256];
        int[] back = new int[256];
        for (int i = 0; i < 256; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : CASTAGNOLI);
            }
            table[i] = crc;
            back[crc >>> 24] = i;
        }
        int state = seed;
        for (int i = 0; i < 4; i++) {
            int index = back[state >>> 24];
            state = (state ^ table[index]) << 8 | index;
        }
        return little(~state);
    }

    private static byte[] little(int number) {
        return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)};
    }

    /** A checksum that goes on from the seed. */
    Sum begin() {
        Sum sum = new Sum();
        sum.crc.update(prefix);
        return sum;
    }

    /** One that is being computed. */
    static final class Sum {
        private final CRC32C crc = new CRC32C();

        Sum bytes(ByteView view, int from, int to) {
            view.addTo(crc, from, to - from);
            return this;
        }

        Sum zeros(int count) {
            crc.update(new byte[count]);
            return this;
        }

        Sum u32le(long number) {
            crc.update(little((int) number));
            return this;
        }

        Sum u32be(long number) {
            crc.update(little(Integer.reverseBytes((int) number)));
            return this;
        }

        /** 32 bits, unsigned. */
        long value() {
            return ~crc.getValue() & 0xffff_ffffL;
        }
    }

    /** The CRC-16 of group descriptors before ext4 had other checksums: of the volume's UUID, the group's number and the descriptor. */
    static int ofGroup(ByteView uuid, long group, ByteView descriptor, int checksumAt) {
        int crc = 0xffff;
        crc = crc16(crc, uuid, 0, uuid.length());
        crc = crc16(crc, new ByteView(little((int) group)), 0, 4);
        crc = crc16(crc, descriptor, 0, checksumAt);
        return crc16(crc, descriptor, checksumAt + 2, descriptor.length());
    }

    private static int crc16(int start, ByteView bytes, int from, int to) {
        int crc = start;
        for (int i = from; i < to; i++) {
            crc ^= bytes.u8(i);
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : CRC16);
            }
        }
        return crc;
    }

    /** The CRC-32 of the first checksums of a journal: the highest bit first, without an inversion. */
    static int crc32be(int start, ByteView bytes) {
        int crc = start;
        for (int i = 0; i < bytes.length(); i++) {
            crc ^= bytes.u8(i) << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ (crc < 0 ? ETHERNET : 0);
            }
        }
        return crc;
    }
}
