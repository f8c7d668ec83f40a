package jdisk.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import jdisk.extract.ExtractPlan.OnError;
import jdisk.extract.ExtractPlan.Sparse;
import jdisk.image.FaultyImage;
import jdisk.image.ForwardingImage;
import jdisk.image.Image;
import jdisk.image.Progress;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import jdisk.output.OutputGuard;
import jdisk.output.RefusedException;
import jdisk.source.Sources;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies and digests, whatever the image is like and whatever fails. */
final class ExtractorTest {

    private static final int SIZE = 20 << 20;
    private static final Progress QUIET = new StopAt(Long.MAX_VALUE);

    /** Odd in every respect: no border of a block, of a page or of a piece. */
    private static final int OFFSET = 63 * 512;

    private static final int LENGTH = SIZE - OFFSET - 1536 - 3;

    private final Path folder;
    private final byte[] bytes = new byte[SIZE];
    private final Image image;

    ExtractorTest(@TempDir Path folder) {
        this.folder = folder;
        Random random = new Random(20041122);
        byte[] first = new byte[3 << 20];
        byte[] second = new byte[700_001];
        random.nextBytes(first);
        random.nextBytes(second);
        Arrays.fill(first, 1 << 20, (1 << 20) + 70_000, (byte) 0);
        Map<Long, byte[]> pieces = Map.of(0L, first, 9_000_000L, second, SIZE - 5L, new byte[] {1, 2, 3, 4, 5});
        pieces.forEach((at, piece) -> System.arraycopy(piece, 0, bytes, at.intValue(), piece.length));
        image = new SparseMemoryImage("disk.img", SIZE, pieces);
    }

    /** Somebody who stops it at a byte. */
    private record StopAt(long byteDone) implements Progress {
        private static final ThreadLocal<Long> DONE = ThreadLocal.withInitial(() -> 0L);

        @Override
        public void at(long done, long total) {
            DONE.set(done);
        }

        @Override
        public boolean isCancelled() {
            return DONE.get() >= byteDone;
        }
    }

    /** A disk with little room, or a slow one, that takes no holes and that the system does not copy to. */
    private static final class SmallDisk implements Sink {
        private final long room;
        private final long nanos;
        private final List<Extraction> told = new ArrayList<>();
        private long written;
        private int failures;

        SmallDisk(long room, long nanos) {
            this.room = room;
            this.nanos = nanos;
        }

        @Override
        public boolean keepsHoles() {
            return false;
        }

        @Override
        public void write(long at, ByteBuffer bytes) throws IOException {
            LockSupport.parkNanos(nanos);
            if (at + bytes.remaining() > room) {
                failures++;
                throw new IOException("No space left on device");
            }
            written += bytes.remaining();
        }

        @Override
        public boolean transfers() {
            return false;
        }

        @Override
        public long transfer(Image image, long offset, long count, long at) throws IOException {
            throw new IOException("cannot");
        }

        @Override
        public void written(Extraction soFar) {
            told.add(soFar);
        }
    }

    private byte[] expected() {
        return Arrays.copyOfRange(bytes, OFFSET, OFFSET + LENGTH);
    }

    private static ExtractPlan plan(Image image, Sparse sparse, OnError onError, Algorithm... algorithms) {
        return ExtractPlan.of(Slice.of(image, OFFSET, LENGTH), SectorSize.DEFAULT, sparse, onError, List.of(algorithms));
    }

