package jdisk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import jdisk.image.ForwardingImage;
import jdisk.image.Image;
import org.junit.jupiter.api.Test;

/** Fields that say what cannot be: each is refused, or what it leads to cannot be read. */
final class HostileFieldsTest {
    private static Image changed(String name, ByteOrder order, Consumer<ByteBuffer> change) throws IOException {
        MadeContainers.Made made = MadeContainers.named(name);
        ByteBuffer bytes = ByteBuffer.wrap(made.image().view(0, (int) made.size()).copy(0, (int) made.size())).order(order);
        change.accept(bytes);
        return Containers.inside(MadeContainers.whole(MadeContainers.bytes(bytes)).image(), Opening.PLAIN);
    }

    private static void assertUnreadable(String name, ByteOrder order, Consumer<ByteBuffer> change) {
        assertThatThrownBy(() -> {
            try (Image image = changed(name, order, change)) {
                image.view(0, (int) image.size());
            }
        }).isInstanceOf(IOException.class);
    }

    private static void assertRefused(byte[] file) {
        assertThatThrownBy(() -> Containers.inside(MadeContainers.whole(file).image(), Opening.PLAIN)).isInstanceOf(IOException.class);
    }

    /** The mark of the end at a whole byte, and nothing of the checksum after it. */
    @Test
    void bzip2EndsBeforeItsChecksum() {
        assertRefused("BZh9\u0017rE8P\u0090".getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A chunk of a kind that is not known, whose size is that of its head less one, is not zeros. */
    @Test
    void chunkOfAnUnknownKind() {
        assertUnreadable("simg", ByteOrder.LITTLE_ENDIAN, bytes -> bytes.putShort(40 + (2 << 16), (short) 0xcac9).putInt(48 + (2 << 16), 11));
        assertUnreadable("simg", ByteOrder.LITTLE_ENDIAN, bytes -> bytes.putInt(12, 0xfffffffc).putInt(16, -1));
    }

    /**
     * A sparse image of 4 KiB blocks.
     *
     * @param chunks heads of chunks, again and again
     */
    private static Image sparse(int count, ByteBuffer chunks) {
        byte[] some = MadeContainers.bytes(chunks);
        int perTurn = 0;
        for (int at = 0; at < some.length; at += chunks.getInt(at + 8)) {
            perTurn++;
        }
        ByteBuffer header = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN).putInt(0xed26ff3a).putInt(1).putInt(28 | 12 << 16).putInt(4096)
                .putInt(count).putInt(count).putInt(0);
        byte[] head = MadeContainers.bytes(header);
        long size = 28 + (long) count / perTurn * some.length;
        return new ForwardingImage(MadeContainers.whole(head).image()) {
            @Override
            public long size() {
                return size;
            }

            @Override
            public void read(long offset, ByteBuffer target) {
                for (long at = offset; target.hasRemaining(); at++) {
                    target.put(at < 28 ? head[(int) at] : some[(int) ((at - 28) % some.length)]);
                }
            }
        };
    }

    /** A head of a chunk for each block: neighbours that are alike are one, and what is left of them has a bound. */
    @Test
    void moreChunksThanAreKept() throws IOException {
        ByteBuffer nothing = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(0xcac3).putInt(1).putInt(12);
        ByteBuffer filled = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(0xcac2).putInt(1).putInt(16).putInt(0x04030201);
        int count = 5_000_000;
        try (Image image = Containers.inside(sparse(count, nothing), Opening.PLAIN)) {
            assertThat(image.size()).isEqualTo(count * 4096L);
            assertThat(image.nextData(0)).isEqualTo(image.size());
            assertThat(image.view(image.size() - 512, 512).isZero()).isTrue();
        }
        try (Image image = Containers.inside(sparse(count, filled), Opening.PLAIN)) {
            assertThat(image.view(image.size() - 4096 - 4, 8).copy(0, 8)).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
        }
        ByteBuffer both = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN).put(0, MadeContainers.bytes(nothing)).put(12, MadeContainers.bytes(filled));
        try (Image image = Containers.inside(sparse(2_000_000, both), Opening.PLAIN)) {
            assertThat(image.view(1_999_998 * 4096L - 4, 4104).copy(0, 8)).containsExactly(1, 2, 3, 4, 0, 0, 0, 0);
            assertThat(image.view(1_999_999 * 4096L - 4, 8).copy(0, 8)).containsExactly(0, 0, 0, 0, 1, 2, 3, 4);
        }
        assertThatThrownBy(() -> Containers.inside(sparse(count, both), Opening.PLAIN))
                .isInstanceOf(FileSystemException.class).hasMessageContaining("in more than 4194304 pieces").hasMessageContaining("simg2img");
    }

