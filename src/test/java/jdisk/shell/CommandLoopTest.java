package jdisk.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jdisk.image.RecipeImage;
import jdisk.listing.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes line after line, in the mode it is in, until somebody leaves or nothing is left. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CommandLoopTest {

    private static final String MAIN = "Command (m for help): ";
    private static final String EXPERT = "Expert command (m for help): ";

    private final Path script;

    CommandLoopTest(@TempDir Path folder) {
        script = folder.resolve("commands");
    }

    private static ScriptedConsole typed(String... lines) throws IOException {
        ScriptedConsole console = new ScriptedConsole(lines);
        ScriptedShell.over("laptop", Style.MODERN, console).interact(false);
        return console;
    }

    @Test
    void promptsTellTheMode() throws IOException {
        assertThat(typed("x", "v", "r", "v", "q", "never read").prompts()).containsExactly(MAIN, EXPERT, EXPERT, MAIN, MAIN);
        assertThat(typed("x", "q", "never read").prompts()).containsExactly(MAIN, EXPERT);
    }

    @Test
    void endOfInputQuits() throws IOException {
        assertThat(typed().prompts()).containsExactly(MAIN);
        assertThat(typed("x").prompts()).containsExactly(MAIN, EXPERT);
    }

    /** A key of expert mode behind {@code x} is that one command: what follows is the main menu's. */
    @Test
    void oneExpertCommand() throws IOException {
        ScriptedConsole console = typed("x c 300", "x b", "v");
        assertThat(console.prompts()).containsOnly(MAIN).hasSize(4);
        assertThat(console.warned()).isEqualTo("jdisk never writes to an image: 'b' is not available\n");
    }

    @Test
    void cancelledLineIsForgotten() throws IOException {
        assertThat(typed(ScriptedConsole.CANCEL, "x", ScriptedConsole.CANCEL, "q").prompts())
                .containsExactly(MAIN, MAIN, EXPERT, EXPERT);
    }

    @Test
    void failureDoesNotEndTheLoop() throws IOException {
        ScriptedConsole console = typed("nonsense", "Z", "i 9", "p 'x", "q");
        assertThat(console.prompts()).hasSize(5);
        assertThat(console.warned().lines()).containsExactly("jdisk: 002-laptop2002.img: nonsense: no such word here",
                "Z: unknown command", "jdisk: 002-laptop2002.img: Partition number: '9' is not a number from 1 to 6",
                "jdisk: 002-laptop2002.img: the quote ' is not closed");
    }

    /** What an image of a hostile name or a mistyped line holds cannot drive the terminal. */
    @Test
    void keyThatIsAControlCharacter() throws IOException {
        assertThat(typed("\u0007", "\u202e").warned()).isEqualTo("\\x07: unknown command\n\\xe2\\x80\\xae: unknown command\n");
    }

    @Test
    void scriptWithAnswersOnItsNextLines() throws IOException {
        Files.writeString(script, "# comment\n\n  # another\nx\nc\n300\nr\ni\n\n");
        ScriptedConsole console = new ScriptedConsole("unused");
        Shell shell = ScriptedShell.over("laptop", Style.MODERN, console);
        assertThat(shell.runScript(script, false)).isEqualTo(Outcome.DONE);
        assertThat(shell.session().disk().geometry().cylinders()).isEqualTo(300);
        assertThat(console.printed()).contains("img6\n");
        assertThat(console.prompts()).as("a script asks nobody").isEmpty();
    }

    /** Each runs the next: more than anybody means, and none too many for the program. */
    @Test
    void scriptsThatRunEachOther(@TempDir Path folder) throws IOException {
        for (int i = 0; i < 2_000; i++) {
            Files.writeString(folder.resolve("s" + i), "run " + folder.resolve("s" + (i + 1)) + "\n");
        }
        ScriptedConsole console = new ScriptedConsole();
        Words words = new Words() {
            @Override
            public Outcome run(Desk desk, List<String> tokens) {
                return desk.runScript(Path.of(tokens.get(1)), false);
            }

            @Override
            public Outcome explain(Desk desk, List<String> command) {
                return Outcome.DONE;
            }

            @Override
            public List<Summary> summaries() {
                return List.of();
            }
        };
        Session session = ScriptedShell.session(RecipeImage.named("laptop"), Optional.empty(), Optional.empty());

        assertThat(new Shell(session, console, words).runScript(folder.resolve("s0"), false)).isEqualTo(Outcome.FAILED);
        assertThat(console.warned()).contains("more than 100 scripts run each other");
    }

    @ParameterizedTest
    @CsvSource({"v;nonsense;x c 300, false, FAILED, 592", "v;nonsense;x c 300, true, FAILED, 300", "v;x c 300, false, DONE, 300",
        "q;x c 300, false, QUIT, 592", "x;c, false, FAILED, 592"})
    void scriptThatFails(String lines, boolean keepGoing, Outcome outcome, long cylinders) throws IOException {
        Files.writeString(script, lines.replace(';', '\n'));
        ScriptedConsole console = new ScriptedConsole();
        Shell shell = ScriptedShell.over("laptop", Style.MODERN, console);
        assertThat(shell.runScript(script, keepGoing)).isEqualTo(outcome);
        assertThat(shell.session().disk().geometry().cylinders()).isEqualTo(cylinders);
        assertThat(console.warned()).isEqualTo(lines.contains("nonsense") ? script + ":2: nonsense: no such word here\n" : "");
    }

    /** A table with problems does not stop a script, and is how it ends if nothing failed. */
    @Test
    void scriptOverATableWithProblems() throws IOException {
        Files.write(script, List.of("v", "x c 300"));
        Shell shell = ScriptedShell.over("overlapping", Style.MODERN, new ScriptedConsole());
        assertThat(shell.runScript(script, false)).isEqualTo(Outcome.PROBLEMS);
        assertThat(shell.session().disk().geometry().cylinders()).isEqualTo(300);
    }

    @Test
    void scriptThatIsNotThere() throws IOException {
        Shell shell = ScriptedShell.over("laptop", Style.MODERN, new ScriptedConsole());
        assertThatThrownBy(() -> shell.runScript(script, false)).isInstanceOf(UserError.class)
                .hasMessage(script + ": No such file or directory");
        Files.write(script, Collections.emptyList());
        assertThat(shell.runScript(script, false)).isEqualTo(Outcome.DONE);
    }

    /** Words that plainly mean a key do what it does. */
    @ParameterizedTest
    @CsvSource({"print, p", "list, p", "partitions, p", "info 6, i 6", "verify, v", "free, F", "dump, O", "menu, m"})
    void wordsForKeys(String word, String key) throws IOException {
        assertThat(printed(word)).isEqualTo(printed(key)).isNotEmpty();
    }

    @Test
    void exitLeaves() throws IOException {
        try (Shell shell = ScriptedShell.over("laptop", Style.MODERN, new ScriptedConsole())) {
            assertThat(shell.run(List.of("exit"))).isEqualTo(Outcome.QUIT);
        }
    }

    private static String printed(String line) throws IOException {
        ScriptedConsole console = new ScriptedConsole();
        try (Shell shell = ScriptedShell.over("laptop", Style.MODERN, console)) {
            assertThat(shell.run(Tokens.split(line))).isEqualTo(Outcome.DONE);
        }
        return console.printed();
    }

    /** The script is written as everything is: not over what is there. */
    @Test
    void scriptIntoAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("disk.sfdisk");
        ScriptedConsole console = new ScriptedConsole();
        try (Shell shell = ScriptedShell.over("laptop", Style.MODERN, console)) {
            assertThat(shell.run(List.of("O", file.toString()))).isEqualTo(Outcome.DONE);
            assertThat(console.printed()).isEqualTo("Script successfully saved.\n");
            assertThat(file).hasContent(printed("O"));
            assertThat(shell.run(List.of("O", file.toString()))).isEqualTo(Outcome.FAILED);
        }
    }
}
