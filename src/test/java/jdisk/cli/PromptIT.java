package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Launcher;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.testing.TmuxScreen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Helps whoever types at it: completes, remembers, stops when told to, and makes do with a plain terminal. */
@Tag("terminal")
final class PromptIT {

    private static final String PROMPT = "Command (m for help):";

    private final Path folder;

    PromptIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        ImageRecipe.named("laptop").build(folder.resolve("hda.img"));
    }

    @Test
    void tabShowsPartitionsWithTheirSizes() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.type("extract ");
            screen.strike("Tab");
            screen.await("^1 +HPFS/NTFS/exFAT, 3.5G$");
            screen.await("^6 +Linux, 886.4M$");
            screen.await("^disk$");
            screen.await("^--resume +continue what an earlier run did not complete$");
        }
    }

    @Test
    void tabShowsKeysAndWords() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.resize(110, 60);
            screen.strike("Tab");
            screen.await("^p +print the partition table");
            screen.await("^offset +byte offset of a partition");
        }
    }

    @Test
    void tabQuotesBlanks() throws Exception {
        Files.writeString(folder.resolve("my places.jdisk"), "offset 6\n");
        try (TmuxScreen screen = start()) {
            screen.type("source my");
            screen.strike("Tab");
            screen.awaitLastLine(PROMPT + " source my\\ places.jdisk");
            screen.strike("Enter");
            screen.await("^3939941376$");
        }
    }

    @Test
    void controlRFindsHistory() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.enter("size 5");
            screen.await("^131572224\n\n" + PROMPT.replace("(", "\\(").replace(")", "\\)") + "$");
            screen.enter("offset 6");
            screen.await("^3939941376\n\n" + PROMPT.replace("(", "\\(").replace(")", "\\)") + "$");
            screen.strike("C-r");
            screen.type("siz");
            screen.await("size 5$");
            screen.strike("Enter");
            screen.await("(?s)^131572224$.*^3939941376$.*^131572224$");
        }
    }

    @Test
    void exclamationMarksAreCharacters() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.enter("offset 6");
            screen.await("^3939941376$");
            screen.enter("!!");
            screen.await("!!: unknown command");
            screen.enter("size !1");
            screen.await("'!1' is not a partition");
        }
    }

    /** What a script runs, and what a question is answered, is no command that was typed. */
    @Test
    void historyHoldsWhatIsTyped() throws Exception {
        Files.writeString(folder.resolve("where.jdisk"), "offset 5\nsize 5\n");
        assertThat(Launcher.in(folder).with("XDG_STATE_HOME", folder.resolve("state").toString())
                .run("-f", "where.jdisk", "hda.img").out()).isEqualTo("3808336896\n131572224\n");
        try (TmuxScreen screen = start()) {
            screen.enter("source where.jdisk");
            screen.await("^131572224$");
            screen.enter("x");
            screen.await("^Expert command .*:$");
            screen.enter("c");
            screen.await("^Number of cylinders .*:$");
            screen.enter("77");
            screen.await("(?s)Number of cylinders .*Expert command [^\n]*:$");
            screen.enter(" q secret");
            screen.await("takes no answer");
            screen.enter("q");
            screen.await("^EXIT 0$");
        }
        Path history = folder.resolve("state/jdisk/history");
        assertThat(Files.readAllLines(history)).containsExactly("source where.jdisk", "x", "c", "q");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history))).isEqualTo("rw-------");
    }

    @Test
    void twoShellsAtATime() throws Exception {
        try (TmuxScreen one = start(); TmuxScreen other = start(Files.createDirectories(folder.resolve("other")), "../hda.img", Map.of())) {
            one.enter("offset 6");
            one.await("^3939941376$");
            other.enter("size 6");
            other.await("^929424384$");
            one.enter("offset 5");
            one.await("^3808336896$");
            other.enter("size 5");
            other.await("^131572224$");
        }
        assertThat(Files.readAllLines(folder.resolve("state/jdisk/history")))
                .containsExactly("offset 6", "size 6", "offset 5", "size 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/self/nowhere", "/dev/null", "nul\\0"})
    void noPlaceForAHistory(String state) throws Exception {
        try (TmuxScreen screen = start(folder, "hda.img", Map.of("XDG_STATE_HOME", state, "HOME", "/proc/nobody"))) {
            screen.enter("offset 6");
            screen.await("^Command .m for help.: offset 6\n3939941376\n\nCommand .m for help.:$");
            screen.enter("q");
            screen.await("^EXIT 0$");
            assertThat(screen.text().lines().filter(line -> !line.isBlank())).hasSize(5);
        }
    }

    @Test
    void controlCStopsACopyAndTellsWhatBecameOfIt() throws Exception {
        long size = dense("big.img");
        try (TmuxScreen screen = start(folder, "big.img", Map.of())) {
            screen.enter("extract disk copy.img --hash=sha512,sha256,md5");
            screen.await("part(ial)?|copy.img|MiB|disk");
            screen.await("the copy begun", text -> Files.exists(folder.resolve("copy.img.partial")));
            screen.strike("C-c");
            screen.await("interrupted; copy.img.partial holds \\d+ of " + size + " bytes: --resume continues it"
                    + "|interrupted; nothing is kept");
            screen.awaitLastLine(PROMPT);
            screen.enter("offset 1");
            screen.await("^1048576$");
        }
        assertThat(folder.resolve("copy.img")).doesNotExist();
    }

    @Test
    void controlCStopsADigest() throws Exception {
        dense("big.img");
        try (TmuxScreen screen = start(folder, "big.img", Map.of())) {
            screen.enter("hash disk sha512 sha256 md5 sha1 sha384");
            screen.await("\\d+%|\\d [KMG]i?B/s"); // not the MB of MBR
            screen.strike("C-c");
            screen.await("interrupted$");
            screen.awaitLastLine(PROMPT);
        }
    }

    /** A gigabyte that is no hole and takes seconds to read, with a partition at its first mebibyte. */
    private long dense(String name) throws IOException {
        long size = 1L << 30;
        Path image = ImageRecipe.parse("size " + size + "\nmbr 1: 00 0/1/1 83 0/0/1 start 2048 count 2000000\n")
                .build(folder.resolve(name));
        byte[] piece = new byte[1 << 20];
        java.util.Arrays.fill(piece, (byte) 0x5a);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            for (long at = 1 << 20; at < size; at += piece.length) {
                file.seek(at);
                file.write(piece);
            }
        }
        return size;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', value = {
        "offset 'x | the quote ' is not closed",
        "offset --zz | offset: unexpected argument '--zz'; usage: offset [--json] [N...]",
        "pwd 1 | pwd: unexpected argument '1'; usage: pwd",
        "extrakt 6 | extrakt: unknown command; did you mean 'extract'?",
        "source self.jdisk | self.jdisk:1: 'self.jdisk' is being run already; a script cannot run itself",
    })
    void oneLineAndOnItGoes(String typed, String complaint) throws Exception {
        Files.writeString(folder.resolve("self.jdisk"), "source self.jdisk\n");
        try (TmuxScreen screen = start()) {
            screen.enter(typed);
            screen.await(complaint, text -> text.contains(complaint));
            screen.await("\n\nCommand .m for help.:$");
            screen.enter("offset 6");
            screen.await("^3939941376$");
            // The greeting, what was typed, the complaint, typed again, the answer, and prompts.
            assertThat(screen.text().lines().filter(line -> !line.isBlank())).hasSizeBetween(5, 6);
        }
    }

    @ParameterizedTest
    @CsvSource({"10000000, 'x'", "5000, '\\001\\377\\033[A'"})
    void muchIsPasted(int length, String what) throws Exception {
        Path pasted = folder.resolve("pasted");
        RealTool.named("bash", 1).run(folder, "-c",
                "{ printf '" + what + "%.0s' {1..100} | tr -d '\\n'; head -c " + length + " /dev/zero | tr '\\0' a; echo; } >" + pasted);
        try (TmuxScreen screen = start()) {
            screen.paste(pasted);
            screen.await("a line of more than 4096 characters is not a command");
            screen.awaitLastLine(PROMPT);
            screen.enter("offset 6");
            screen.await("^3939941376$");
        }
    }

    /** Lines that are pasted are commands, one each. */
    @Test
    void severalLinesArePasted() throws Exception {
        Path pasted = Files.writeString(folder.resolve("pasted"), "offset 5\noffset 6\n");
        try (TmuxScreen screen = start()) {
            screen.paste(pasted);
            screen.await("(?s)^3808336896$.*^3939941376$");
        }
    }

    /** No escape byte, no echo of its own: what a screen reader reads is what is written once. */
    @ParameterizedTest
    @ValueSource(strings = {"TERM=dumb", "-u TERM"})
    void plainTerminal(String term) throws Exception {
        Path script = RealTool.named("script", 1).program();
        Outcome outcome = Launcher.in(folder).with("HOME", folder.toString()).runInShell(
                "(sleep 1; printf 'offset 6\\nextrakt\\nx\\nc\\n300\\n'; sleep 1; printf 'q\\n'; sleep 1)"
                        + " | " + script + " -qec 'env " + term + " \"$JDISK\" hda.img' typescript >/dev/null");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        String written = Files.readString(folder.resolve("typescript"));
        assertThat(written).doesNotContain("\033").doesNotContain("\b").contains("3939941376\r\n")
                .contains(PROMPT, "did you mean 'extract'?", "Number of cylinders (1-1048576, default 592): ");
        assertThat(folder.resolve(".local")).doesNotExist();
    }

    @Test
    void plainTerminalIsUsable() throws Exception {
        dense("big.img");
        try (TmuxScreen screen = TmuxScreen.running("TERM=dumb '" + Launcher.script() + "' big.img", folder, Map.of())) {
            screen.awaitLastLine(PROMPT);
            screen.enter("offset 1");
            screen.await("^1048576$");
            screen.enter("hash disk sha512 sha256 md5 sha1 sha384");
            Thread.sleep(1_000);
            screen.strike("C-c");
            screen.await("interrupted$");
            screen.awaitLastLine(PROMPT);
            screen.strike("C-d");
            screen.await("^EXIT 0$");
            assertThat(screen.text()).doesNotContain("%");
        }
    }

    /** In a bash of the user's own, as it is installed. */
    @Test
    void bashCompletes() throws Exception {
        Path completion = Path.of("src", "build", "bash", "jdisk.bash").toAbsolutePath();
        Files.writeString(folder.resolve("rc"), "PS1='$ '\n. '" + completion + "'\n");
        try (TmuxScreen screen = TmuxScreen.running("bash --noprofile --rcfile rc", folder, Map.of("HOME", folder.toString()))) {
            screen.awaitLastLine("$");
            for (List<String> step : List.of(
                    List.of("jdisk hd", "$ jdisk hda.img"),
                    List.of("extr", "$ jdisk hda.img extract"),
                    List.of("--spar", "$ jdisk hda.img extract --sparse="))) {
                screen.type(step.getFirst());
                screen.strike("Tab");
                screen.awaitLastLine(step.getLast());
            }
            screen.strike("C-u");
            screen.type("jdisk --style=mod");
            screen.strike("Tab");
            screen.awaitLastLine("$ jdisk --style=modern");
            screen.type("-l hd");
            screen.strike("Tab");
            screen.awaitLastLine("$ jdisk --style=modern -l hda.img");
        }
    }

    private TmuxScreen start() throws IOException, InterruptedException {
        return start(folder, "hda.img", Map.of());
    }

    /** Runs the program, with a history that is not the user's own, up to its first prompt. */
    private TmuxScreen start(Path where, String image, Map<String, String> environment) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(Map.of("HOME", folder.toString(),
                "XDG_STATE_HOME", folder.resolve("state").toString(), "JDISK_STYLE", ""));
        all.putAll(environment);
        TmuxScreen screen = TmuxScreen.running("'" + Launcher.script() + "' " + image, where, all);
        screen.awaitLastLine(PROMPT);
        return screen;
    }
}
