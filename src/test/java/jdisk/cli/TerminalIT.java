package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Launcher;
import jdisk.testing.TmuxScreen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaves, typed by hand at a terminal, as a shell does. */
@Tag("terminal")
final class TerminalIT {

    private static final String PROMPT = "Command (m for help):";
    private static final String EXPERT_PROMPT = "Expert command (m for help):";

    private final Path folder;

    TerminalIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        ImageRecipe.named("laptop").build(folder.resolve("hda.img"));
    }

    @Test
    void printsTheTableAndQuits() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            screen.enter("p");
            screen.await("^hda.img6 +480 +592 +907641 +83  Linux\n\nCommand .m for help.:$");
            screen.enter("q");
            screen.await("^EXIT 0$");
        }
    }

    /** Who comes to a terminal is told where they are, and that nothing can go wrong; scripts are told nothing. */
    @Test
    void greets() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            assertThat(screen.text()).contains("hda.img: 4.54 GiB, DOS (MBR) partition table. Never written to; m for help.\n\n" + PROMPT);
        }
    }

    /** The menu and the list of words are seen whole, with the prompt, on the smallest of usual terminals. */
    @ParameterizedTest
    @ValueSource(strings = {"m", "help", "x m"})
    void fitsTheScreen(String command) throws Exception {
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            screen.resize(80, 24);
            screen.enter(command);
            screen.await("'help WORD' explains one.*\n\nCommand .m for help.:$");
            // What has scrolled off is in the text, too.
            List<String> lines = screen.text().lines().toList();
            assertThat(lines.subList(Math.max(lines.size() - 24, 0), lines.size()))
                    .anyMatch(line -> line.startsWith(command.equals("help") ? "Look " : "Keys"));
        }
    }

    @Test
    void controlZSuspends() throws Exception {
        try (TmuxScreen screen = start("bash --norc -i -c 'set -m; " + Launcher.script() + " hda.img; echo SUSPENDED; sleep 0.3; fg'")) {
            screen.awaitLastLine(PROMPT);
            screen.strike("C-z");
            screen.await("^SUSPENDED$");
            screen.enter("");
            screen.enter("offset 6");
            screen.await("^3939941376$");
        }
    }

    @Test
    void tabCompletesACommand() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            screen.type("off");
            screen.strike("Tab");
            screen.awaitLastLine(PROMPT + " offset");
            screen.enter(" 6");
            screen.await("^3939941376$");
            screen.awaitLastLine(PROMPT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "compare"})
    void tabCompletesAFile(String word) throws Exception {
        Files.writeString(folder.resolve("places.jdisk"), "offset 6\n");
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            screen.type(word + " pla");
            screen.strike("Tab");
            screen.awaitLastLine(PROMPT + " " + word + " places.jdisk");
        }
    }

    @Test
    void upRecallsTheLastLine() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            screen.enter("offset 6");
            screen.await("^3939941376$");
            screen.awaitLastLine(PROMPT);
            screen.strike("Up");
            screen.awaitLastLine(PROMPT + " offset 6");
            screen.strike("BSpace");
            screen.enter("5");
            screen.await("^3808336896$");
        }
    }

    @Test
    void controlCCancelsTheLine() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            screen.type("offset");
            screen.awaitLastLine(PROMPT + " offset");
            screen.strike("C-c");
            screen.awaitLastLine(PROMPT);
            screen.enter("size 6");
            screen.await("^929424384$");
            screen.awaitLastLine(PROMPT);
            assertThat(screen.text()).doesNotContain("EXIT", "3939941376");
        }
    }

    /** At a question, too: it takes back the command that asked. */
    @Test
    void controlCCancelsAQuestion() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            screen.enter("x");
            screen.awaitLastLine(EXPERT_PROMPT);
            screen.enter("c");
            screen.await("^Number of cylinders .*:$");
            screen.strike("C-c");
            screen.awaitLastLine(EXPERT_PROMPT);
        }
    }

    @Test
    void controlDQuits() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            screen.strike("C-d");
            screen.await("^EXIT 0$");
        }
    }

    @Test
    void takesCommandsInAResizedWindow() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            screen.resize(60, 24);
            screen.enter("offset 6");
            screen.await("3939941376$");
            screen.awaitLastLine(PROMPT);
            // Longer than the window is wide: the line wraps, and is still one line to the program.
            screen.enter("offset 5" + " ".repeat(60));
            screen.await("^3808336896$");
            screen.awaitLastLine(PROMPT);
            screen.enter("size 6");
            screen.await("^929424384$");
        }
    }

    @Test
    void expertAsksAndTakesTheDefault() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.awaitLastLine(PROMPT);
            screen.enter("x");
            screen.awaitLastLine(EXPERT_PROMPT);
            screen.enter("c");
            screen.await("^Number of cylinders \\(1-1048576, default 592\\):$");
            screen.strike("Enter");
            screen.awaitLastLine(EXPERT_PROMPT);
            screen.enter("c");
            screen.await("^Number of cylinders \\(1-1048576, default 592\\):$");
            screen.enter("300");
            screen.awaitLastLine(EXPERT_PROMPT);
            screen.enter("r");
            screen.awaitLastLine(PROMPT);
            screen.enter("p");
            screen.await("^255 heads, 63 sectors/track, 300 cylinders$");
        }
    }

    @Test
    void historyReachesTheNextRun() throws Exception {
        try (TmuxScreen first = start()) {
            first.awaitLastLine(PROMPT);
            first.enter("size 5");
            first.await("^131572224$");
            first.awaitLastLine(PROMPT);
            first.strike("C-d");
            first.await("^EXIT 0$");
        }
        assertThat(Files.readString(folder.resolve("state/jdisk/history"))).contains("size 5");
        try (TmuxScreen second = start()) {
            second.awaitLastLine(PROMPT);
            second.strike("Up");
            second.awaitLastLine(PROMPT + " size 5");
        }
    }

    /** Runs the program on hda.img, with a history that is not the user's own. */
    private TmuxScreen start() throws IOException, InterruptedException {
        return start("'" + Launcher.script() + "' hda.img");
    }

    private TmuxScreen start(String command) throws IOException, InterruptedException {
        return TmuxScreen.running(command, folder, Map.of(
                "HOME", folder.toString(), "XDG_STATE_HOME", folder.resolve("state").toString(), "JDISK_STYLE", ""));
    }
}
