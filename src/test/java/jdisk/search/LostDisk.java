package jdisk.search;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import jdisk.image.SparseMemoryImage;

/**
 * A disk with volumes made from their specifications, as little of each as a system needs to know it by, and whatever is to be
 * damaged of it.
 */
public final class LostDisk {
    static final int SECTOR = 512;
    private final byte[] bytes;
    private final ByteBuffer little;
    private final ByteBuffer big;

    public LostDisk(int sectors) {
        this.bytes = new byte[sectors * SECTOR];
        this.little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.big = ByteBuffer.wrap(bytes);
    }

    LostDisk noise(long seed) {
        new Random(seed).nextBytes(bytes);
        return this;
    }

    LostDisk wipe(long sector, int count) {
        fill((int) sector * SECTOR, count * SECTOR, 0);
        return this;
    }

    private void fill(int at, int length, int with) {
        Arrays.fill(bytes, at, at + length, (byte) with);
    }

    LostDisk text(int at, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(ascii, 0, bytes, at, ascii.length);
        return this;
    }

    /** FAT12 with two FATs, as on a floppy disk: ECMA-107. */
    public LostDisk fat(int start, int sectors, int serial, String label) {
        int at = start * SECTOR;
        fill(at, 20 * SECTOR, 0);
        text(at, "\u00eb<\u0090MSDOS5.0");
        little.putShort(at + 11, (short) SECTOR).put(at + 13, (byte) 4).putShort(at + 14, (short) 1).put(at + 16, (byte) 2);
        little.putShort(at + 17, (short) 32).putShort(at + 19, (short) sectors).put(at + 21, (byte) 0xf0).putShort(at + 22, (short) 4);
        little.put(at + 38, (byte) 0x29).putInt(at + 39, serial);
        text(at + 43, (label + "           ").substring(0, 11) + "FAT12   ");
        little.putShort(at + 510, (short) 0xaa55);
        for (int fat : new int[] {1, 5}) {
            text(at + fat * SECTOR, "\u00f0\u00ff\u00ff");
        }
        text(at + 9 * SECTOR, (label + "           ").substring(0, 11));
        little.put(at + 9 * SECTOR + 11, (byte) 8);
        return this;
    }