    /** Regions that overlap, are out of order, lead past the end, are more or fewer than is said, or do not fill what is there. */
    @Test
    void regionsOfASparseFileInTar() {
        for (String map : new String[] {"3\n0\n131072\n65536\n65536\n262144\n0\n", "3\n131072\n131072\n0\n65536\n262144\n0\n",
            "3\n0\n131072\n196609\n65536\n262144\n0\n", "3\n0\n131072\n196608\n65536\n262145\n0\n", "2\n0\n131072\n196608\n65024\n",
            "2\n0\n131072\n131072\n66048\n", "2\n0\n131071\n196607\n65537\n", "2\n0\n131072\n-1\n65536\n", "9999999999\n", "1048577\n", "\n", "x",
            "1\n0\n9223372036854775807\n", "2\n0\n131072\n196608\n65536", "0\n", ""}) {
            assertMapIsDamaged(MadeContainers.sparseTar(MadeContainers.disk(), "GNU.sparse.major=1\nGNU.sparse.minor=0\nGNU.sparse.realsize=262144\n",
                    map.isEmpty() ? "\0" : map));
        }
        for (String told : new String[] {"GNU.sparse.map=0,131072,196608,65536", "GNU.sparse.map=0,131072,196608,65536,262144",
            "GNU.sparse.map=0,131072,,65536,262144,0", "GNU.sparse.map=", "GNU.sparse.map=196608,65536,0,131072,262144,0", "GNU.sparse.x=1"}) {
            assertMapIsDamaged(MadeContainers.sparseTar(MadeContainers.disk(), "GNU.sparse.size=262144\nGNU.sparse.numblocks=3\n" + told + "\n", ""));
        }
        assertMapIsDamaged(MadeContainers.sparseTar(MadeContainers.disk(), "GNU.sparse.numblocks=1\nGNU.sparse.map=0,131072\n", ""));
        for (int at : new int[] {386, 398, 410, 422}) {
            assertThatThrownBy(() -> changed("tar, sparse, old GNU", ByteOrder.BIG_ENDIAN, bytes -> bytes.put(at, (byte) '7')))
                    .isInstanceOf(FileSystemException.class).hasMessageContaining("the map of the sparse file 'disk.img'");
        }
        assertThatThrownBy(() -> Containers.inside(MadeContainers.sparseTar(MadeContainers.disk(), "GNU.sparse.major=2\nGNU.sparse.minor=0\n", "").image(),
                Opening.PLAIN)).isInstanceOf(FileSystemException.class).hasMessageContaining("in a form that cannot be read; 'tar -xSf'");
    }

    private static void assertMapIsDamaged(MadeContainers.Made made) {
        assertThatThrownBy(() -> Containers.inside(made.image(), Opening.PLAIN))
                .isInstanceOf(FileSystemException.class).hasMessageContaining("the map of the sparse file 'disk.img' in the tar archive is damaged");
    }

    /** A table that lies where the directory does, which is shorter. */
    @Test
    void tableOfAVmdkInItsDirectory() {
        assertUnreadable("vmdk", ByteOrder.LITTLE_ENDIAN, bytes -> bytes.putInt(1536, 3).putInt(1540, -1));
        assertUnreadable("vmdk", ByteOrder.LITTLE_ENDIAN, bytes -> bytes.putLong(56, 1L << 55 | 3));
    }

