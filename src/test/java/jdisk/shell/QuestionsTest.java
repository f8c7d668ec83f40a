package jdisk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import jdisk.listing.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Asks with fdisk's prompts, takes answers from the line first, and ends where input ends. */
final class QuestionsTest {

    private static final String CYLINDERS = "Number of cylinders (1-1048576, default 592): ";

    private static long cylinders(Shell shell) {
        return shell.session().disk().geometry().cylinders();
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void blankAnswerTakesTheDefault(Style style) throws IOException {
        ScriptedConsole console = new ScriptedConsole("  ");
        Shell shell = ScriptedShell.over("laptop", style, console);
        assertThat(shell.run(List.of("x", "c"))).isEqualTo(Outcome.DONE);
        assertThat(console.prompts()).containsExactly(CYLINDERS);
        assertThat(cylinders(shell)).isEqualTo(592);
        assertThat(console.printed()).isEqualTo(style == Style.CLASSIC ? "Using default value 592\n" : "");
        assertThat(console.warned()).isEmpty();
    }

    /** Both ask again; 2.12 says what is wrong on standard output, and nothing of what is no number. */
    @ParameterizedTest
    @CsvSource({"0, true", "1048577, true", "-5, true", "99999999999999999999, true", "abc, false", "+7, true"})
    void answerOutOfRange(String answer, boolean number) throws IOException {
        ScriptedConsole modern = new ScriptedConsole(answer, " 300 ");
        Shell today = ScriptedShell.over("laptop", Style.MODERN, modern);
        assertThat(today.run(List.of("x", "c"))).isEqualTo(Outcome.DONE);
        assertThat(modern.prompts()).containsExactly(CYLINDERS, CYLINDERS);
        assertThat(modern.warned()).isEqualTo("Value out of range.\n");
        assertThat(modern.printed()).isEmpty();
        assertThat(cylinders(today)).isEqualTo(300);

        ScriptedConsole classic = new ScriptedConsole(answer, "300");
        Shell then = ScriptedShell.over("laptop", Style.CLASSIC, classic);
        assertThat(then.run(List.of("x", "c"))).isEqualTo(Outcome.DONE);
        assertThat(classic.warned()).isEmpty();
        assertThat(classic.printed()).isEqualTo(number ? "Value out of range.\n" : "");
        assertThat(cylinders(then)).isEqualTo(300);
    }

    @Test
    void limitsAreInRange() throws IOException {
        Shell shell = ScriptedShell.over("laptop", Style.CLASSIC, new ScriptedConsole());
        assertThat(shell.run(List.of("x", "c", "1"))).isEqualTo(Outcome.DONE);
        assertThat(shell.run(List.of("x", "c", "1048576"))).isEqualTo(Outcome.DONE);
        assertThat(cylinders(shell)).isEqualTo(1_048_576);
        assertThat(shell.run(List.of("x", "h", "256"))).isEqualTo(Outcome.DONE);
        assertThat(shell.run(List.of("x", "h", "257"))).isEqualTo(Outcome.FAILED);
        assertThat(shell.run(List.of("x", "s", "63"))).isEqualTo(Outcome.DONE);
        assertThat(shell.run(List.of("x", "s", "64"))).isEqualTo(Outcome.FAILED);
        Shell modern = ScriptedShell.over("laptop", Style.MODERN, new ScriptedConsole());
        assertThat(modern.run(List.of("x", "h", "255"))).isEqualTo(Outcome.DONE);
        assertThat(modern.run(List.of("x", "h", "256"))).isEqualTo(Outcome.FAILED);
    }

    @Test
    void answerOnTheLine() throws IOException {
        ScriptedConsole console = new ScriptedConsole();
        Shell shell = ScriptedShell.over("laptop", Style.MODERN, console);
        assertThat(shell.run(List.of("x", "c", "300"))).isEqualTo(Outcome.DONE);
        assertThat(cylinders(shell)).isEqualTo(300);
        assertThat(shell.run(List.of("i", "5"))).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).contains("Device: 002-laptop2002.img5\n");
        assertThat(console.prompts()).isEmpty();
        assertThat(console.warned()).isEmpty();
    }

