package jdisk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.image.FileImage;
import jdisk.image.Image;
import jdisk.image.Progress;
import jdisk.label.Label;
import jdisk.testing.Outcome;
import jdisk.testing.Parted;
import jdisk.testing.RealTool;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds what real tools made, at an odd place amid noise, with nothing that leads to it, and says of it what they and blkid say. */
@Tag("realtool")
final class LostByToolsTest {
    private static final int MIB = 1 << 20;
    private static final int SECTOR = 512;

    /** Where what was made is put, in sectors. */
    private static final int PLACE = 5001;

    private final Path folder;
    private final Path disk;

    LostByToolsTest(@TempDir Path folder) {
        this.folder = folder;
        this.disk = folder.resolve("disk");
    }

    private void run(String tool, String... arguments) throws IOException, InterruptedException {
        Outcome outcome = RealTool.named(tool, 1).run(folder, arguments);
        assertThat(outcome.status()).as(outcome.toString()).isZero();
    }

    private Path empty(String name, int mebibytes) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength((long) mebibytes * MIB);
        }
        return file;
    }

    private static void put(Path disk, int sector, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek((long) sector * SECTOR);
            file.write(bytes);
        }
    }

    /** Makes a disk of noise with what was made in it. */
    private void hide(Path made) throws IOException {
        byte[] noise = new byte[64 * MIB];
        new Random(1).nextBytes(noise);
        byte[] bytes = Files.readAllBytes(made);
        System.arraycopy(bytes, 0, noise, PLACE * SECTOR, bytes.length);
        Files.write(disk, noise);
    }

    private Search.Result search() throws IOException {
        try (Image image = FileImage.open(disk)) {
            return Search.run(image, new Search.Plan(SectorSize.DEFAULT, 0, image.size()), Progress.until(() -> false));
        }
    }

    /** What is found, a line each: start, sectors, type, label, UUID, confidence. */
    private List<String> found() throws IOException {
        return search().hits().stream().map(hit -> hit.start() / SECTOR + "+" + hit.length() / SECTOR + " " + hit.contents().type() + " "
                + hit.contents().label() + " " + hit.contents().uuid() + " " + hit.confidence().word()).toList();
    }

    private String blkid(Path volume, String key) throws IOException, InterruptedException {
        String out = RealTool.named("blkid", 1).run(folder, "-p", "-o", "export", volume.toString()).out();
        Matcher matcher = Pattern.compile("(?m)^" + key + "=(.*)$").matcher(out);
        return matcher.find() ? matcher.group(1) : "";
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--blocksize=512", "--blocksize=1024", "--blocksize=2048", "--blocksize=4096", "--media-type=cdrw", "--blocksize=512 --udfrev=1.02",
        "--media-type=bdr", "--media-type=dvdram"})
    void udf(String options) throws IOException, InterruptedException {
        Path volume = empty("volume", 24);
        List<String> arguments = new ArrayList<>(Arrays.asList(options.split(" ")));
        arguments.addAll(List.of("--label=a disc", volume.toString()));
        run("mkudffs", arguments.toArray(String[]::new));
        hide(volume);
        assertThat(found()).containsExactly(PLACE + "+49152 udf a disc " + blkid(volume, "UUID") + " sure");
    }

    @Test
    void hfs() throws IOException, InterruptedException {
        Path volume = empty("volume", 20);
        run("hformat", "-l", "Old Mac", volume.toString());
        assertThat(blkid(volume, "TYPE")).isEqualTo("hfs");
        hide(volume);
        assertThat(found()).containsExactly(PLACE + "+40960 hfs Old Mac  sure");
        put(disk, PLACE, new byte[3 * SECTOR]);
        assertThat(found()).containsExactly(PLACE + "+40960 hfs Old Mac  likely");
        put(disk, PLACE, new byte[MIB]);
        assertThat(found()).isEmpty();
    }

    /** What parted and sfdisk say of a table, of the partitions that hold something. */
    private void assertTable(Path made, String kind, List<Parted.Row> rows) throws IOException, InterruptedException {
        run("mkfs.fat", "-C", "-n", "INSIDE", folder.resolve("fat").toString(), "1440");
        byte[] fat = Files.readAllBytes(folder.resolve("fat"));
        for (Parted.Row row : rows) {
            put(made, (int) row.start(), fat);
        }
        hide(made);
        Search.Result result = search();
        assertThat(result.tables())
                .allSatisfy(hit -> assertThat(hit.reading().start()).isEqualTo(PLACE * SECTOR))
                .allSatisfy(hit -> assertThat(hit.table().kind().id()).isEqualTo(kind));
        assertThat(result.tables().getFirst().reading().partitions())
                .map(partition -> (partition.first() / SECTOR - PLACE) + "+" + partition.count() / SECTOR)
                .containsExactlyInAnyOrderElementsOf(rows.stream().map(row -> row.start() + "+" + row.count()).toList());
        // Each as long as its table says.
        assertThat(result.hits()).map(hit -> (hit.start() / SECTOR - PLACE) + "+" + hit.length() / SECTOR + " " + hit.contents().label())
                .containsExactlyElementsOf(rows.stream().map(row -> row.start() + "+" + row.count() + " INSIDE").toList());
        assertThat(result.hits()).allSatisfy(hit -> assertThat(hit.table()).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "amiga, amiga, primary", "bsd, bsd, ext2", "mac, mac, a ext2", "sun, sun, ext2", "msdos, dos, primary", "gpt, gpt, a"})
    void tablesByParted(String label, String kind, String what) throws IOException, InterruptedException {
        Path made = empty("made", 48);
        Parted parted = Parted.found();
        // On cylinders, which some of these count in.
        parted.change(made, "mklabel " + label + " mkpart " + what + " 16128s 32255s mkpart " + what + " 32256s 64511s");
        List<Parted.Row> rows = parted.read(made, label).stream().filter(row -> row.start() > 1).toList();
        assertThat(rows).hasSize(2);
        assertTable(made, kind, rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgi", "sun", "dos", "gpt"})
    void tablesBySfdisk(String label) throws IOException, InterruptedException {
        Path made = empty("made", 48);
        String script = "label: " + label + "\n1: start=16065, size=16065\n2: start=32130, size=16065\n";
        Outcome outcome = RealTool.named("sfdisk", 1).runReading(script, folder, "-q", made.toString());
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        List<Parted.Row> rows = new ArrayList<>();
        String dump = RealTool.named("sfdisk", 1).run(folder, "-d", made.toString()).out();
        Matcher lines = Pattern.compile("start= *(\\d+), size= *(\\d+)").matcher(dump);
        while (lines.find()) {
            rows.add(new Parted.Row(rows.size() + 1, Long.parseLong(lines.group(1)), Long.parseLong(lines.group(2)), ""));
        }
        assertThat(rows).as(dump).hasSize(2);
        assertTable(made, label, rows);
    }

    /** The disklabel that fdisk makes in a slice: its places count from the disk, which need not be the one it is found in. */
    @Test
    void aDisklabelByFdisk() throws IOException, InterruptedException {
        Path made = empty("made", 48);
        RealTool fdisk = RealTool.named("fdisk", 1);
        fdisk.runReading("o\nn\np\n1\n2048\n\nt\na5\nw\n", folder, made.toString());
        Outcome outcome = fdisk.runReading("b\ny\nn\na\n4096\n+8M\nt\na\n7\np\nw\nq\n", folder, made.toString());
        Matcher line = Pattern.compile("(?m)^a +(\\d+) +(\\d+) +(\\d+) .*4\\.2BSD").matcher(outcome.out());
        assertThat(line.find()).as(outcome.out()).isTrue();
        put(made, 0, new byte[SECTOR]);
        Files.copy(made, disk);
        assertThat(search().tables()).map(hit -> hit.start() / SECTOR + " " + hit.table().kind() + " " + hit.table().isProved() + " "
                        + hit.reading().partitions().getFirst().first() / SECTOR + " " + hit.reading().partitions().getFirst().count() / SECTOR)
                .containsExactly("2049 " + Label.Kind.BSD + " true " + line.group(1) + " " + line.group(3));
    }

    /** The image of a disk in a file: its table and what that tells of are in the file, and so no partitions of the disk. */
    @ParameterizedTest
    @ValueSource(strings = {"dos", "gpt"})
    void aDiskInAFile(String label) throws IOException, InterruptedException {
        Path inner = empty("machine.img", 16);
        Outcome outcome = RealTool.named("sfdisk", 1)
                .runReading("label: " + label + "\nstart=2048, size=8192\n", folder, "-q", inner.toString());
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        run("mkfs.fat", "-C", "-n", "INSIDE", folder.resolve("fat").toString(), "1440");
        put(inner, 2048, Files.readAllBytes(folder.resolve("fat")));
        Path volume = empty("volume", 40);
        run("mkfs.fat", "-F", "16", volume.toString());
        run("mcopy", "-i", volume.toString(), inner.toString(), "::");
        hide(volume);
        Search.Result result = search();
        assertThat(result.hits()).filteredOn(Hit::isPartition).map(hit -> hit.contents().type()).containsExactly("vfat");
        assertThat(result.hits()).filteredOn(hit -> !hit.isPartition())
                .map(hit -> hit.contents().label() + " " + path(hit.standing())).containsExactly("INSIDE /machine.img");
        assertThat(result.tables()).isNotEmpty()
                .allSatisfy(hit -> assertThat(hit.table().kind().id()).isEqualTo(label.toLowerCase(Locale.ROOT)))
                .allSatisfy(hit -> assertThat(path(hit.standing())).isEqualTo("/machine.img"));
    }

    private static String path(Standing standing) {
        return standing instanceof Standing.InFile(Hit outer, String path) ? path : standing.toString();
    }
}
