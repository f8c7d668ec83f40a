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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdisk.command.CommandWords;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;
import jdisk.label.DiskMap;
import jdisk.label.GeometryFinder;
import jdisk.label.Label;
import jdisk.label.Partition;
import jdisk.listing.Messages;
import jdisk.listing.Style;
import jdisk.listing.Visible;
import jdisk.shell.IoMessage;
import jdisk.shell.PlainConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.testing.Checksums;
import jdisk.testing.GptDisk;
import jdisk.testing.ImageRecipe;
import jdisk.testing.JsonTree;
import jdisk.testing.WatchedImage;
import jdisk.testing.WrittenImage;
import jdisk.unit.DisplayUnit;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Timeout;
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

    /** What a listing is asked for by its first two bytes: bits of the first, and the kind of table by the second. */
    private static final int CLASSIC = 1;
    private static final int CYLINDERS = 2;
    private static final int LARGE_SECTORS = 4;
    private static final int DOS_COMPATIBLE = 8;
    private static final int RIGHT_CHECKSUMS = 16;

    private static final List<List<String>> COMMANDS = List.of(List.of("p"), List.of("x", "p"), List.of("x", "e"), List.of("O"), List.of("v"),
            List.of("F"), List.of("i", "1"), List.of("map"), List.of("map", "--json"), List.of("offset"), List.of("kpartx"), List.of("mount", "1"),
            List.of("probe"), List.of("M"), List.of("p"), List.of("v"), List.of("r"), List.of("b"), List.of("p"), List.of("v"));

    static Stream<byte[]> disks() throws IOException {
        List<WrittenImage> disks = new ArrayList<>();
        for (String place : List.of("src/test/resources/transcripts", "src/test/resources/recipes")) {
            try (Stream<Path> recipes = Files.walk(Path.of(place))) {
                recipes.filter(path -> path.toString().endsWith(".recipe")).sorted().map(TableFuzz::recipe).forEach(disks::add);
            }
        }
        GptDisk gpt = GptDisk.ofThree();
        disks.add(new WrittenImage(gpt.size(), gpt.pieces()));
        return disks.stream().flatMap(disk -> Stream.of(disk.write(0, 0), disk.write(CLASSIC | RIGHT_CHECKSUMS, 0)));
    }

    private static WrittenImage recipe(Path path) {
        try {
            ImageRecipe recipe = ImageRecipe.parse(Files.readString(path));
            return new WrittenImage(recipe.size(), recipe.pieces());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Timeout(20)
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
        Visible visible = new Visible(StandardCharsets.UTF_8);
        Session session;
        try {
            session = new Session(new WatchedImage(image, READS, BYTES), wishes(input), visible);
        } catch (IOException e) {
            assertPrintable(IoMessage.of(e));
            return;
        }
        int partitions = session.label().map(Label::partitions).map(List::size).orElse(0);
        Output output = new Output();
        session.findings().forEach(finding -> assertThat(Messages.doubt(finding)).hasLineCount(1));
        session.noTable().ifPresent(reason -> assertThat(reason).hasLineCount(1));
        // Opened anew, so that each command may read as much.
        for (List<String> command : COMMANDS) {
            Image watched = new WatchedImage(image, READS + (long) READS_OF_A_PARTITION * partitions, BYTES + BYTES_OF_A_PARTITION * partitions);
            output.check(command, watched, session);
        }
    }

    private static Session.Wishes wishes(byte[] input) {
        int kind = input[1] & 0xff;
        return new Session.Wishes(
                Optional.of((input[0] & CLASSIC) != 0 ? Style.CLASSIC : Style.MODERN),
                (input[0] & CYLINDERS) != 0 ? Optional.of(DisplayUnit.CYLINDERS) : Optional.empty(),
                (input[0] & LARGE_SECTORS) != 0 ? Optional.of(new SectorSize(4096)) : Optional.empty(),
                GeometryFinder.Given.NOTHING,
                kind == 0 || kind > Label.Kind.values().length ? Optional.empty() : Optional.of(Label.Kind.values()[kind - 1]),
                (input[0] & DOS_COMPATIBLE) != 0 ? Optional.of(true) : Optional.empty(),
                Optional.empty(),
                false);
    }
}
