package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import jdisk.testing.Batch;
import jdisk.testing.BsdSector;
import jdisk.testing.JsonTree;
import jdisk.testing.Outcome;
import jdisk.testing.RandomScript;
import jdisk.testing.RealTool;
import jdisk.testing.Texts;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists, verifies, dumps and restores random tables of five kinds, which sfdisk made, as the fdisk and sfdisk of this machine do.
 *
 * <p>One shell runs the tools for all tables, and one process this program: a process for each run would take minutes.
 */
@Tag("realtool")
final class RandomTablesTest {

    private static final int TABLES = 200;

    /** Some scripts ask for what a kind of table cannot hold, and sfdisk refuses them. */
    private static final int SEEDS = 230;

    private static final List<String> KINDS = List.of("dos", "gpt", "sun", "sgi", "bsd");

    /** What this program adds to sfdisk's JSON. */
    private static final Set<String> OURS = Set.of("number", "offset", "bytes", "findings", "nested");

    private static final String PROMPT = "Command (m for help): ";

    private final Path folder;

    RandomTablesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @TestFactory
    List<DynamicTest> areListedVerifiedDumpedAndRestored() throws Exception {
        int comparisons = TABLES * KINDS.size();
        String tools = "fdisk() { " + RealTool.named("fdisk", 3 * comparisons).program() + " \"$@\"; }\n"
                + "sfdisk() { " + RealTool.named("sfdisk", 3 * comparisons).program() + " \"$@\"; }\n";
        for (String kind : KINDS) {
            make(kind);
        }
        for (String image : images("(dos|gpt|sun|sgi|bsd)")) {
            Files.write(folder.resolve(image + ".typed"), typed(image));
        }
        forEach(".script", "sfdisk -q --no-reread ${1%.script} <$1 >$1.said 2>&1 || rm ${1%.script}", tools);
        forEach(".img", """
                fdisk -l $1 >$1.l; fdisk -x $1 >$1.x; fdisk $1 <$1.typed >$1.v 2>&1
                sfdisk -d $1 >$1.d; sfdisk -J $1 >$1.J""", tools);
        List<String> images = new ArrayList<>();
        for (String kind : KINDS) {
            List<String> made = images(kind);
            assertThat(made).as("tables of " + kind).hasSizeGreaterThanOrEqualTo(TABLES);
            images.addAll(made.subList(0, TABLES));
        }
        List<Batch.Run> runs = new ArrayList<>();
        for (String image : images) {
            for (String option : List.of("-l", "-x", "-d", "-J")) {
                runs.add(Batch.Run.of("--style=modern", option, image));
            }
            runs.add(new Batch.Run(List.of("--style=modern", image), typed(image), true));
        }
        List<Outcome> outcomes = Batch.runAll(folder, runs);
        for (int n = 0; n < images.size(); n++) {
            Files.writeString(folder.resolve(images.get(n) + ".dump"), outcomes.get(5 * n + 2).out());
        }
        Files.createDirectory(folder.resolve("again"));
        forEach(".dump", """
                i=${1%.dump}; cd again; truncate -r ../$i $i
                sfdisk -q --no-reread $i <../$1 >$i.said 2>&1; sfdisk -J $i >$i.J""", tools);
        List<DynamicTest> tests = new ArrayList<>();
        for (int n = 0; n < images.size(); n++) {
            String image = images.get(n);
            List<Outcome> ours = outcomes.subList(5 * n, 5 * n + 5);
            tests.add(dynamicTest("fdisk -l " + image, () -> Texts.assertSameListing("fdisk -l " + image, told(image, "l"), ours.get(0))));
            tests.add(dynamicTest("fdisk -x " + image, () -> Texts.assertSameListing("fdisk -x " + image, told(image, "x"), ours.get(1))));
            tests.add(dynamicTest("sfdisk -d " + image, () -> same("sfdisk -d " + image, told(image, "d"), ours.get(2))));
            tests.add(dynamicTest("sfdisk -J " + image, () -> assertThat(JsonTree.without(JsonTree.read(ours.get(3).out()), OURS))
                    .isEqualTo(JsonTree.read(told(image, "J")))));
            tests.add(dynamicTest("v and F of " + image, () ->
                    same("v and F of " + image, session(told(image, "v")), new Outcome(0, session(ours.get(4).out()), ""))));
            // Sfdisk makes no BSD label on a disk without an MBR, and SGI's partitions a sector shorter than any dump says, its own too.
            if (!image.startsWith("bsd") && !image.startsWith("sgi")) {
                tests.add(dynamicTest("sfdisk with the dump of " + image, () ->
                        assertThat(JsonTree.read(text("again/" + image + ".J"))).as(text("again/" + image + ".said"))
                                .isEqualTo(JsonTree.read(told(image, "J")))));
            }
        }
        return tests;
    }