    private static String digest(String algorithm, byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    private Extraction toFile(ExtractPlan plan, Path target, OutputFile.Mode mode, Progress progress) throws IOException {
        try (OutputFile file = OutputFile.open(new OutputGuard(plan.image()), target, plan, mode)) {
            Extraction done = Extractor.run(plan, file, progress);
            if (!done.cancelled()) {
                file.commit();
            }
            return done;
        }
    }

    private static Image withoutHoles(Image image) {
        return new ForwardingImage(image) {
            @Override
            public boolean knowsHoles() {
                return false;
            }

            @Override
            public long nextData(long offset) {
                return offset;
            }

            @Override
            public long nextHole(long offset) {
                return size();
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"AUTO, true, false", "AUTO, false, false", "ALWAYS, true, false", "NEVER, true, false", "NEVER, false, false",
        "AUTO, true, true", "AUTO, false, true", "ALWAYS, true, true", "NEVER, true, true"})
    void everyWayCopiesTheSameBytes(Sparse sparse, boolean knowsHoles, boolean digests) throws Exception {
        Image source = knowsHoles ? image : withoutHoles(image);
        Algorithm[] algorithms = digests ? new Algorithm[] {Algorithm.SHA256, Algorithm.MD5, Algorithm.SHA512} : new Algorithm[0];
        Path target = folder.resolve("copy");

        Extraction done = toFile(plan(source, sparse, OnError.STOP, algorithms), target, OutputFile.Mode.NEW, QUIET);

        assertThat(Files.readAllBytes(target)).isEqualTo(expected());
        assertThat(done.done()).isEqualTo(LENGTH);
        if (digests) {
            assertThat(done.digests()).containsExactly(
                    digest("SHA-256", expected()), digest("MD5", expected()), digest("SHA-512", expected()));
        }
        assertThat(folder).isDirectoryContaining("glob:**/copy").isDirectoryNotContaining("glob:**/copy.*");
    }

    @ParameterizedTest
    @EnumSource(Sparse.class)
    void toAStream(Sparse sparse) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Extraction done = Extractor.run(plan(image, sparse, OnError.STOP, Algorithm.SHA1), new StreamSink(out), QUIET);
        assertThat(out.toByteArray()).isEqualTo(expected());
        assertThat(done.digests()).containsExactly(digest("SHA-1", expected()));

        out.reset();
        Extractor.run(plan(image, sparse, OnError.STOP), new StreamSink(out), QUIET);
        assertThat(out.toByteArray()).isEqualTo(expected());
    }

    /** The system may copy less than it is asked for. */
    @Test
    void aFewBytesAtATime() throws Exception {
        Path target = folder.resolve("copy");
        toFile(plan(FaultyImage.slow(image), Sparse.AUTO, OnError.STOP, Algorithm.MD5), target, OutputFile.Mode.NEW, QUIET);
        assertThat(Files.readAllBytes(target)).isEqualTo(expected());
    }

    @Test
    void digestsOfManyRangesInOnePass() throws Exception {
        List<DigestRange> ranges = List.of(
                new DigestRange(Slice.of(image, 0, SIZE), Algorithm.SHA256),
                new DigestRange(Slice.of(image, 512, 1 << 20), Algorithm.MD5),
                new DigestRange(Slice.of(image, 1 << 20, 9 << 20), Algorithm.SHA256),
                new DigestRange(Slice.of(image, 5_000_000, 1_000_000), Algorithm.SHA224),
                new DigestRange(Slice.of(image, SIZE - 1, 1), Algorithm.SHA384),
                new DigestRange(Slice.of(image, 77, 0), Algorithm.MD5));
        ExtractPlan plan = new ExtractPlan(Slice.of(image), SectorSize.DEFAULT, Sparse.NEVER, OnError.STOP, ranges);

        Extraction done = Extractor.run(plan, Sink.NOWHERE, QUIET);

        assertThat(done.digests()).containsExactly(
                digest("SHA-256", bytes),
                digest("MD5", Arrays.copyOfRange(bytes, 512, 512 + (1 << 20))),
                digest("SHA-256", Arrays.copyOfRange(bytes, 1 << 20, 10 << 20)),
                digest("SHA-224", Arrays.copyOfRange(bytes, 5_000_000, 6_000_000)),
                digest("SHA-384", new byte[] {5}),
                digest("MD5", new byte[0]));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void stopsAtABadSectorAndKeepsWhatIsBefore(boolean digests) throws Exception {
        Image faulty = FaultyImage.withBadSectors(image, 5000L);
        Path target = folder.resolve("copy");
        ExtractPlan plan = plan(faulty, Sparse.AUTO, OnError.STOP, digests ? new Algorithm[] {Algorithm.MD5} : new Algorithm[0]);

        assertThatThrownBy(() -> toFile(plan, target, OutputFile.Mode.NEW, QUIET))
                .isInstanceOfSatisfying(UnreadableException.class, e -> assertThat(e.sector()).isEqualTo(5000));

        assertThat(target).doesNotExist();
        byte[] kept = Files.readAllBytes(folder.resolve("copy.partial"));
        int good = 5000 * 512 - OFFSET;
        assertThat(Arrays.copyOf(kept, good)).isEqualTo(Arrays.copyOf(expected(), good));

        // On with it, past the bad sector.
        ExtractPlan further = plan(faulty, Sparse.AUTO, OnError.ZERO, digests ? new Algorithm[] {Algorithm.MD5} : new Algorithm[0]);
        Extraction done = toFile(further, target, OutputFile.Mode.RESUME, QUIET);
        byte[] zeroed = expected();
        Arrays.fill(zeroed, good, good + 512, (byte) 0);
        assertThat(Files.readAllBytes(target)).isEqualTo(zeroed);
        assertThat(done.unreadable()).containsExactly(new Extent(5000, 1));
        if (digests) {
            assertThat(done.digests()).containsExactly(digest("MD5", zeroed));
        }
    }

    /** Where it cannot be told what is a hole, as the tables that tell are damaged, reading tells what is there. */
    @Test
    void holesThatCannotBeTold() throws Exception {
        Image untold = new ForwardingImage(image) {
            @Override
            public long nextData(long offset) throws IOException {
                throw new IOException("damaged");
            }

            @Override
            public long nextHole(long offset) throws IOException {
                throw new IOException("damaged");
            }
        };
        Path target = folder.resolve("copy");
        Image faulty = FaultyImage.withBadSectors(untold, 5000L);
        assertThatThrownBy(() -> toFile(plan(faulty, Sparse.AUTO, OnError.STOP), target, OutputFile.Mode.WHOLE, QUIET))
                .isInstanceOfSatisfying(UnreadableException.class, e -> assertThat(e.sector()).isEqualTo(5000));
        assertThat(folder).as("nothing is kept").isEmptyDirectory();
        toFile(plan(untold, Sparse.AUTO, OnError.STOP), target, OutputFile.Mode.WHOLE, QUIET);
        assertThat(Files.readAllBytes(target)).isEqualTo(expected());
    }

    @Test
    void zerosForBadSectors() throws Exception {
        Image faulty = FaultyImage.withBadSectors(image, 63L, 64L, 65L, 2111L, 7000L, 17600L);
        byte[] zeroed = expected();
        for (long sector : List.of(63L, 64L, 65L, 2111L, 7000L, 17600L)) {
            int at = (int) sector * 512 - OFFSET;
            Arrays.fill(zeroed, at, at + 512, (byte) 0);
        }
        Path target = folder.resolve("copy");

        Extraction done = toFile(plan(faulty, Sparse.AUTO, OnError.ZERO, Algorithm.SHA256), target, OutputFile.Mode.NEW, QUIET);

        assertThat(Files.readAllBytes(target)).isEqualTo(zeroed);
        assertThat(done.digests()).containsExactly(digest("SHA-256", zeroed));
        // Sector 7000 lies in a hole: nobody needs to read it.
        assertThat(done.unreadable()).containsExactly(new Extent(63, 3), new Extent(2111, 1), new Extent(17600, 1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Extractor.run(plan(faulty, Sparse.AUTO, OnError.ZERO), new StreamSink(out), QUIET);
        assertThat(out.toByteArray()).isEqualTo(zeroed);
    }

    /** Reading is ahead of writing; what is told of how far it has come is about what is written. */
    @Test
    void tellsOfWhatIsWritten() throws Exception {
        Image faulty = FaultyImage.withBadSectors(withoutHoles(image), 5000L, 5001L, 17600L, 30_000L);
        SmallDisk slow = new SmallDisk(Long.MAX_VALUE, 20_000_000);

        Extraction done = Extractor.run(plan(faulty, Sparse.NEVER, OnError.ZERO), slow, QUIET);

        assertThat(done.unreadable()).containsExactly(new Extent(5000, 2), new Extent(17600, 1), new Extent(30_000, 1));
        assertThat(slow.told).hasSizeGreaterThan(5).allSatisfy(soFar -> {
            long end = (OFFSET + soFar.done()) / 512;
            assertThat(soFar.unreadable()).isEqualTo(done.unreadable().stream().filter(extent -> extent.first() < end).toList());
        });
    }

    /** What could not be written is told, and nothing is written behind it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noRoom(boolean digests) {
        Algorithm[] algorithms = digests ? new Algorithm[] {Algorithm.SHA256} : new Algorithm[0];
        SmallDisk small = new SmallDisk(5_000_000, 0);

        assertThatThrownBy(() -> Extractor.run(plan(withoutHoles(image), Sparse.NEVER, OnError.STOP, algorithms), small, QUIET))
                .isInstanceOf(IOException.class).hasMessage("No space left on device");
        assertThat(small.failures).isEqualTo(1);
        assertThat(small.written).isPositive().isEqualTo(small.told.getLast().done());
    }

    /** Zeros for what is no longer there would be made up: the end of an image that shrinks is an error all the same. */
    @ParameterizedTest
    @EnumSource(OnError.class)
    void imageThatShrinks(OnError onError) {
        Image faulty = FaultyImage.shrunkTo(image, 9_100_000);
        assertThatThrownBy(() -> toFile(plan(faulty, Sparse.AUTO, onError), folder.resolve("copy"), OutputFile.Mode.NEW, QUIET))
                .isInstanceOf(UnreadableException.class).hasMessageContaining("ends at byte 9100000");
        assertThat(folder.resolve("copy")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fileThatShrinks(boolean digests) throws Exception {
        Path file = Files.write(folder.resolve("disk.img"), Arrays.copyOf(bytes, 1 << 20));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), SIZE - 1);
            try (Image real = Sources.open(file)) {
                channel.truncate(1 << 19);
                Algorithm[] algorithms = digests ? new Algorithm[] {Algorithm.SHA256} : new Algorithm[0];
                ExtractPlan plan = plan(real, Sparse.AUTO, OnError.ZERO, algorithms);
                assertThatThrownBy(() -> toFile(plan, folder.resolve("copy"), OutputFile.Mode.NEW, QUIET))
                        .isInstanceOf(UnreadableException.class).hasMessageContaining("ends at byte 524288");
                assertThat(folder.resolve("copy")).doesNotExist();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "1000000, false", "1000000, true", "9500000, true", "9600000, false"})
    void interruptedAndGoneOnWith(long at, boolean digests) throws Exception {
        Algorithm[] algorithms = digests ? new Algorithm[] {Algorithm.SHA256} : new Algorithm[0];
        ExtractPlan plan = plan(image, Sparse.AUTO, OnError.STOP, algorithms);
        Path target = folder.resolve("copy");

        Extraction begun = toFile(plan, target, OutputFile.Mode.NEW, new StopAt(at));
        assertThat(begun.cancelled()).isTrue();
        assertThat(target).doesNotExist();

        Extraction done = toFile(plan, target, OutputFile.Mode.RESUME, QUIET);
        assertThat(Files.readAllBytes(target)).isEqualTo(expected());
        assertThat(folder).isDirectoryNotContaining("glob:**/copy.*");
        if (digests) {
            assertThat(done.digests()).containsExactly(digest("SHA-256", expected()));
        }
    }

    /** Whoever is refused because of an incomplete file does not spoil it. */
    @Test
    void refusedAndGoneOnWith() throws Exception {
        ExtractPlan plan = plan(image, Sparse.AUTO, OnError.STOP);
        Path target = folder.resolve("copy");
        toFile(plan, target, OutputFile.Mode.NEW, new StopAt(1_000_000));

        assertThatThrownBy(() -> toFile(plan, target, OutputFile.Mode.NEW, QUIET)).isInstanceOf(RefusedException.class);

        toFile(plan, target, OutputFile.Mode.RESUME, QUIET);
        assertThat(Files.readAllBytes(target)).isEqualTo(expected());
    }

    /** The length of a file says nothing: only what the record says was on disk is not copied again, and where holes belong, there are none yet. */
    @ParameterizedTest
    @EnumSource(Sparse.class)
    void theRecordIsTrustedAndNotTheFile(Sparse sparse) throws Exception {
        ExtractPlan plan = plan(image, sparse, OnError.STOP);
        Path target = folder.resolve("copy");
        toFile(plan, target, OutputFile.Mode.NEW, new StopAt(9_200_000));
        Path record = folder.resolve("copy.partial.resume");
        Files.writeString(record, Files.readString(record).replaceFirst("done \\d+", "done 4096"));
        byte[] partial = Files.readAllBytes(folder.resolve("copy.partial"));
        Arrays.fill(partial, 4096, 8_500_000, (byte) 0x55);
        Files.write(folder.resolve("copy.partial"), partial);

        toFile(plan, target, OutputFile.Mode.RESUME, QUIET);

        assertThat(Files.readAllBytes(target)).isEqualTo(expected());
    }

    /** A badly damaged disk has thousands of bad stretches, and a copy of it is continued all the same. */
    @Test
    void aRecordOfManyBadStretches() throws Exception {
        ExtractPlan plan = plan(image, Sparse.AUTO, OnError.ZERO);
        Path target = folder.resolve("copy");
        toFile(plan, target, OutputFile.Mode.NEW, new StopAt(9_200_000));
        Path record = folder.resolve("copy.partial.resume");
        StringBuilder stretches = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            stretches.append("unreadable ").append(i * 2).append(" 1\n");
        }
        Files.writeString(record, Files.readString(record).replaceFirst("end\n", stretches + "end\n"));

        assertThat(toFile(plan, target, OutputFile.Mode.RESUME, QUIET).unreadable()).hasSizeGreaterThanOrEqualTo(900);
        assertThat(Files.readAllBytes(target)).isEqualTo(expected());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            range \\d+ \\d+   | range 0 512      | of another image, or another part
            image disk.img.* | image other 1    | of another image, or another part
            end\\n            | ''               | no record says how much of
            done \\d+         | done 99999999999 | of another image, or another part
            done \\d+         | done -1          | no record says how much of
            """)
    void aRecordThatDoesNotFit(String from, String to, String reason) throws Exception {
        ExtractPlan plan = plan(image, Sparse.AUTO, OnError.STOP);
        Path target = folder.resolve("copy");
        toFile(plan, target, OutputFile.Mode.NEW, new StopAt(9_200_000));
        Path record = folder.resolve("copy.partial.resume");
        Files.writeString(record, Files.readString(record).replaceFirst(from, to));
        byte[] partial = Files.readAllBytes(folder.resolve("copy.partial"));

        assertThatThrownBy(() -> toFile(plan, target, OutputFile.Mode.RESUME, QUIET))
                .isInstanceOf(RefusedException.class).hasMessageContaining(reason).hasMessageContaining("--force");
        assertThat(Files.readAllBytes(folder.resolve("copy.partial"))).isEqualTo(partial);

        toFile(plan, target, OutputFile.Mode.FORCE, QUIET);
        assertThat(Files.readAllBytes(target)).isEqualTo(expected());
    }
}
