package jdisk.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jdisk.image.SparseMemoryImage;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A small container of each kind, made by code: all of them hold the same disk. */
final class MadeContainers {
    /** Bytes of the disk. */
    static final int SIZE = 1 << 18;

    private static final int CLUSTER = 1 << 16;
    private static final int SECTOR = 512;

    /** What extended headers say of a sparse file with the regions of {@link #sparseTar}. */
    private static final String PAX_0_0 = """
            GNU.sparse.size=262144
            GNU.sparse.numblocks=3
            GNU.sparse.offset=0
            GNU.sparse.numbytes=131072
            GNU.sparse.offset=196608
            GNU.sparse.numbytes=65536
            GNU.sparse.offset=262144
            GNU.sparse.numbytes=0
            """;

    private static final String PAX_0_1 = """
            GNU.sparse.size=262144
            GNU.sparse.numblocks=3
            GNU.sparse.name=disk.img
            GNU.sparse.map=0,131072,196608,65536,262144,0
            """;

    private static final String PAX_1_0 = """
            GNU.sparse.major=1
            GNU.sparse.minor=0
            GNU.sparse.name=disk.img
            GNU.sparse.realsize=262144
            """;

    private MadeContainers() {}

    /** Some bytes written to a container. */
    interface Packing {
        OutputStream over(OutputStream target) throws IOException;
    }

    /**
     * A container.
     *
     * @param pieces of it, by their places
     */
    record Made(long size, Map<Long, byte[]> pieces) {
        SparseMemoryImage image() {
            return new SparseMemoryImage("made.img", size, pieces);
        }
    }