    /** In a BSD label fdisk has no v. */
    private static List<String> typed(String image) {
        return image.startsWith("bsd") ? List.of("F") : List.of("v", "F");
    }

    /** A session without its greeting, and without what fdisk says wrongly. */
    private static String session(String text) {
        // Of partitions of a Sun label that are not of whole cylinders fdisk speaks six times, and takes neighbours on the disk for one,
        // which it calls by the number of the first of them in the table.
        List<String> lines = new ArrayList<>(text.substring(text.indexOf(PROMPT))
                .replaceAll("Partition \\d+ doesn't end on cylinder boundary\\.\\n", "").lines().toList());
        // Fdisk says so where the file to start has its usual name, and only there.
        lines.remove("You have chosen an unusual bootfile name.");
        // Where no entry stands for all of an SGI disk, fdisk takes the first partition for it, and what that has for a gap.
        if (text.contains("Partition 11 should cover the entire disk.")) {
            lines.removeIf(line -> line.contains("Unused gap of "));
        }
        return String.join("\n", lines);
    }

    private static void same(String command, String theirs, Outcome ours) {
        Texts.assertSame(command, theirs, ours.out(), ours.err());
    }

    private String told(String image, String command) throws IOException {
        return text(image + "." + command);
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private List<String> images(String kind) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.matches(kind + "-\\d+\\.img")).sorted().toList();
        }
    }

    private void make(String kind) throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Path image = folder.resolve(String.format("%s-%03d.img", kind, seed));
            if (kind.equals("bsd")) {
                makeBsd(image, seed);
                continue;
            }
            RandomScript script = RandomScript.of(kind, seed);
            try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
                file.setLength(script.size());
            }
            Files.writeString(folder.resolve(image.getFileName() + ".script"), script.text());
        }
    }

    /** In the second sector, where fdisk looks for it: parted puts it into the first, and sfdisk wants an MBR before it. */
    private static void makeBsd(Path image, long seed) throws IOException {
        Random random = new Random(seed);
        long sectors = 4096 + random.nextLong(random.nextBoolean() ? 100_000 : 4_000_000_000L);
        BsdSector label = new BsdSector();
        int[] types = {0, 1, 7, 7, 8, 9, 14, 27, 99};
        int count = random.nextInt(17);
        for (int place = 0; place < count; place++) {
            long start = random.nextInt(4) == 0 ? 0 : random.nextLong(sectors);
            if (place == 2 && random.nextBoolean()) {
                label.partition(place, 0, sectors, 0);
            } else if (random.nextInt(4) > 0) {
                label.partition(place, start, random.nextLong(sectors - start) + 1, types[random.nextInt(types.length)]);
            }
        }
        if (random.nextBoolean()) {
            label.telling(Math.max(count, random.nextInt(17)));
        }
        if (random.nextBoolean()) {
            label.typeName("SCSI");
        }
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(sectors * 512);
            file.seek(512);
            file.write(label.bytes());
        }
    }

    /**
     * Has a shell do this for each file of the folder with such an end of its name, many at a time: sfdisk sleeps a quarter of a second
     * after it has written.
     */
    private void forEach(String end, String commands, String tools) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("each"), tools + commands);
        String all = "find . -maxdepth 1 -name '*" + end + "' -printf '%f\\n' | xargs -P 40 -n 1 sh " + script + " 2>/dev/null; true";
        Outcome outcome = RealTool.outcomeOf(List.of("sh", "-c", all), folder, Map.of("LC_ALL", "C.UTF-8"), "");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
    }
}
