package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Launcher;
import jdisk.testing.TmuxScreen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows below the line what helps whoever types it, and leaves nothing of it behind. */
@Tag("terminal")
final class TipsIT {

    private static final String PROMPT = "Command (m for help):";
    private static final String OF_OFFSET = "byte offset of a partition";

    /** Longer than a tip takes to appear. */
    private static final long PAUSE = 1_000;

    private final Path folder;

    TipsIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        ImageRecipe.named("laptop").build(folder.resolve("hda.img"));
    }

    private TmuxScreen start() throws IOException, InterruptedException {
        TmuxScreen screen = TmuxScreen.running("'" + Launcher.script() + "' hda.img", folder, Map.of(
                "HOME", folder.toString(), "XDG_STATE_HOME", folder.resolve("state").toString(), "JDISK_STYLE", ""));
        screen.awaitLastLine(PROMPT);
        return screen;
    }

    /** The tips have been there: from then on, they come without delay. */
    private static void warmUp(TmuxScreen screen) throws IOException, InterruptedException {
        screen.type("offset");
        screen.await("^" + OF_OFFSET + "$");
        screen.strike("C-u");
        screen.await("no tip", text -> !text.contains(OF_OFFSET));
    }

    @Test
    void usageAndTheOptionAtHand() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.type("extract 6 --re");
            screen.await("^Command .m for help.: extract 6 --re\nextract \\[OPTION...\\] .*\n--resume\n +continue what .*$");
            screen.awaitLastLine(PROMPT + " extract 6 --re");
            screen.strike("Enter");
            screen.await("did you mean '--resume'");
            screen.awaitLastLine(PROMPT);
            assertThat(screen.text().lines().filter(line -> !line.isBlank())).hasSize(4);
        }
    }

    @Test
    void keys() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.type("x c 5");
            screen.await("^c   .expert mode. change number of cylinders\nExample: x c 592$");
            screen.strike("C-u");
            screen.type("i");
            screen.await("^i   print information about a partition\nExample: i 6$");
        }
    }

    /** In the window's last rows, too, and line after line: accepted, cancelled, or taken from those typed before. */
    @Test
    void leavesNothing() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.resize(110, 14);
            for (int i = 0; i < 6; i++) {
                screen.type("offset 6");
                screen.await("^" + OF_OFFSET + "$");
                screen.strike("Enter");
                screen.await("no tip", text -> !text.contains(OF_OFFSET));
                screen.awaitLastLine(PROMPT);
            }
            screen.strike("Up");
            screen.await("^" + OF_OFFSET + "$");
            screen.strike("C-c");
            screen.await("no tip", text -> !text.contains(OF_OFFSET));
            screen.awaitLastLine(PROMPT);
            screen.type("q");
            screen.await("^q   quit$");
            screen.strike("Enter");
            screen.await("^EXIT 0$");
            String turn = PROMPT + " offset 6\n3939941376\n\n";
            assertThat(screen.text().strip()).endsWith(turn.repeat(6) + turn.replace("3939941376\n", "") + PROMPT + " q\n\nEXIT 0");
        }
    }

    @Test
    void cutAtTheEdgeOfTheWindow() throws Exception {
        try (TmuxScreen screen = start()) {
            warmUp(screen);
            screen.resize(40, 24);
            screen.type("extract 6");
            screen.awaitRows("cut rows", rows -> rows.contains("extract [OPTION...] [N[:PATH]|disk|a...")
                    && rows.contains("copy a partition to a file"));
            screen.resize(110, 24);
            screen.await("^copy a partition to a file$");
        }
    }

    @Test
    void turnedOffForLaterSessions() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.enter("tips");
            screen.await("^Tips are on.$");
            screen.enter("tips off");
            screen.await("^Tips are off.$");
            screen.enter("tips");
            screen.await("(?s)Tips are off.*Tips are off");
        }
        assertThat(folder.resolve("state/jdisk/tips")).hasContent("off");
        try (TmuxScreen screen = start()) {
            screen.type("offset 6");
            Thread.sleep(PAUSE);
            screen.awaitLastLine(PROMPT + " offset 6");
            assertThat(screen.text()).doesNotContain(OF_OFFSET);
            screen.strike("C-u");
            screen.enter("tips on");
            screen.await("^Tips are on.$");
            warmUp(screen);
        }
        assertThat(folder.resolve("state/jdisk/tips")).hasContent("on");
    }

    @Test
    void noneInALowWindow() throws Exception {
        try (TmuxScreen screen = start()) {
            warmUp(screen);
            screen.resize(110, 11);
            screen.type("offset 6");
            Thread.sleep(PAUSE);
            assertThat(screen.text()).doesNotContain(OF_OFFSET);
            screen.resize(110, 12);
            screen.type(" ");
            screen.await("^" + OF_OFFSET + "$");
        }
    }

    @Test
    void noneOfAnAnswer() throws Exception {
        try (TmuxScreen screen = start()) {
            warmUp(screen);
            screen.enter("i");
            screen.await("^Partition number.*:$");
            screen.type("p");
            Thread.sleep(PAUSE);
            assertThat(screen.text()).doesNotContain("print");
        }
    }

    /** What Tab lists is not written over, and tips come back when it is gone. */
    @Test
    void beneathWhatTabShows() throws Exception {
        try (TmuxScreen screen = start()) {
            screen.type("offset ");
            screen.await("^" + OF_OFFSET + "$");
            screen.strike("Tab");
            screen.await("\\b6 +Linux, 886.4M$");
            Thread.sleep(PAUSE);
            assertThat(screen.text()).doesNotContain(OF_OFFSET).contains("6  Linux, 886.4M");
            screen.strike("C-u");
            screen.type("size");
            screen.await("^byte size of a partition$");
        }
    }

    /** A line that is sent as fast as it goes is a command all the same, and no tip is in its way. */
    @Test
    void pastedLines() throws Exception {
        Path pasted = Files.writeString(folder.resolve("pasted"), "offset 6\nsize 6\n".repeat(50));
        try (TmuxScreen screen = start()) {
            screen.paste(pasted);
            screen.await("all answers", text -> text.split("929424384", -1).length == 51);
            screen.awaitLastLine(PROMPT);
            assertThat(screen.text()).doesNotContain(OF_OFFSET);
        }
    }
}
