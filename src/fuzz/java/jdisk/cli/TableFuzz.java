package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdisk.command.CommandWords;
import jdisk.disk.DiskMap;
import jdisk.disk.Hints;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;
import jdisk.label.GeometryFinder;
import jdisk.label.Label;
import jdisk.label.Partition;
import jdisk.listing.Messages;
import jdisk.listing.Style;
import jdisk.shell.IoMessage;
import jdisk.shell.NoTable;
import jdisk.shell.PlainConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.testing.Checksums;
import jdisk.testing.GptDisk;
import jdisk.testing.ImageRecipe;
import jdisk.testing.JsonTree;
import jdisk.testing.WatchedImage;
import jdisk.testing.WrittenImage;
import jdisk.text.Visible;
import jdisk.unit.DisplayUnit;
import jdisk.unit.SectorSize;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lists and verifies disks that a fuzzer writes: every command ends after a bounded number of reads and says printable lines,
 * no partition is listed twice, and the map leaves no sector out.
 */
final class TableFuzz {
    private static final String NAME = "fuzz.img";
    private static final Pattern DEVICE = Pattern.compile("(?m)^ *" + Pattern.quote(NAME) + "([0-9a-z]+)(?= )");

    /** Reads of one command: those of the table, and those of what is in the partitions. */
    private static final int READS = 3_000;
    private static final int READS_OF_A_PARTITION = 3_000;
    private static final long BYTES = 16 << 20;
    private static final long BYTES_OF_A_PARTITION = 16 << 20;

    private static final int MOST_TEXT = 8 << 20;
    private static final int MOST_LINES = 100_000;

    /** What a listing is asked for by its first two bytes: bits of the first, and the kind of table by the second. */
    private static final int CLASSIC = 1;
    private static final int CYLINDERS = 2;
    private static final int LARGE_SECTORS = 4;
    private static final int DOS_COMPATIBLE = 8;
    private static final int RIGHT_CHECKSUMS = 16;

    /** Has words rather than keys run; both would take twice as long. */
    private static final int WORDS = 32;

    private static final List<List<String>> KEY_COMMANDS = List.of(List.of("p"), List.of("x", "p"), List.of("x", "e"), List.of("O"),
            List.of("v"), List.of("F"), List.of("i", "1"), List.of("M"), List.of("b"), List.of("p"), List.of("v"), List.of("r"));

    private static final List<List<String>> WORD_COMMANDS = List.of(List.of("map"), List.of("map", "--json"), List.of("offset"),
            List.of("kpartx"), List.of("mount", "1"), List.of("probe"));

    private static final Visible VISIBLE = new Visible(StandardCharsets.UTF_8);

    /** Takes longer to make than a disk to list. */
    private static final CommandWords COMMAND_WORDS = new CommandWords(VISIBLE);

    static Stream<byte[]> disks() throws IOException {
        List<WrittenImage> disks = new ArrayList<>();
        for (String place : List.of("src/test/resources/transcripts", "src/test/resources/recipes")) {
            try (Stream<Path> recipes = Files.walk(Path.of(place))) {
                recipes.filter(path -> path.toString().endsWith(".recipe")).sorted().map(TableFuzz::recipe).forEach(disks::add);
            }
        }
        GptDisk gpt = GptDisk.ofThree();
        disks.add(new WrittenImage(gpt.size(), gpt.pieces()));
        return disks.stream().flatMap(disk -> Stream.of(disk.write(0, 0), disk.write(CLASSIC | RIGHT_CHECKSUMS, 0), disk.write(WORDS, 0)));
    }

