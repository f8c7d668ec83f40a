package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jdisk.testing.Batch;
import jdisk.testing.GptDisk;
import jdisk.testing.JsonTree;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.testing.TranscriptCase;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Dumps a table, has the real sfdisk make it again on an empty file of the same size and name, and finds the same table. */
@Tag("realtool")
final class SfdiskRoundTripIT {

    /** What is told of a table's damage, and of the tables within its partitions, is not restored with it. */
    private static final Set<String> NOT_RESTORED = Set.of("findings", "nested");

    /** Sfdisk knows no sectors of 4096 bytes in a file, and of an image that was cut it takes the MBR. */
    private static final Set<String> READ_OTHERWISE = Set.of("sector-4096", "gpt-sector-4096", "gpt-truncated");

    private final Path before;
    private final Path after;

    SfdiskRoundTripIT(@TempDir Path folder) throws IOException {
        before = Files.createDirectory(folder.resolve("before"));
        after = Files.createDirectory(folder.resolve("after"));
    }

    @TestFactory
    List<DynamicTest> restoresEveryTable() throws Exception {
        RealTool sfdisk = RealTool.named("sfdisk", TranscriptCase.all().size());
        List<String> images = new ArrayList<>();
        List<Batch.Run> runs = new ArrayList<>();
        List<Batch.Run> again = new ArrayList<>();
        for (TranscriptCase each : TranscriptCase.all()) {
            String image = each.image().buildIn(before).getFileName().toString();
            if (!READ_OTHERWISE.contains(each.name()) && restoresItsOwn(sfdisk, image)) {
                images.add(image);
                runs.add(Batch.Run.of("-d", image));
                runs.add(Batch.Run.of("-J", image));
                again.add(Batch.Run.of("-J", image));
            }
        }
        assertThat(images).as("tables that sfdisk restores from its own dump").hasSizeGreaterThan(30);
        List<Outcome> told = Batch.runAll(before, runs);
        List<Outcome> made = new ArrayList<>();
        for (int n = 0; n < images.size(); n++) {
            made.add(restore(sfdisk, images.get(n), told.get(2 * n).out()));
        }
        List<Outcome> found = Batch.runAll(after, again);
        List<DynamicTest> tests = new ArrayList<>();
        for (int n = 0; n < images.size(); n++) {
            Outcome restored = made.get(n);
            Outcome was = told.get(2 * n + 1);
            Outcome is = found.get(n);
            tests.add(dynamicTest(images.get(n), () -> {
                assertThat(restored.status()).as(restored.toString()).isZero();
                assertThat(table(is)).isEqualTo(table(was));
            }));
        }
        return tests;
    }

    /** Names with what a script of sfdisk writes escaped, and with what it writes as it is. */
    @Test
    void restoresNamesWithQuotes() throws Exception {
        RealTool sfdisk = RealTool.named("sfdisk", 1);
        GptDisk disk = new GptDisk(65_536);
        List<String> names = List.of("say \"hi\"", "back\\slash\\x41", "`id` $HOME", "a, b=c", "za\u017c\u00f3\u0142\u0107", "\\", "\"",
                " led and trailed ", "# no comment", "tab\there", "36 units are the most there may be!!");
        for (int n = 0; n < names.size(); n++) {
            disk.partition(n + 1, 2048 + 2048L * n, 4095 + 2048L * n, names.get(n));
        }
        String image = disk.write(before.resolve("names.img")).getFileName().toString();
        List<Outcome> told = Batch.runAll(before, List.of(Batch.Run.of("-d", image), Batch.Run.of("-J", image)));

        Outcome made = restore(sfdisk, image, told.getFirst().out());

        assertThat(made.status()).as(made.toString()).isZero();
        Outcome found = Batch.runAll(after, List.of(Batch.Run.of("-J", image))).getFirst();
        assertThat(table(found)).isEqualTo(table(told.get(1)));
        // The real tool reads the names that were put there, too.
        assertThat(JsonTree.read(sfdisk.run(after, "-J", image).out())).asString().contains("za\u017c\u00f3\u0142\u0107");
    }

    /** A table sfdisk cannot make again from its own dump is no fault of this program. */
    private boolean restoresItsOwn(RealTool sfdisk, String image) throws IOException, InterruptedException {
        Outcome dump = sfdisk.run(before, "-d", image);
        if (dump.status() != 0) {
            return false;
        }
        Outcome made = restore(sfdisk, image, dump.out());
        return made.status() == 0 && sfdisk.run(after, "-d", image).out().equals(dump.out());
    }

    private Outcome restore(RealTool sfdisk, String image, String dump) throws IOException, InterruptedException {
        Path blank = after.resolve(image);
        Files.deleteIfExists(blank);
        try (RandomAccessFile file = new RandomAccessFile(blank.toFile(), "rw")) {
            file.setLength(Files.size(before.resolve(image)));
        }
        return sfdisk.runReading(dump, after, "--quiet", "--no-reread", image);
    }

    private static Object table(Outcome outcome) throws IOException {
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return JsonTree.without(JsonTree.read(outcome.out()), NOT_RESTORED);
    }
}