    /** NTFS with its boot sector, the copy behind it, and the records that name it: the Linux-NTFS project's documentation. */
    public LostDisk ntfs(int start, int sectors, String label) {
        int at = start * SECTOR;
        text(at + 3, "NTFS    ");
        little.putShort(at + 11, (short) SECTOR).put(at + 13, (byte) 8).put(at + 21, (byte) 0xf8).putLong(at + 40, sectors);
        little.putLong(at + 48, 4).putLong(at + 56, sectors / 16).put(at + 64, (byte) -10).put(at + 68, (byte) 1);
        little.putLong(at + 72, 0x1122334455667788L).putShort(at + 510, (short) 0xaa55);
        System.arraycopy(bytes, at, bytes, at + sectors * SECTOR, SECTOR);
        for (int table : new int[] {at + 4 * 4096, at + sectors / 16 * 4096}) {
            for (int n = 0; n < 4; n++) {
                int record = table + n * 1024;
                text(record, "FILE");
                little.putShort(record + 4, (short) 48).putShort(record + 6, (short) 3).putShort(record + 20, (short) 56);
                little.putShort(record + 22, (short) 1).putInt(record + 28, 1024).putInt(record + 56, -1);
            }
            int name = table + 3 * 1024 + 56;
            little.putInt(name, 0x60).putInt(name + 4, 24 + 2 * label.length()).putInt(name + 16, 2 * label.length()).putShort(name + 20, (short) 24);
            text(name + 24, new String(label.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
            little.putInt(name + 24 + 2 * label.length(), -1);
        }
        return this;
    }

    /** ext2 with blocks of 1024 bytes in two groups, each with superblock and descriptors: the kernel's documentation. */
    public LostDisk ext(int start, String label) {
        int at = start * SECTOR;
        for (int group = 0; group < 2; group++) {
            int block = at + (1 + group * 8192) * 1024;
            little.putInt(block, 4096).putInt(block + 4, 16384).putInt(block + 0x14, 1).putInt(block + 0x20, 8192).putInt(block + 0x24, 8192);
            little.putInt(block + 0x28, 2048).putShort(block + 0x38, (short) 0xef53).putInt(block + 0x4c, 1).putInt(block + 0x54, 11);
            little.putShort(block + 0x58, (short) 128).putShort(block + 0x5a, (short) group).putInt(block + 0x60, 2).putInt(block + 0x64, 1);
            text(block + 0x68, "\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17\20");
            text(block + 0x78, label);
            for (int n = 0; n < 2; n++) {
                int descriptor = block + 1024 + n * 32;
                int first = 1 + n * 8192;
                little.putInt(descriptor, first + 2).putInt(descriptor + 4, first + 3).putInt(descriptor + 8, first + 4);
            }
            fill(at + (1 + group * 8192 + 3) * 1024 + 256, 768, 0xff);
        }
        int root = at + 5 * 1024 + 128;
        little.putShort(root, (short) 0x41ed).putShort(root + 26, (short) 2);
        return this;
    }

    /** XFS of version 4 in so many groups, of superblocks and the headers behind them: XFS Algorithms and Data Structures. */
    public LostDisk xfs(int start, int groups, int groupBlocks) {
        for (int n = 0; n < groups; n++) {
            int at = start * SECTOR + n * groupBlocks * 4096;
            text(at, "XFSB");
            big.putInt(at + 4, 4096).putLong(at + 8, (long) groups * groupBlocks).putInt(at + 80, 1).putInt(at + 84, groupBlocks);
            big.putInt(at + 88, groups).putShort(at + 100, (short) 4).putShort(at + 102, (short) 512).putShort(at + 104, (short) 256);
            text(at + 32, "\21\22\23\24\25\26\27\30\31\32\33\34\35\36\37\40");
            text(at + 108, "xfs");
            text(at + 120, "\14\11\10\4");
            text(at + 512, "XAGF");
            big.putInt(at + 516, 1).putInt(at + 520, n).putInt(at + 524, groupBlocks);
            text(at + 1024, "XAGI");
            big.putInt(at + 1028, 1).putInt(at + 1032, n);
        }
        return this;
    }

    /** LUKS of version 1: eight key slots, the first of them in use. */
    public LostDisk luks(int start) {
        int at = start * SECTOR;
        text(at, "LUKS\u00ba\u00be\0\1");
        text(at + 168, "00112233-4455-6677-8899-aabbccddeeff");
        big.putInt(at + 104, 4096);
        for (int n = 0; n < 8; n++) {
            big.putInt(at + 208 + 48 * n, n == 0 ? 0x00ac71f3 : 0xdead).putInt(at + 208 + 48 * n + 40, 8 + 256 * n);
        }
        return this;
    }

    /** A GPT of one partition: the header at a sector, its entries at another. */
    public LostDisk gpt(long header, long entries, long other, long first, long last) {
        int at = (int) entries * SECTOR;
        fill(at, 32 * SECTOR, 0);
        little.putLong(at, 0x0fc63daf8483477cL).putLong(at + 16, 7).putLong(at + 32, first).putLong(at + 40, last);
        CRC32 crc = new CRC32();
        crc.update(bytes, at, 128 * 128);
        int head = (int) header * SECTOR;
        text(head, "EFI PART\0\0\1\0\134\0\0\0\0\0\0\0");
        little.putLong(head + 24, header).putLong(head + 32, other).putLong(head + 40, 34).putLong(head + 48, last).putLong(head + 56, 5);
        little.putLong(head + 72, entries).putInt(head + 80, 128).putInt(head + 84, 128).putInt(head + 88, (int) crc.getValue());
        crc.reset();
        crc.update(bytes, head, 92);
        little.putInt(head + 16, (int) crc.getValue());
        return this;
    }

    /** An entry of an MBR or EBR. */
    public LostDisk entry(long sector, int number, int type, long start, long count) {
        int at = (int) sector * SECTOR + 446 + 16 * number;
        little.put(at + 4, (byte) type).putInt(at + 8, (int) start).putInt(at + 12, (int) count);
        little.putShort((int) sector * SECTOR + 510, (short) 0xaa55);
        return this;
    }

    /** The member of an array, from a sector on, with a superblock of version 0.90 at its end: the kernel's md_p.h. */
    public LostDisk md(int start, int kibibytes, int used, int level, int chunk, boolean little) {
        int at = start * SECTOR + (kibibytes * 1024 & -65536) - 65536;
        ByteBuffer words = little ? this.little : big;
        words.putInt(at, 0xa92b4efc).putInt(at + 8, 90).putInt(at + 16, 0).putInt(at + 20, 0x01234567).putInt(at + 24, 1_000_000_000);
        words.putInt(at + 28, level).putInt(at + 32, used).putInt(at + 36, 2).putInt(at + 40, 2).putInt(at + 52, 0x89abcdef);
        words.putInt(at + 56, 0x01234567).putInt(at + 60, 0x89abcdef).putInt(at + 128, 1_000_000_000).putInt(at + 132, 1);
        words.putInt(at + 136, 2).putInt(at + 140, 2).putInt(at + 260, chunk);
        for (int disk = 0; disk < 3; disk++) {
            int entry = at + (disk < 2 ? 512 + 128 * disk : 3968);
            words.putInt(entry, disk % 2).putInt(entry + 4, 8).putInt(entry + 8, 1 + 16 * (disk % 2)).putInt(entry + 12, disk % 2);
            words.putInt(entry + 16, 6);
        }
        long sum = 0;
        for (int word = at; word < at + 4096; word += 4) {
            sum += words.getInt(word) & 0xffff_ffffL;
        }
        words.putInt(at + 152, (int) ((sum & 0xffff_ffffL) + (sum >>> 32)));
        return this;
    }

    /** A disk within the disk: what is not zeros of it. */
    LostDisk disk(int sector, Map<Long, byte[]> pieces) {
        pieces.forEach((at, piece) -> System.arraycopy(piece, 0, bytes, sector * SECTOR + at.intValue(), piece.length));
        return this;
    }

    /** What is not zeros, by its place. */
    public Map<Long, byte[]> pieces() {
        Map<Long, byte[]> pieces = new TreeMap<>();
        for (int at = 0; at < bytes.length; at += SECTOR) {
            byte[] sector = Arrays.copyOfRange(bytes, at, at + SECTOR);
            if (!Arrays.equals(sector, new byte[SECTOR])) {
                pieces.put((long) at, sector);
            }
        }
        return pieces;
    }

    public SparseMemoryImage image() {
        return cut(bytes.length / SECTOR);
    }

    /** Of so many sectors from its start. */
    SparseMemoryImage cut(int sectors) {
        return new SparseMemoryImage("lost.img", (long) sectors * SECTOR, Map.of(0L, Arrays.copyOf(bytes, sectors * SECTOR)));
    }
}