    private static byte[] fixedVhd(long size) {
        ByteBuffer footer = MadeContainers.vhdFooter(2, -1, 5).putLong(48, size).putInt(64, 0);
        footer.putInt(64, MadeContainers.sum(footer, 0, 512));
        byte[] file = Arrays.copyOf(MadeContainers.disk(), MadeContainers.SIZE + 512);
        footer.get(0, file, MadeContainers.SIZE, 512);
        return file;
    }

    /**
     * The footer is appended to the disk (Virtual Hard Disk Image Format Specification, "Fixed Hard Disk Image"): it is no part of it,
     * and where more is said to be there than is, that is said, and cannot be read.
     */
    @Test
    void sizeOfAFixedVhdThatIsMoreThanItHas() throws IOException {
        int disk = MadeContainers.SIZE;
        for (long size : new long[] {disk + 512, disk + 511, disk + 1}) {
            try (Image image = Containers.inside(MadeContainers.whole(fixedVhd(size)).image(), Opening.PLAIN)) {
                assertThat(image.view(0, (int) image.size()).copy(0, disk)).isEqualTo(MadeContainers.disk());
                assertThat(image.size()).isEqualTo(disk);
                assertThat(image.layers()).hasSize(1);
                assertThat(image.layers().getFirst().facts()).containsEntry("size field", size + " bytes, its own among them");
            }
        }
        for (long size : new long[] {disk + 1024, 1L << 40, Long.MAX_VALUE}) {
            try (Image image = Containers.inside(MadeContainers.whole(fixedVhd(size)).image(), Opening.PLAIN)) {
                assertThat(image.size()).isEqualTo(size);
                assertThat(image.view(0, disk).copy(0, disk)).isEqualTo(MadeContainers.disk());
                assertThat(image.layers().getFirst().missing()).contains("of " + size + " bytes of its disk, " + disk + " are there");
                assertThatThrownBy(() -> image.view(disk, 512)).isInstanceOf(IOException.class).hasMessageContaining("past its end");
            }
        }
        byte[] atStart = Arrays.copyOf(Arrays.copyOfRange(fixedVhd(disk), disk, disk + 512), 4096);
        assertThatThrownBy(() -> Containers.inside(MadeContainers.whole(atStart).image(), Opening.PLAIN))
                .isInstanceOf(FileSystemException.class).hasMessageContaining("at its start");
    }

    /** An image that is named before what is wrong with it is not named there again. */
    @Test
    void firstSectionOfAnEwf() {
        assertThatThrownBy(() -> changed("ewf", ByteOrder.LITTLE_ENDIAN, bytes -> bytes.putInt(13 + 72, 0)))
                .isInstanceOfSatisfying(FileSystemException.class, e ->
                        assertThat(e.getReason()).isEqualTo("it is damaged: the checksum of the section at byte 13 is wrong"));
    }

    @Test
    void headerOfQcow2ThatEndsEarly() throws IOException {
        MadeContainers.Made made = MadeContainers.named("qcow2");
        ByteBuffer bytes = ByteBuffer.wrap(made.image().view(0, 104).copy(0, 104));
        bytes.putLong(72, 8).putInt(100, 112);
        assertRefused(Arrays.copyOf(MadeContainers.bytes(bytes), 104));
    }

    /** What comes after a fault of the file is not taken for what was to come. */
    @Test
    void streamAfterAFaultOfItsFile() throws IOException {
        byte[] disk = new byte[900_000];
        new Random(1).nextBytes(disk);
        Image file = new Fails(MadeContainers.whole(MadeContainers.zip(disk, ZipEntry.DEFLATED)).image());
        try (Image image = Containers.inside(file, Opening.PLAIN)) {
            for (int n = 0; n < 3; n++) {
                try {
                    assertThat(image.view(0, disk.length).copy(0, disk.length)).isEqualTo(disk);
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("Input/output error");
                }
            }
        }
    }

    /** Cannot be read once, some way into it. */
    private static final class Fails extends ForwardingImage {
        private boolean failed;

        private Fails(Image image) {
            super(image);
        }

        @Override
        public void read(long offset, ByteBuffer target) throws IOException {
            if (!failed && offset > 100_000 && target.remaining() > 70_000) {
                failed = true;
                throw new IOException("Input/output error");
            }
            super.read(offset, target);
        }
    }
}