    private static WrittenImage recipe(Path path) {
        try {
            ImageRecipe recipe = ImageRecipe.parse(Files.readString(path));
            return new WrittenImage(recipe.size(), recipe.pieces());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @MethodSource("disks")
    @FuzzTest(maxDuration = "10m")
    void list(byte[] input) throws IOException {
        if (input.length < 2) {
            return;
        }
        WrittenImage written = WrittenImage.read(input, 2);
        if ((input[0] & RIGHT_CHECKSUMS) != 0) {
            Checksums.makeRight(written.pieces());
        }
        if (written.size() == 0) {
            return; // is refused before anything is read
        }
        Image image = new SparseMemoryImage(NAME, written.size(), written.pieces());
        WatchedImage watched = new WatchedImage(image, READS, BYTES);
        Session session;
        try {
            session = new Session(watched, wishes(input), VISIBLE);
        } catch (IOException e) {
            assertPrintable(IoMessage.of(e), 1);
            return;
        }
        session.disk().findings().forEach(finding -> assertPrintable(Messages.doubt(finding), 1));
        if (session.label().isEmpty()) {
            assertPrintable(NoTable.why(session.disk(), session.visible()), 1);
        }
        session.label().ifPresent(label -> {
            assertThat(label.partitions().stream().map(Partition::number)).doesNotHaveDuplicates();
            assertEverySectorIsMapped(session.disk().map(), session.disk().sectors());
        });
        long partitions = session.label().map(Label::partitions).map(List::size).orElse(0);
        Output output = new Output();
        try (Shell shell = output.shell(session)) {
            for (List<String> command : (input[0] & WORDS) != 0 ? WORD_COMMANDS : KEY_COMMANDS) {
                watched.allow(READS + partitions * READS_OF_A_PARTITION, BYTES + partitions * BYTES_OF_A_PARTITION);
                shell.run(command);
                output.check();
            }
            if (session.label().isPresent()) {
                StringBuilder json = new StringBuilder();
                shell.json(false, json::append);
                JsonTree.read(json.toString());
            }
        }
    }

    private static void assertPrintable(String text, int lines) {
        assertThat(text.codePoints().filter(c -> c != '\n' && c != '\t' && Character.isISOControl(c))).isEmpty();
        assertThat(text).hasSizeLessThan(MOST_TEXT).satisfies(each -> assertThat(each.lines().count()).isLessThanOrEqualTo(lines));
    }

    private static void assertEverySectorIsMapped(List<DiskMap.Region> regions, long sectors) {
        long at = 0;
        for (DiskMap.Region region : regions) {
            assertThat(region.extent().first()).as("%s", region).isLessThanOrEqualTo(at);
            at = Math.max(at, region.extent().end());
        }
        assertThat(at).isGreaterThanOrEqualTo(sectors);
    }

    /** What a shell says. */
    private static final class Output {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();

        Shell shell(Session session) {
            PrintStream itsOut = new PrintStream(out, true, StandardCharsets.UTF_8);
            PrintStream itsErr = new PrintStream(err, true, StandardCharsets.UTF_8);
            return new Shell(session, new PlainConsole(Reader.nullReader(), itsOut, itsOut, itsErr, PlainConsole.Screen.NONE),
                    COMMAND_WORDS);
        }

        /** Of one command. */
        void check() {
            String said = out.toString(StandardCharsets.UTF_8);
            assertPrintable(said, MOST_LINES);
            assertPrintable(err.toString(StandardCharsets.UTF_8), MOST_LINES);
            assertThat(DEVICE.matcher(said).results().map(MatchResult::group)).doesNotHaveDuplicates();
            out.reset();
            err.reset();
        }
    }

    private static Session.Wishes wishes(byte[] input) {
        Iterator<Label.Kind> kinds = List.of(Label.Kind.values()).iterator();
        Optional<Label.Kind> kind = Optional.empty();
        for (int n = input[1]; n > 0; n--) {
            kind = kinds.hasNext() ? Optional.of(kinds.next()) : Optional.empty();
        }
        return new Session.Wishes(
                Optional.of((input[0] & CLASSIC) != 0 ? Style.CLASSIC : Style.MODERN),
                (input[0] & CYLINDERS) != 0 ? Optional.of(DisplayUnit.CYLINDERS) : Optional.empty(),
                new Hints(
                        (input[0] & LARGE_SECTORS) != 0 ? Optional.of(new SectorSize(4096)) : Optional.empty(),
                        kind,
                        GeometryFinder.Given.NOTHING,
                        Optional.empty()),
                (input[0] & DOS_COMPATIBLE) != 0 ? Optional.of(true) : Optional.empty(),
                Optional.empty(),
                false);
    }
}