    /** The disk: four clusters of which one is random, one text, one zeros, one random again. */
    static byte[] disk() {
        byte[] disk = new byte[SIZE];
        byte[] random = new byte[CLUSTER];
        new Random(7).nextBytes(random);
        System.arraycopy(random, 0, disk, 0, CLUSTER);
        byte[] text = "text that is packed. ".repeat(CLUSTER / 21).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, disk, CLUSTER, text.length);
        new Random(8).nextBytes(random);
        System.arraycopy(random, 0, disk, 3 * CLUSTER, CLUSTER);
        disk[510] = 0x55;
        disk[511] = (byte) 0xaa;
        return disk;
    }

    /** All, by their names. */
    static Map<String, Made> all() {
        byte[] disk = disk();
        Map<String, Made> all = new LinkedHashMap<>();
        all.put("qcow2", qcow2(disk));
        all.put("vdi", vdi(disk));
        all.put("vhd", vhd(disk));
        all.put("vhd, fixed", whole(joined(disk, bytes(vhdFooter(2, -1, 5)))));
        all.put("vhd, fixed, of Virtual PC", whole(Arrays.copyOf(joined(disk, bytes(vhdFooter(2, -1, 5))), SIZE + 511)));
        all.put("vhdx", MadeVhdx.plain(disk).made());
        all.put("vhdx with log", MadeVhdx.withLog(disk).made());
        all.put("vmdk", vmdk(disk));
        all.put("simg", simg(disk));
        all.put("ewf", ewf(disk));
        all.put("gzip", whole(packed(disk, GZIPOutputStream::new)));
        all.put("bgzf", bgzf(disk));
        all.put("xz", whole(packed(disk, target -> new XZOutputStream(target, new LZMA2Options(0)))));
        all.put("xz of blocks", whole(packed(disk, MadeContainers::blocks)));
        byte[] frame = Zstd.compress(Arrays.copyOf(disk, SIZE / 2));
        all.put("zst", whole(joined(frame, Zstd.compress(Arrays.copyOfRange(disk, SIZE / 2, SIZE)))));
        all.put("zst of a frame", whole(Zstd.compress(disk)));
        all.put("bz2", whole(packed(disk, target -> new BZip2CompressorOutputStream(target, 1))));
        all.put("tar", tar(disk));
        all.put("tar, sparse, old GNU", sparseTar(disk, "", ""));
        all.put("tar, sparse, pax 0.0", sparseTar(disk, PAX_0_0, ""));
        all.put("tar, sparse, pax 0.1", sparseTar(disk, PAX_0_1, ""));
        all.put("tar, sparse, pax 1.0", sparseTar(disk, PAX_1_0, "3\n0\n131072\n196608\n65536\n262144\n0\n"));
        all.put("zip", whole(zip(disk, ZipEntry.DEFLATED)));
        all.put("zip, stored", whole(zip(disk, ZipEntry.STORED)));
        PlainHeaderTest.all().forEach((name, file) -> all.put(name, whole(file)));
        return all;
    }

    static Made named(String name) {
        return Optional.ofNullable(all().get(name)).orElseThrow();
    }

    /** Begins a block for each half. */
    private static OutputStream blocks(OutputStream target) throws IOException {
        XZOutputStream packing = new XZOutputStream(target, new LZMA2Options(0));
        return new FilterOutputStream(packing) {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                packing.write(bytes, from, count / 2);
                packing.endBlock();
                packing.write(bytes, from + count / 2, count - count / 2);
            }
        };
    }

    static Made whole(byte[] bytes) {
        return new Made(bytes.length, Map.of(0L, bytes));
    }

    private static ByteBuffer buffer(int size, ByteOrder order) {
        return ByteBuffer.allocate(size).order(order);
    }

    /** All bytes of a buffer. */
    static byte[] bytes(ByteBuffer buffer) {
        byte[] all = new byte[buffer.capacity()];
        buffer.get(0, all);
        return all;
    }

    static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static void text(ByteBuffer buffer, int at, String text) {
        buffer.put(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static byte[] packed(byte[] bytes, Packing packing) {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (OutputStream out = packing.over(target)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target.toByteArray();
    }

    /** Version 3: header, first table, second table, a cluster as it is, one packed, one that is zeros, one as it is. */
    static Made qcow2(byte[] disk) {
        ByteBuffer bytes = buffer(6 * CLUSTER, ByteOrder.BIG_ENDIAN);
        text(bytes, 0, "QFI\u00fb");
        bytes.putInt(4, 3).putInt(20, 16).putLong(24, SIZE).putInt(36, 1).putLong(40, CLUSTER).putInt(100, 104).putInt(96, 4);
        bytes.putLong(CLUSTER, 1L << 63 | 2L * CLUSTER);
        Deflater raw = new Deflater(9, true);
        byte[] packed = packed(Arrays.copyOfRange(disk, CLUSTER, 2 * CLUSTER), target -> new DeflaterOutputStream(target, raw));
        raw.end();
        int sectors = (packed.length - 1) / SECTOR;
        bytes.putLong(2 * CLUSTER, 1L << 63 | 3L * CLUSTER).putLong(2 * CLUSTER + 8, 1L << 62 | (long) sectors << 54 | 5L * CLUSTER)
                .putLong(2 * CLUSTER + 16, 1).putLong(2 * CLUSTER + 24, 1L << 63 | 4L * CLUSTER);
        bytes.put(3 * CLUSTER, disk, 0, CLUSTER).put(4 * CLUSTER, disk, 3 * CLUSTER, CLUSTER).put(5 * CLUSTER, packed);
        return whole(bytes(bytes));
    }

    private static Made vdi(byte[] disk) {
        ByteBuffer bytes = buffer(1024 + 3 * CLUSTER, ByteOrder.LITTLE_ENDIAN);
        text(bytes, 64, "\u007f\u0010\u00da\u00be");
        bytes.putInt(68, 0x10001).putInt(72, 400).putInt(76, 1).putInt(340, 512).putInt(344, 1024).putLong(368, SIZE).putInt(376, CLUSTER)
                .putInt(384, 4).putInt(388, 3);
        bytes.putInt(512, 1).putInt(516, 0).putInt(520, -1).putInt(524, 2);
        bytes.put(1024, disk, CLUSTER, CLUSTER).put(1024 + CLUSTER, disk, 0, CLUSTER).put(1024 + 2 * CLUSTER, disk, 3 * CLUSTER, CLUSTER);
        return whole(bytes(bytes));
    }

    /** One that grows; of its third block nothing is there. */
    private static Made vhd(byte[] disk) {
        int first = 512 + 1024 + 512;
        ByteBuffer bytes = buffer(first + 3 * (512 + CLUSTER) + 512, ByteOrder.BIG_ENDIAN);
        ByteBuffer footer = vhdFooter(3, 512, 5);
        bytes.put(0, bytes(footer)).put(bytes.capacity() - 512, bytes(footer));
        text(bytes, 512, "cxsparse");
        bytes.putLong(520, -1).putLong(528, 1536).putInt(536, 0x10000).putInt(540, 4).putInt(544, CLUSTER);
        bytes.putInt(512 + 36, sum(bytes, 512, 1024));
        int[] blocks = {0, 1, 3};
        bytes.putInt(1536 + 8, -1);
        for (int n = 0; n < 3; n++) {
            int at = first + n * (512 + CLUSTER);
            bytes.putInt(1536 + blocks[n] * 4, at / 512);
            bytes.put(at, filled(CLUSTER / 512 / 8, -1));
            bytes.put(at + 512, disk, blocks[n] * CLUSTER, CLUSTER);
        }
        return whole(bytes(bytes));
    }

    /** Of a disk of this size: kind 2 is fixed, 3 grows, 4 lies over another. */
    static ByteBuffer vhdFooter(int kind, long header, int uuid) {
        ByteBuffer footer = buffer(512, ByteOrder.BIG_ENDIAN);
        text(footer, 0, "conectix");
        footer.putInt(8, 2).putInt(12, 0x10000).putLong(16, header).putLong(40, SIZE).putLong(48, SIZE).putInt(60, kind).put(83, (byte) uuid);
        text(footer, 28, "made");
        return footer.putInt(64, sum(footer, 0, 512));
    }

    static int sum(ByteBuffer bytes, int at, int length) {
        int sum = 0;
        for (int i = at; i < at + length; i++) {
            sum += bytes.get(i) & 0xff;
        }
        return ~sum;
    }

    /** One extent with a descriptor within, grains of a cluster, of which the third is not there. */
    private static Made vmdk(byte[] disk) {
        ByteBuffer bytes = buffer(4096 + 3 * CLUSTER, ByteOrder.LITTLE_ENDIAN);
        text(bytes, 0, "KDMV");
        bytes.putInt(4, 1).putInt(8, 3).putLong(12, SIZE / SECTOR).putLong(20, CLUSTER / SECTOR).putLong(28, 1).putLong(36, 2).putInt(44, 512)
                .putLong(56, 3).putLong(64, 8);
        text(bytes, 512, "# Disk DescriptorFile\nCID=12345678\nparentCID=ffffffff\ncreateType=\"monolithicSparse\"\nRW 512 SPARSE \"made.img\"\n");
        bytes.putInt(1536, 4);
        bytes.putInt(2048, 8).putInt(2052, 8 + CLUSTER / SECTOR).putInt(2060, 8 + 2 * CLUSTER / SECTOR);
        bytes.put(4096, disk, 0, 2 * CLUSTER).put(4096 + 2 * CLUSTER, disk, 3 * CLUSTER, CLUSTER);
        return whole(bytes(bytes));
    }

    private static Made simg(byte[] disk) {
        ByteBuffer bytes = buffer(28 + 12 + 2 * CLUSTER + 12 + 12 + CLUSTER + 16, ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0xed26ff3a).putShort((short) 1).putShort((short) 0).putShort((short) 28).putShort((short) 12).putInt(4096)
                .putInt(SIZE / 4096).putInt(4).putInt(0);
        bytes.putInt(0xcac1).putInt(2 * CLUSTER / 4096).putInt(12 + 2 * CLUSTER).put(disk, 0, 2 * CLUSTER);
        bytes.putInt(0xcac3).putInt(CLUSTER / 4096).putInt(12);
        bytes.putInt(0xcac1).putInt(CLUSTER / 4096).putInt(12 + CLUSTER).put(disk, 3 * CLUSTER, CLUSTER);
        bytes.putInt(0xcac4).putInt(0).putInt(16).putInt(0);
        return whole(bytes(bytes));
    }

    /** One segment: volume, sectors, table, hash, done; the first chunk is kept as it is. */
    private static Made ewf(byte[] disk) {
        int chunk = 32_768;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'E', 'V', 'F', 9, 13, 10, -1, 0, 1, 1, 0, 0, 0});
        ByteBuffer volume = buffer(1052, ByteOrder.LITTLE_ENDIAN).putInt(0, 1).putInt(4, SIZE / chunk).putInt(8, chunk / SECTOR).putInt(12, SECTOR)
                .putLong(16, SIZE / SECTOR);
        section(out, "volume", bytes(volume.putInt(1048, adler(bytes(volume), 1048))), false);
        int count = SIZE / chunk;
        ByteBuffer table = buffer(24 + 4 * count + 4, ByteOrder.LITTLE_ENDIAN).putInt(0, count);
        table.putInt(20, adler(bytes(table), 20));
        ByteArrayOutputStream sectors = new ByteArrayOutputStream();
        int base = out.size() + 76;
        for (int n = 0; n < count; n++) {
            byte[] bytes = Arrays.copyOfRange(disk, n * chunk, (n + 1) * chunk);
            table.putInt(24 + 4 * n, base + sectors.size() | (n == 0 ? 0 : 1 << 31));
            sectors.writeBytes(n == 0 ? joined(bytes, bytes(buffer(4, ByteOrder.LITTLE_ENDIAN).putInt(adler(bytes, chunk))))
                    : packed(bytes, DeflaterOutputStream::new));
        }
        section(out, "sectors", sectors.toByteArray(), false);
        section(out, "table", bytes(table), false);
        section(out, "hash", new byte[36], false);
        section(out, "done", new byte[0], true);
        return whole(out.toByteArray());
    }

    private static void section(ByteArrayOutputStream out, String kind, byte[] content, boolean last) {
        ByteBuffer head = buffer(76, ByteOrder.LITTLE_ENDIAN);
        text(head, 0, kind);
        head.putLong(16, last ? out.size() : out.size() + 76L + content.length).putLong(24, 76L + content.length);
        out.writeBytes(bytes(head.putInt(72, adler(bytes(head), 72))));
        out.writeBytes(content);
    }

    private static int adler(byte[] bytes, int length) {
        Adler32 sum = new Adler32();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    private static Made bgzf(byte[] disk) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at <= disk.length; at += 32_768) {
            byte[] bytes = Arrays.copyOfRange(disk, at, Math.min(at + 32_768, disk.length));
            Deflater raw = new Deflater(6, true);
            byte[] packed = packed(bytes, target -> new DeflaterOutputStream(target, raw));
            raw.end();
            CRC32 sum = new CRC32();
            sum.update(bytes);
            ByteBuffer member = buffer(26 + packed.length, ByteOrder.LITTLE_ENDIAN).putInt(0x04088b1f).putInt(0).putShort((short) 0xff00)
                    .putShort((short) 6).putShort((short) 0x4342).putShort((short) 2).putShort((short) (25 + packed.length)).put(packed)
                    .putInt((int) sum.getValue()).putInt(bytes.length);
            out.writeBytes(bytes(member));
        }
        return whole(out.toByteArray());
    }

    private static Made tar(byte[] disk) {
        ByteBuffer bytes = buffer(512 + 512 + 512 + SIZE + 1024, ByteOrder.BIG_ENDIAN);
        tarHead(bytes, 0, "pax", 16, 'x');
        text(bytes, 512, "16 path=disk.im\n");
        tarHead(bytes, 1024, "disk.img", SIZE, '0');
        bytes.put(1536, disk);
        Map<Long, byte[]> pieces = new TreeMap<>(Map.of(0L, bytes(bytes)));
        return new Made(bytes.capacity(), pieces);
    }

    /**
     * Two regions, of which the first is in front of what is zeros, and one that is empty, as GNU tar writes them.
     *
     * @param told by an extended header, a line each; nothing for the form without one
     * @param map before the data
     */
    static Made sparseTar(byte[] disk, String told, String map) {
        StringBuilder records = new StringBuilder();
        // All of them are of 7 to 95 characters, so that their length has two digits.
        told.lines().forEach(line -> records.append(line.length() + 4).append(' ').append(line).append('\n'));
        int head = told.isEmpty() ? 0 : 512 + (records.length() + 511) / 512 * 512;
        int before = map.isEmpty() ? 0 : 512;
        int data = 3 * CLUSTER + before;
        ByteBuffer bytes = buffer(head + 512 + data + 1024, ByteOrder.BIG_ENDIAN);
        if (!told.isEmpty()) {
            tarHead(bytes, 0, "./PaxHeaders/disk.img", records.length(), 'x');
            text(bytes, 512, records.toString());
        }
        tarHead(bytes, head, "disk.img", data, told.isEmpty() ? 'S' : '0');
        if (told.isEmpty()) {
            text(bytes, head + 386, String.format("%011o\0%011o\0%011o\0%011o\0%011o\0%011o\0", 0, 131_072, 196_608, 65_536, 262_144, 0));
            text(bytes, head + 483, String.format("%011o", 262_144));
        }
        text(bytes, head + 512, map);
        bytes.put(head + 512 + before, disk, 0, 2 * CLUSTER).put(head + 512 + before + 2 * CLUSTER, disk, 3 * CLUSTER, CLUSTER);
        return whole(bytes(bytes));
    }

    private static void tarHead(ByteBuffer bytes, int at, String name, long size, char kind) {
        text(bytes, at, name);
        text(bytes, at + 124, String.format("%011o", size));
        bytes.put(at + 156, (byte) kind);
        text(bytes, at + 257, "ustar\u000000");
    }

    static byte[] zip(byte[] disk, int method) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry("disk.img");
            CRC32 sum = new CRC32();
            sum.update(disk);
            entry.setMethod(method);
            entry.setSize(disk.length);
            entry.setCrc(sum.getValue());
            zip.putNextEntry(entry);
            zip.write(disk);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(out.size()).isPositive();
        return out.toByteArray();
    }
}
