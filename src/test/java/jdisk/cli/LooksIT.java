package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Launcher;
import jdisk.testing.RealTool;
import jdisk.testing.TmuxScreen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks on a terminal as it should: in colour, drawn, paged, and none of it where it would be in the way. */
@Tag("terminal")
final class LooksIT {

    private static final String PROMPT = "Command (m for help):";
    private static final String PAGER = "space: on, b: back, /: search, q: done";
    private static final int NARROW = 60;

    private final Path folder;

    LooksIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        ImageRecipe.named("laptop").build(folder.resolve("hda.img"));
        ImageRecipe.named("overlapping").build(folder.resolve("bad.img"));
        Files.writeString(folder.resolve("p.jdisk"), "p\nmap\nv\nnonsense\n");
    }

    private TmuxScreen run(String line, Map<String, String> environment) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(Map.of("HOME", folder.toString(), "XDG_STATE_HOME", folder.resolve("state").toString(),
                "JDISK_STYLE", "", "NO_COLOR", "", "JDISK", Launcher.script().toString()));
        all.putAll(environment);
        return TmuxScreen.running(line, folder, all);
    }

    private TmuxScreen start() throws IOException, InterruptedException {
        return run("\"$JDISK\" --style=modern hda.img", Map.of());
    }

    private static void awaitPager(TmuxScreen screen) throws IOException, InterruptedException {
        screen.awaitRows("the pager", rows -> rows.contains(PAGER));
    }

    /** A terminal that nobody here has heard of gets the usual sequences, and no word of Java's. */
    @Test
    void unknownTerminal() throws Exception {
        try (TmuxScreen screen = run("TERM=foot-9000 \"$JDISK\" --demo", Map.of())) {
            screen.awaitLastLine(PROMPT);
            screen.enter("offset 6");
            screen.awaitLastLine(PROMPT);
            assertThat(screen.text()).contains("3939941376").doesNotContain("Exception", "WARNING", "at org.");
        }
    }

    @Test
    void headersAndDoubtsStandOut() throws Exception {
        try (TmuxScreen screen = run("\"$JDISK\" --style=modern bad.img", Map.of())) {
            screen.awaitLastLine(PROMPT);
            screen.enter("p");
            screen.await("^bad.img4 ");
            screen.enter("v");
            screen.await("errors detected");
            screen.enter("nonsense");
            screen.await("unknown command");
            assertThat(screen.styledText()).contains("\033[1mDisk bad.img", "\033[1mSectors", "\033[31mPartition 1: overlaps partition 2.",
                    "\033[31mjdisk: bad.img: nonsense: unknown command");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_COLOR=1 \"$JDISK\" bad.img p", "TERM=dumb \"$JDISK\" bad.img p", "\"$JDISK\" --color=never bad.img p",
        "printf 'p\\nmap\\nv\\nzz\\nq\\n' | \"$JDISK\" bad.img", "\"$JDISK\" --keep-going -f p.jdisk bad.img", "\"$JDISK\" -l bad.img | cat",
        "\"$JDISK\" bad.img v | cat"})
    void plain(String line) throws Exception {
        try (TmuxScreen screen = run(line, Map.of())) {
            screen.await("^EXIT \\d$");
            assertThat(screen.styledText()).contains("artition").doesNotContain("\033");
        }
    }

    /** Plain in the shell, too: nothing is set off, drawn or paged. */
    @Test
    void dumbTerminal() throws Exception {
        try (TmuxScreen screen = run("TERM=dumb \"$JDISK\" --style=modern bad.img", Map.of())) {
            screen.resize(110, 10);
            screen.awaitLastLine(PROMPT);
            screen.enter("l");
            screen.await("linuxex");
            screen.awaitLastLine(PROMPT);
            screen.enter("map");
            screen.await(" gap\n\nCommand .m for help.:$");
            screen.enter("v");
            screen.await("errors detected");
            assertThat(screen.styledText()).doesNotContain("\033").doesNotContain("^[");
        }
    }

    @Test
    void typesAreCutAsFdiskCutsThem() throws Exception {
        Path fdisk = RealTool.named("fdisk", 1).program();
        try (TmuxScreen screen = run("stty cols " + NARROW + "; " + fdisk + " -l hda.img; echo ----; \"$JDISK\" --style=modern -l hda.img",
                Map.of())) {
            screen.await("^EXIT 0$");
            String[] listings = screen.styledText().split("----\n|EXIT", -1);
            assertThat(listings[0]).contains("HPFS/NTF").doesNotContain("HPFS/NTFS/exFAT");
            assertThat(listings[1]).isEqualTo(listings[0]);
        }
    }

    @Test
    void drawnInTheTerminalsWidth() throws Exception {
        try (TmuxScreen screen = run("stty cols " + NARROW + "; \"$JDISK\" hda.img map", Map.of())) {
            screen.await("^EXIT 0$");
            assertThat(screen.text()).contains("\n1 HPFS/NTFS/exFAT   " + "█".repeat(30) + "▒\n");
        }
        try (TmuxScreen screen = run("LC_ALL=C \"$JDISK\" hda.img map", Map.of())) {
            screen.await("^EXIT 0$");
            assertThat(screen.text()).contains("\n1 HPFS/NTFS/exFAT       ##########").matches("[\\x00-\\x7f]*");
        }
        try (TmuxScreen screen = run("\"$JDISK\" hda.img map | cat", Map.of())) {
            screen.await("^EXIT 0$");
            assertThat(screen.text()).contains("9514259").doesNotContain("█", "tables ");
        }
    }

    @Test
    void mapInANarrowerWindow() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            screen.enter("map");
            screen.await(" gap\n\nCommand .m for help.:$");
            String before = screen.text();
            screen.resize(NARROW, 40);
            screen.type("offset 6");
            screen.awaitLastLine(PROMPT + " offset 6");
            assertThat(screen.textToCursor()).as("the terminal wraps, and nothing is written over").isEqualTo(before + " offset 6");
            screen.strike("Enter");
            screen.await("^3939941376$");
            screen.enter("map");
            screen.await("^1 HPFS/NTFS/exFAT   █{30}▒$");
            screen.awaitLastLine(PROMPT);
        }
    }

    /** Shown by the pager, the drawing is cut at the window's edge, and is whole again in a wide window. */
    @Test
    void pagedMapInANarrowerWindow() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            screen.resize(110, 20);
            screen.enter("map");
            awaitPager(screen);
            List<String> wide = screen.rows();
            screen.resize(NARROW, 20);
            List<String> cut = wide.stream().map(row -> row.substring(0, Math.min(row.length(), NARROW)).stripTrailing()).toList();
            screen.awaitRows("rows cut at the edge", cut::equals);
            screen.resize(110, 20);
            screen.awaitRows("whole rows", wide::equals);
            screen.strike("q");
            screen.awaitLastLine(PROMPT);
            screen.enter("size 6");
            screen.await("929424384$");
        }
    }

    @Test
    void longListingsArePaged() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            screen.resize(110, 16);
            screen.enter("l");
            awaitPager(screen);
            assertThat(screen.text()).contains("FAT12").doesNotContain("linuxex");
            screen.strike("Space");
            screen.strike("Space");
            screen.await("linuxex");
            screen.strike("q");
            screen.awaitLastLine(PROMPT);
            assertThat(screen.text()).as("what was seen last stays").contains("linuxex");
            screen.enter("l");
            awaitPager(screen);
            screen.strike("C-c");
            screen.awaitLastLine(PROMPT);
            screen.enter("p");
            screen.await("^hda.img6 ");
            screen.awaitLastLine(PROMPT);
            screen.enter("q");
            screen.await("^EXIT 0$");
        }
    }

    /** The log has the lines as they were in the end, not the keys they were edited with, and all of what was paged. */
    @Test
    void recordOfATerminal() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            screen.resize(110, 16);
            screen.enter("record s.txt");
            screen.await("^Recording to s.txt.$");
            screen.awaitLastLine(PROMPT);
            screen.type("offsex");
            screen.strike("BSpace");
            screen.enter("t 6");
            screen.await("^3939941376$");
            screen.type("gone");
            screen.awaitLastLine(PROMPT + " gone");
            screen.strike("C-c");
            screen.awaitLastLine(PROMPT);
            screen.enter("l");
            awaitPager(screen);
            screen.strike("q");
            screen.awaitLastLine(PROMPT);
            screen.strike("C-d");
            screen.await("^EXIT 0$");
        }
        assertThat(Files.readString(folder.resolve("s.txt")))
                .contains("(m for help): offset 6\n3939941376\n", "^C\n", "linuxex")
                .doesNotContain("offsex", "\033", "\b")
                .matches("(?s).*\nrecorded to \\S+\n");
    }

    /** Ctrl-C ends a session on a pipe as it ends any program; what was recorded is a whole page all the same. */
    @Test
    void recordIsCompletedWhenTheProgramIsEnded() throws Exception {
        try (TmuxScreen screen = run("(printf 'record s.html\\noffset 6\\n'; sleep 100) | \"$JDISK\" hda.img", Map.of())) {
            screen.await("^.*3939941376$");
            screen.strike("C-c");
            screen.await("EXIT \\d+$");
        }
        assertThat(Files.readString(folder.resolve("s.html"))).contains("3939941376").endsWith("</pre>\n</body>\n</html>\n");
    }
}
