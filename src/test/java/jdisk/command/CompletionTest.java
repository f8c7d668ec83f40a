package jdisk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdisk.image.Image;
import jdisk.shell.ScriptedConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.source.Sources;
import jdisk.testing.GptDisk;
import jdisk.testing.BsdSector;
import jdisk.testing.ImageRecipe;
import jdisk.text.Visible;
import org.jline.reader.Candidate;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proposes at each place of a line what can stand there. */
final class CompletionTest {

    private final Path folder;

    CompletionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** What stands at the cursor, which is at the end of the line, on the laptop's disk. */
    private List<Candidate> at(String line) throws IOException {
        return at(line, ImageRecipe.named("laptop").buildIn(folder), false);
    }

    private static List<Candidate> at(String line, Path file, boolean expert) throws IOException {
        Visible visible = new Visible(StandardCharsets.UTF_8);
        try (Image image = Sources.open(file)) {
            Session session = new Session(image, Session.Wishes.NONE, visible);
            CommandWords words = new CommandWords(visible);
            Shell shell = new Shell(session, new ScriptedConsole(), words);
            if (expert) {
                shell.run(List.of("x"));
            }
            ParsedLine parsed = new DefaultParser().parse(line, line.length(), Parser.ParseContext.COMPLETE);
            List<Candidate> candidates = new ArrayList<>();
            new Completion(words, shell).complete(
                    LineReaderBuilder.builder().terminal(new DumbTerminal(System.in, System.out)).build(), parsed, candidates);
            return candidates;
        }
    }

