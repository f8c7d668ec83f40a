package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdisk.shell.Tokens;
import jdisk.testing.Outcome;
import jdisk.testing.Texts;
import jdisk.usage.Syntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Does what the examples of the manual page and of README.md do, over the built-in disk, and compares what comes out
 * with what they show.
 *
 * <p>An example is a block, from {@code @example} to {@code @end} in the text of the manual page, fenced in README.md,
 * whose first line begins with {@code $ }. These lines are understood:
 *
 * <ul>
 *   <li>{@code $ jdisk ...}: is run; {@code hda.img} is the built-in disk. What follows, up to the next such line, is
 *       what a terminal shows. What stands behind a prompt is typed.
 *   <li>{@code $ cat FILE}: what follows is that file, for commands that name it.
 *   <li>{@code $ echo $?}: what follows is the exit status of the command before.
 *   <li>{@code # ...}: needs root, so only each {@code $(jdisk ...)} in it is run, and has to print a number.
 * </ul>
 */
final class ExamplesTest {

    /** A prompt and what is typed at it. */
    private static final Pattern TYPED =
            Pattern.compile("(?:Command|Expert command|[A-Z][a-z ]+) \\([^()]*\\): (.+)");

    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\((jdisk [^)]*)\\)");

    private final Path folder;

    ExamplesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** An example: commands, and what is shown of each. */
    record Example(String place, List<String> lines) {
        @Override
        public String toString() {
            return place + ": " + lines.getFirst();
        }
    }

    static Stream<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>(blocks(Path.of("man", "jdisk.1.in"), "@example", "@end"));
        List<Example> ofReadme = blocks(Path.of("README.md"), "```", "```");
        assertThat(examples).isNotEmpty();
        assertThat(ofReadme).isNotEmpty();
        examples.addAll(ofReadme);
        return examples.stream();
    }

    private static List<Example> blocks(Path file, String begin, String end) throws IOException {
        List<Example> blocks = new ArrayList<>();
        Iterator<String> lines = Files.readAllLines(file).iterator();
        while (lines.hasNext()) {
            if (lines.next().startsWith(begin)) {
                List<String> block = new ArrayList<>();
                for (String line = lines.next(); !line.equals(end); line = lines.next()) {
                    block.add(line);
                }
                // A disk that real tools make is in another test.
                if (block.getFirst().startsWith("$ ") && !block.getFirst().contains(" ssd.img")) {
                    blocks.add(new Example(file.toString(), block));
                }
            }
        }
        return blocks;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shows(Example example) throws IOException {
        List<String> files = new ArrayList<>();
        int status = 0;
        int at = 0;
        while (at < example.lines().size()) {
            String command = example.lines().get(at++);
            int end = at;
            while (end < example.lines().size() && !isCommand(example.lines().get(end))) {
                end++;
            }
            List<String> shown = example.lines().subList(at, end);
            at = end;
            if (command.startsWith("# ")) {
                Matcher substitution = SUBSTITUTION.matcher(command);
                while (substitution.find()) {
                    Outcome outcome = run(substitution.group(1), List.of(), files);
                    assertThat(outcome.out()).as(substitution.group()).matches("\\d+\n");
                }
            } else if (command.startsWith("$ cat ")) {
                files.add(command.substring("$ cat ".length()));
                Files.write(folder.resolve(files.getLast()), shown);
            } else if (command.equals("$ echo $?")) {
                assertThat(shown).containsExactly(Integer.toString(status));
            } else {
                Outcome outcome = run(command.substring("$ ".length()), shown, files);
                Texts.assertSame(example.place() + ", " + command, String.join("\n", shown), outcome.out(), "");
                status = outcome.status();
            }
        }
    }

    private static boolean isCommand(String line) {
        return line.startsWith("$ ") || line.startsWith("# mount ") || line.startsWith("# losetup ");
    }

    /** Runs a command line, typing what the example shows behind prompts. Both streams come as one. */
    private Outcome run(String command, List<String> shown, List<String> files) {
        List<String> words = new ArrayList<>(Tokens.split(command));
        assertThat(words.removeFirst()).as(command).isEqualTo("jdisk");
        words.replaceAll(word -> word.equals("hda.img") ? "--demo"
                : files.contains(word) ? folder.resolve(word).toString() : word);
        List<String> typed = shown.stream().map(TYPED::matcher).filter(Matcher::matches).map(m -> m.group(1)).toList();
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8)) {
            int status = new Main(new Keyboard(typed, out), out, out, Map.of()).run(words.toArray(String[]::new));
            String text = screen.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
            return new Outcome(status, text, "");
        }
    }

    /** Types a line each time one is read, and shows it on the screen, as a terminal does. */
    private static final class Keyboard extends InputStream {
        private final Iterator<String> lines;
        private final PrintStream screen;
        private byte[] line = new byte[0];
        private int at;

        Keyboard(List<String> lines, PrintStream screen) {
            this.lines = lines.iterator();
            this.screen = screen;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at == line.length) {
                if (!lines.hasNext()) {
                    return -1;
                }
                String text = lines.next() + "\n";
                screen.print(text);
                line = text.getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            int count = Math.min(length, line.length - at);
            System.arraycopy(line, at, target, offset, count);
            at += count;
            return count;
        }
    }

    @Test
    void examplesOfTheWords() throws IOException {
        // The built-in disk has no files: what reads them is tried elsewhere, and so is what needs another command before it.
        List<String> reading = List.of("ls", "cat", "get", "find", "tree", "stat", "cd", "pwd", "inventory", "close");
        for (String example : ManPage.words().filter(word -> !reading.contains(word.name()))
                .map(Syntax::example).toList()) {
            List<String> files = Tokens.split(example).stream().filter(word -> word.matches(".+\\.(txt|fdisk|img|html)")).toList();
            for (String file : files) {
                switch (file.substring(file.lastIndexOf('.'))) {
                    case ".txt" -> Files.writeString(folder.resolve(file), "p\n");
                    case ".fdisk" -> Files.writeString(folder.resolve(file), Texts.demoListing());
                    default -> { } // the command makes it
                }
            }
            Outcome outcome = run("jdisk hda.img " + example, List.of(), files);
            assertThat(outcome.status()).as(example + ": " + outcome.out()).isZero();
        }
    }
}