    /** It is not asked for again: whoever typed it is not there to answer. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"i 9, Partition number: '9' is not a number from 1 to 6",
        "i 0, Partition number: '0' is not a number from 1 to 6",
        "i x, Partition number: 'x' is not a number from 1 to 6", "i 3, Partition 3 does not exist yet!",
        "x c 0, Number of cylinders: '0' is not a number from 1 to 1048576", "i 5 6, 'i': unexpected argument '6'",
        "p 5, 'p' takes no answer", "x c 300 4, 'c': unexpected argument '4'"})
    void wrongAnswerOnTheLine(String line, String problem) throws IOException {
        ScriptedConsole console = new ScriptedConsole("5");
        Shell shell = ScriptedShell.over("laptop", Style.MODERN, console);
        assertThat(shell.run(List.of(line.split(" ", -1)))).isEqualTo(Outcome.FAILED);
        assertThat(console.warned()).contains(problem).hasLineCount(1);
        assertThat(console.prompts()).isEmpty();
    }

    @Test
    void whichPartition() throws IOException {
        ScriptedConsole console = new ScriptedConsole("", "2", "3");
        Shell shell = ScriptedShell.over("laptop", Style.MODERN, console);
        assertThat(shell.run(List.of("i"))).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).contains("img6\n");
        assertThat(shell.run(List.of("i"))).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).contains("img2\n");
        assertThat(shell.run(List.of("i"))).isEqualTo(Outcome.FAILED);
        assertThat(console.warned()).isEqualTo("Partition 3 does not exist yet!\n");
        assertThat(console.prompts()).containsOnly("Partition number (1,2,5,6, default 6): ");
    }

    @Test
    void noPartition() throws IOException {
        ScriptedConsole console = new ScriptedConsole("");
        assertThat(ScriptedShell.over("empty-table", Style.MODERN, console).run(List.of("i"))).isEqualTo(Outcome.FAILED);
        assertThat(console.warned()).isEqualTo("No partition is defined yet!\n");
        assertThat(console.prompts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"i", "x c", "x h", "x s"})
    void endOfInput(String keys) throws IOException {
        for (Style style : Style.values()) {
            ScriptedConsole console = new ScriptedConsole();
            Shell shell = ScriptedShell.over("laptop", style, console);
            assertThat(shell.run(List.of(keys.split(" ", -1)))).isEqualTo(Outcome.FAILED);
            assertThat(console.prompts()).hasSize(1);
            assertThat(cylinders(shell)).isEqualTo(592);
        }
    }

    @Test
    void endOfInputBehindAWrongAnswer() throws IOException {
        ScriptedConsole console = new ScriptedConsole("0");
        assertThat(ScriptedShell.over("laptop", Style.MODERN, console).run(List.of("x", "s"))).isEqualTo(Outcome.FAILED);
        assertThat(console.prompts()).hasSize(2);
    }

    @Test
    void cancelled() throws IOException {
        ScriptedConsole console = new ScriptedConsole(ScriptedConsole.CANCEL);
        Shell shell = ScriptedShell.over("laptop", Style.MODERN, console);
        assertThat(shell.run(List.of("x", "c"))).isEqualTo(Outcome.FAILED);
        assertThat(cylinders(shell)).isEqualTo(592);
        assertThat(shell.mode()).isEqualTo(Menu.Mode.MAIN);
    }

    @Test
    void numbersInRanges() {
        assertThat(Questions.ranges(List.of(1))).isEqualTo("1");
        assertThat(Questions.ranges(List.of(1, 2, 5, 6))).isEqualTo("1,2,5,6");
        assertThat(Questions.ranges(List.of(1, 2, 3, 5))).isEqualTo("1-3,5");
        assertThat(Questions.ranges(List.of(1, 3, 4, 5, 6, 9))).isEqualTo("1,3-6,9");
        assertThat(Questions.ranges(Collections.emptyList())).isEmpty();
        assertThat(Questions.ranges(IntStream.rangeClosed(1, 60).boxed().toList())).isEqualTo("1-60");
    }
}