    private static List<String> values(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::value).toList();
    }

    private static String description(List<Candidate> candidates, String value) {
        return candidates.stream().filter(candidate -> candidate.value().equals(value)).findFirst().orElseThrow().descr();
    }

    @Test
    void keysWithTheirHelpAndWordsWithTheirHeader() throws IOException {
        List<Candidate> candidates = at("");
        assertThat(values(candidates)).contains("p", "v", "i", "q", "extract", "offset", "quit").doesNotContain("d", "w", "e");
        assertThat(description(candidates, "p")).isEqualTo("print the partition table");
        assertThat(description(candidates, "extract")).isEqualTo("copy a partition to a file");
    }

    @Test
    void keysOfTheMenuTheUserIsIn() throws IOException {
        Path image = ImageRecipe.named("laptop").buildIn(folder);
        assertThat(values(at("", image, true))).contains("e", "h", "s", "r").doesNotContain("x", "i", "F");
        assertThat(values(at("x ", image, false))).contains("e", "h", "s").doesNotContain("x", "i");
    }

    /** Once one is begun, the partitions of a disklabel within one. */
    @Test
    void partitionsOfADisklabel() throws IOException {
        byte[] image = new byte[1 << 20];
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(450, (byte) 0xa5).putInt(454, 63).putInt(458, 1900).put(510, (byte) 0x55).put(511, (byte) 0xaa);
        bytes.put(64 * 512, new BsdSector().partition(0, 0, 1000, 7).partition(2, 0, 1900, 0).partition(3, 1000, 900, 1).bytes());
        Path file = Files.write(folder.resolve("bsd.img"), image);
        assertThat(values(at("extract ", file, false))).contains("1").doesNotContain("1:a");
        List<Candidate> begun = at("extract 1:", file, false);
        assertThat(values(begun)).contains("1:a", "1:d").doesNotContain("1:c");
        assertThat(description(begun, "1:d")).isEqualTo("swap, 450K");
    }

    @ParameterizedTest
    @CsvSource({"offset", "extract", "hash", "i", "mount", "hexdump", "probe", "'extract --force'", "'x offset'"})
    void partitionsWithTypeAndSize(String command) throws IOException {
        List<Candidate> candidates = at(command + " ");
        assertThat(values(candidates)).contains("1", "2", "5", "6");
        assertThat(description(candidates, "1")).isEqualTo("HPFS/NTFS/exFAT, 3.5G");
        assertThat(description(candidates, "6")).isEqualTo("Linux, 886.4M");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "extract ; disk|all|gaps|tables|--force|--sparse=|--hash=",
        "extract --; --resume|--partial|--raw|--on-error=",
        "extract --sparse=; --sparse=auto|--sparse=always|--sparse=never",
        "extract 6 --sparse ; auto|always|never",
        "extract --on-error=; --on-error=stop|--on-error=zero",
        "extract --hash=; --hash=md5|--hash=sha256",
        "extract --hash=md5,; --hash=md5,sha1|--hash=md5,sha512",
        "hash ; disk|all",
        "hash 6 ; md5|sha1|sha224|sha256|sha384|sha512|--on-error=",
        "hash 6 md5 ; sha256",
        "style ; auto|classic|modern",
        "help ; offset|extract|p",
        "? ; offset|extract|p",
        "map ; --json",
    })
    void whatAWordTakes(String line, String expected) throws IOException {
        assertThat(values(at(line + (line.endsWith("=") || line.endsWith(",") || line.endsWith("--") ? "" : " "))))
                .contains(expected.split("\\|", -1));
    }

    @Test
    void whatIsGivenAlreadyIsNotProposedAgain() throws IOException {
        assertThat(values(at("hash 6 md5 "))).contains("sha1").doesNotContain("md5");
        assertThat(values(at("extract --hash=md5,"))).contains("--hash=md5,sha1").doesNotContain("--hash=md5,md5");
    }

    /** A file or a folder: the folder is read once, and each name is there once. */
    @Test
    void filesAndFoldersEachOnce() throws IOException {
        Files.createDirectory(folder.resolve("out"));
        Files.createFile(folder.resolve("out.img"));
        List<String> values = values(at("extract 6 " + folder + "/o"));
        assertThat(values).containsOnlyOnce(folder + "/out/", folder + "/out.img");
    }

    @ParameterizedTest
    @CsvSource({"mount 6 /mnt , 0", "c , 0", "p , 0", "nonsense , 0", "i 6 , 0", "pwd , 0", "extract 6 --force , -1"})
    void nothingWhereNothingIsTaken(String line, int count) throws IOException {
        List<String> values = values(at(line + " "));
        assertThat(values).doesNotContain("1", "disk");
        if (count == 0) {
            assertThat(values).isEmpty();
        } else {
            assertThat(values).contains("--raw").doesNotContain("--force");
        }
    }

    @Test
    void files() throws IOException {
        Files.createFile(folder.resolve("two words.txt"));
        Files.createFile(folder.resolve(".hidden"));
        Files.createDirectory(folder.resolve("deep"));
        Files.createFile(folder.resolve("bad\033[2Jname"));
        for (String word : List.of("source ", "compare ", "extract 6 ", "dd 6 ")) {
            List<Candidate> candidates = at(word + folder + "/");
            assertThat(values(candidates)).contains(folder + "/two words.txt", folder + "/deep/").doesNotContain(folder + "/.hidden");
            assertThat(candidates).filteredOn(candidate -> candidate.value().endsWith("/")).noneMatch(Candidate::complete);
            assertThat(candidates.stream().map(Candidate::displ)).contains("bad\\x1b[2Jname");
        }
        assertThat(values(at("source " + folder + "/.h"))).containsExactly(folder + "/.hidden");
        assertThat(values(at("mount 6 " + folder + "/"))).containsExactly(folder + "/deep/");
        assertThat(values(at("source " + folder + "/nowhere/"))).isEmpty();
    }

    /** Names are the image's: they may hold what would drive the terminal. */
    @Test
    void namesFromTheImageAreMadeVisible() throws IOException {
        Path image = new GptDisk(65_536).partition(1, 2048, 4095, "\033[2Jgone").seal().write(folder.resolve("evil.img"));
        assertThat(description(at("extract ", image, false), "1")).contains("1M", "\\x1b[2Jgone").doesNotContain("\033");
    }

    @Test
    void noTable() throws IOException {
        Path zeros = ImageRecipe.named("zeros").buildIn(folder);
        assertThat(values(at("extract ", zeros, false))).contains("disk").doesNotContain("1");
        assertThat(values(at("i ", zeros, false))).isEmpty();
    }
}
