package jdisk.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A made NTFS volume with a file of each kind. */
public final class SampleNtfs {
    /** The first of the records that can be used. */
    public static final int FIRST = 24;

    private static final int DATA = 0x80;
    private static final int REPARSE = 0xc0;
    private static final int ARCHIVE = 0x20;

    private final MadeNtfs volume = new MadeNtfs();
    private final List<MadeNtfs.Entry> root = new ArrayList<>();
    private int next = FIRST;
    private int block;

    /** Makes it. */
    public SampleNtfs() {
        file("plain.txt", 3).value(DATA, "", 0, text("hello")).value(DATA, "side", 0, text("beside it")).write();
        far();
        packed();
        wof();
        reparse("link", link(0xa000000cL, "target.txt", "folder\\one"));
        reparse("junction", link(0xa0000003L, "\\??\\C:\\folder", ""));
        parts();
        int ciphertext = volume.put(MadeNtfs.noise(100, 5));
        file("locked", 1).clusters(DATA, "", 0x4000, 0, new long[] {100, 100}, MadeNtfs.runs(1, ciphertext)).write();
        byte[] deduplicated = new byte[16];
        ByteBuffer.wrap(deduplicated).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0x8000_0013).putShort(4, (short) 8);
        file("elsewhere", 1).clusters(DATA, "", 0x8000, 0, new long[] {5000, 5000}, MadeNtfs.runs(5, -1))
                .value(REPARSE, "", 0, deduplicated).write();
        int twice = next;
        file("first-name", 0).name(MadeNtfs.ROOT, "SecondName", 1).name(MadeNtfs.ROOT, "SECOND~1", 2)
                .value(DATA, "", 0, text("two names")).write();
        root.add(new MadeNtfs.Entry(twice, MadeNtfs.ROOT, "SecondName", 1));
        root.add(new MadeNtfs.Entry(twice, MadeNtfs.ROOT, "SECOND~1", 2));
        file("a/b\0c\ud800", 0).value(DATA, "", 0, text("odd")).write();
        folder();
        root.add(0, new MadeNtfs.Entry(0, MadeNtfs.ROOT, "$MFT", 3));
        root.add(new MadeNtfs.Entry(MadeNtfs.ROOT, MadeNtfs.ROOT, ".", 3));
        MadeNtfs.Made folder = volume.record(MadeNtfs.ROOT).standard(6).name(MadeNtfs.ROOT, ".", 3);
        volume.folder(folder, root.subList(0, 3), root.subList(3, root.size()));
    }

    public MadeNtfs volume() {
        return volume;
    }

    /** The first cluster of the block with the names of the folder. */
    public int block() {
        return block;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private MadeNtfs.Made file(String name, int namespace) {
        root.add(new MadeNtfs.Entry(next, MadeNtfs.ROOT, name, namespace));
        return volume.record(next++).standard(ARCHIVE).name(MadeNtfs.ROOT, name, namespace);
    }

    /** In two runs, and not all of it written. */
    private void far() {
        int first = volume.put(MadeNtfs.noise(2048, 1));
        int second = volume.put(MadeNtfs.noise(2048, 2));
        file("far.bin", 1).clusters(DATA, "", 0, 0, new long[] {4000, 3000}, MadeNtfs.runs(2, second, 2, first)).write();
    }

    /** A unit that is compressed, one of zeros, one as it is. */
    private void packed() {
        byte[] letters = HexFormat.of().parseHex("03b00261fc0f"); // one letter, and 4095 more of it
        int first = volume.put(letters);
        int third = volume.put(MadeNtfs.noise(4096, 3));
        file("packed.bin", 1)
                .clusters(DATA, "", 1, 2, new long[] {3 * 4096, 3 * 4096}, MadeNtfs.runs(1, first, 3, -1, 4, -1, 4, third))
                .write();
    }

    /** A chunk of Xpress, and one that is as it was. */
    private void wof() {
        byte[] codes = new byte[276];
        codes['x' / 2] = 0x01; // one bit for the letter, one for a match of all there is
        codes[(256 + 15) / 2] = 0x10;
        byte[] packed = new byte[264];
        System.arraycopy(codes, 0, packed, 0, 256);
        // 0 the letter, 1 the match; then a length of 4095 in all.
        packed[257] = 0x40;
        packed[260] = (byte) 0xff;
        packed[261] = (byte) (4092 & 0xff);
        packed[262] = (byte) (4092 >> 8);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(new byte[] {(byte) packed.length, (byte) (packed.length >> 8), 0, 0});
        stream.writeBytes(packed);
        stream.writeBytes(MadeNtfs.noise(904, 4));
        ByteBuffer point = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        point.putInt(0, 0x8000_0017).putShort(4, (short) 16).putInt(8, 1).putInt(12, 2).putInt(16, 1).putInt(20, 0);
        file("wof.txt", 1).clusters(DATA, "", 0x8000, 0, new long[] {5000, 5000}, MadeNtfs.runs(5, -1))
                .clusters(DATA, "WofCompressedData", 0, 0, new long[] {stream.size(), stream.size()},
                        MadeNtfs.runs(2, volume.put(stream.toByteArray())))
                .value(REPARSE, "", 0, point.array()).write();
    }

    private void reparse(String name, byte[] point) {
        file(name, 1).value(DATA, "", 0, new byte[0]).value(REPARSE, "", 0, point).write();
    }

    private static byte[] link(long tag, String substitute, String print) {
        int names = tag == 0xa000000cL ? 12 : 8;
        byte[] first = substitute.getBytes(StandardCharsets.UTF_16LE);
        byte[] second = print.getBytes(StandardCharsets.UTF_16LE);
        ByteBuffer point = ByteBuffer.allocate(8 + names + first.length + second.length).order(ByteOrder.LITTLE_ENDIAN);
        point.putInt(0, (int) tag).putShort(4, (short) (point.capacity() - 8)).putShort(10, (short) first.length);
        point.putShort(12, (short) first.length).putShort(14, (short) second.length);
        point.put(8 + names, first).put(8 + names + first.length, second);
        return point.array();
    }

    /** Two parts, of which another record has the second. */
    private void parts() {
        int first = volume.put(MadeNtfs.noise(1024, 6));
        int second = volume.put(MadeNtfs.noise(1024, 7));
        int other = next + 1;
        ByteBuffer list = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        list.putInt(0, DATA).putShort(4, (short) 32).putLong(16, MadeNtfs.reference(next));
        list.putInt(32, DATA).putShort(36, (short) 32).putLong(40, 1).putLong(48, MadeNtfs.reference(other));
        MadeNtfs.Made base = file("parts.bin", 1);
        volume.record(next++).of(other - 1).clusters(DATA, "", 0, 0, new long[] {0, 0, 1, 1}, MadeNtfs.runs(1, second)).write();
        base.value(0x20, "", 0, list.array())
                .clusters(DATA, "", 0, 0, new long[] {2048, 2048, 0, 0}, MadeNtfs.runs(1, first)).write();
    }

    /** A directory whose names are in a block; one of them differs in case. */
    private void folder() {
        List<MadeNtfs.Entry> names = new ArrayList<>();
        MadeNtfs.Made folder = file("folder", 1);
        int number = next - 1;
        for (String name : List.of("one", "two", "Three")) {
            names.add(new MadeNtfs.Entry(next, number, name, 1));
            volume.record(next++).standard(ARCHIVE).name(number, name, 1).value(DATA, "", 0, text(name)).write();
        }
        block = volume.folder(folder, List.of(), names);
    }
}
