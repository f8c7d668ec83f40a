package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdisk.command.CommandWords;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Launcher;
import jdisk.testing.TmuxScreen;
import jdisk.text.Visible;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nothing that is shown to be read is wider than the window, where the terminal would break it within a word: tmux tells a row that
 * it has wrapped from one that has ended.
 */
@Tag("terminal")
final class ScreensIT {
    private static final String PROMPT = "Command (m for help):";

    /** Errors that are long, and of which no word is. */
    private static final List<String> ERRORS = List.of("nonsense", "extract", "extract 9", "extract 2 x", "mount", "offset 77", "d", "map --json --svg a",
            "extract 6 --on-error=never", "ls 1", "hash 6 sha9", "search 5:1", "compare nothing", "record off", "adopt off", "find 6:/ -size x");

    private final Path folder;

    ScreensIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        ImageRecipe.named("laptop").build(folder.resolve("hda.img"));
        ImageRecipe.named("truncated").build(folder.resolve("cut.img"));
    }

    private TmuxScreen start(String arguments, int columns, int rows) throws IOException, InterruptedException {
        return TmuxScreen.running("stty cols " + columns + " rows " + rows + "; '" + Launcher.script() + "' " + arguments, folder, Map.of(
                "HOME", folder.toString(), "XDG_STATE_HOME", folder.resolve("state").toString(), "JDISK_STYLE", ""));
    }

    /** No row of the screen goes on in the next one: joined, they are as many as they are. */
    private static void assertNothingWraps(TmuxScreen screen, int columns) throws IOException, InterruptedException {
        List<String> lines = screen.text().lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(columns));
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "200, 50"})
    void helpFits(int columns, int rows) throws Exception {
        try (TmuxScreen screen = start("hda.img", columns, rows)) {
            screen.awaitLastLine(PROMPT);
            screen.resize(columns, 2_000); // so that no pager is in the way
            List<String> lines = new ArrayList<>(List.of("m", "help", "x m"));
            for (String word : new CommandWords(new Visible(StandardCharsets.UTF_8)).names()) {
                lines.add("help " + word);
            }
            for (String key : List.of("p", "v", "F", "i", "l", "u", "O", "x")) {
                lines.add("help " + key);
            }
            for (String line : lines) {
                screen.enter(line);
                screen.await(line, text -> text.contains(PROMPT + " " + line + "\n") && text.endsWith("\n" + PROMPT));
            }
            assertNothingWraps(screen, columns);
        }
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "200, 50"})
    void errorsFit(int columns, int rows) throws Exception {
        try (TmuxScreen screen = start("cut.img", columns, rows)) {
            screen.awaitLastLine(PROMPT);
            screen.resize(columns, rows);
            for (String line : ERRORS) {
                screen.enter(line);
                screen.await(line, text -> text.contains(PROMPT + " " + line + "\n") && text.endsWith("\n" + PROMPT));
            }
            assertThat(screen.text()).contains("unknown command");
            assertNothingWraps(screen, columns);
        }
    }

    /** What Tab shows fits, too, and nobody is asked whether to see it. */
    @ParameterizedTest
    @CsvSource({"80, 24", "200, 50"})
    void proposalsFit(int columns, int rows) throws Exception {
        for (String line : List.of("", "extract ", "extract 6 --", "inventory --", "help ")) {
            try (TmuxScreen screen = start("hda.img", columns, rows)) {
                screen.awaitLastLine(PROMPT);
                screen.resize(columns, rows);
                screen.type(line);
                screen.strike("Tab");
                screen.await(line.isEmpty() || line.equals("help ") ? "^inventory  all files|serve +export partitions" : "--");
                Thread.sleep(300);
                assertThat(screen.text()).contains(PROMPT).doesNotContain("do you wish");
                assertNothingWraps(screen, columns);
            }
        }
    }

    /** A pipe has a line for a message, however long. */
    @ParameterizedTest
    @CsvSource("80, 24")
    void aPipeHasWholeLines(int columns, int rows) throws Exception {
        try (TmuxScreen screen = start("cut.img extract 2 x 2>said; wc -l <said", columns, rows)) {
            screen.await("^EXIT 0$");
            assertThat(screen.text()).doesNotContain("jdisk:");
            assertThat(Files.readAllLines(folder.resolve("said"))).allMatch(said -> said.startsWith("jdisk: cut.img: "));
        }
    }
}
