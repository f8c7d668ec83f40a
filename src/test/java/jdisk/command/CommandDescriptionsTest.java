package jdisk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import jdisk.image.Image;
import jdisk.shell.PlainConsole;
import jdisk.shell.ScriptedConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.shell.TipRows;
import jdisk.source.Sources;
import jdisk.testing.GptDisk;
import jdisk.testing.ImageRecipe;
import jdisk.text.Emphasis;
import jdisk.text.Visible;
import jdisk.usage.Syntax;
import org.jline.console.CmdDesc;
import org.jline.console.CmdLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Says of the command in a line what helps whoever types it. */
final class CommandDescriptionsTest {

    private static final Visible VISIBLE = new Visible(StandardCharsets.UTF_8);

    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private final Path folder;

    CommandDescriptionsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Session session(Image image) throws IOException {
        return new Session(image, Session.Wishes.NONE, VISIBLE);
    }

    private List<String> rows(String typed, boolean expert) throws IOException {
        try (Image image = Sources.open(ImageRecipe.named("laptop").buildIn(folder))) {
            CommandWords words = new CommandWords(VISIBLE);
            Shell shell = new Shell(session(image), new ScriptedConsole(), words);
            if (expert) {
                shell.run(List.of("x"));
            }
            return TipRows.of(new CommandDescriptions(words, shell), typed);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', value = {
        "p ; p   print the partition table",
        "i ; i   print information about a partition / Example: i 6",
        "i 5 ; i   print information about a partition / Example: i 6",
        "x ; x   extra functionality (experts only) / Example: x p",
        "x c 592 ; c   (expert mode) change number of cylinders / Example: x c 592",
        "x p ; p   (expert mode) print the partition table",
        "size ; size [--json] [N...] / byte size of a partition",
        "size 6 ; size [--json] [N...] / byte size of a partition",
        "? ; help [COMMAND] / list or explain commands",
        "extract 6 ; extract [OPTION...] [N[:PATH]|disk|all|gaps|tables|START:COUNT] [FILE|DIR] / copy a partition to a file",
        "hash --on ; hash [OPTION...] [N[:PATH]|disk|all|gaps|START:COUNT] [ALGORITHM|N:PATH...] / --on-error=stop|zero"
                + " /         what to do about sectors that cannot be read",
    })
    void keysAndWords(String typed, String rows) throws IOException {
        assertThat(rows(typed, false)).containsExactly(rows.split(" / "));
    }

    @Test
    void keysOfTheMenuTheUserIsIn() throws IOException {
        assertThat(rows("c", true)).containsExactly("c   (expert mode) change number of cylinders", "Example: x c 592");
        assertThat(rows("i", true)).isEmpty();
    }

    @Test
    void optionsAtHand() throws IOException {
        assertThat(rows("extract --re", false)).hasSize(3).satisfies(rows -> {
            assertThat(rows.get(0)).startsWith("extract [OPTION...]");
            assertThat(rows.get(1)).isEqualTo("--resume");
            assertThat(rows.get(2)).isEqualTo("        continue what an earlier run did not complete");
        });
        assertThat(String.join(" ", rows("extract 6 --", false)))
                .contains("--force", "--resume", "--partial", "--raw", "--sparse=", "--on-error=", "--hash=");
        assertThat(rows("extract --hash sha", false)).contains("--hash=ALGORITHM,...");
        assertThat(rows("extract --hash=sha", false)).contains("--hash=ALGORITHM,...");
        assertThat(rows("extract --nonsense", false)).hasSize(1);
    }

    /** What is typed may be anything: that is no reason to fail, or to say something of it. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "w", "n 5", "nonsense", "nonsense --re", "'", "\"", "' ", "\\", "é", "\uD83D\uDE00 5", "(", ")", "()", "-",
        "--[", "x w", "x nonsense", "#", "# p", "extract --[ 6", "extract --re* 6"})
    void nothingOfWhatIsNotKnown(String typed) throws IOException {
        assertThat(rows(typed, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"extract 6 'a", "extract 6 \\", "extract 6 a(1).img", "extract 6 ((", "extract -( x", "extract 6 a) ", "extract 6 \"a (b", "extract  6  é", "extract 6 -"})
    void anyName(String typed) throws IOException {
        assertThat(rows(typed, false)).first().asString().startsWith("extract ");
    }

    @Test
    void keysOfTheTable() throws IOException {
        assertThat(rows("M", false)).isEmpty();
        try (Image image = Sources.open(new GptDisk(65_536).partition(1, 2048, 4095, "root").seal().write(folder.resolve("gpt.img")))) {
            Shell shell = new Shell(session(image), new ScriptedConsole(), new CommandWords(VISIBLE));
            assertThat(TipRows.of(new CommandDescriptions(new CommandWords(VISIBLE), shell), "M"))
                    .containsExactly("M   enter protective/hybrid MBR");
        }
    }

    /** Tips, help and the manual page take theirs from one place. */
    @Test
    void oneSynopsis() throws IOException {
        try (Image image = Sources.open(ImageRecipe.named("laptop").buildIn(folder))) {
            CommandWords words = new CommandWords(VISIBLE);
            Shell shell = new Shell(session(image), new PlainConsole(new StringReader(""), NOWHERE, NOWHERE, NOWHERE,
                    new PlainConsole.Screen(true, true, false, 300, Emphasis.NONE, Emphasis.NONE)), words);
            for (String name : words.names()) {
                CmdDesc description = new CommandDescriptions(words, shell)
                        .apply(new CmdLine(name, name, "", List.of(name), CmdLine.DescriptionType.COMMAND));
                Syntax word = words.syntax(name).orElseThrow();
                String synopsis = word.synopsis();
                assertThat(description.getMainDesc().getFirst().toString()).isEqualTo(synopsis);
                assertThat(CommandWords.explain(word).replaceAll("\n {7}", " ")).startsWith("Usage: " + synopsis + "\n");
                assertThat(CommandWords.explain(word).lines()).as("lines of a window").allMatch(line -> line.length() < 80);
            }
        }
    }
}
