package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import jdisk.command.CommandWords;
import jdisk.image.SampleDisk;
import jdisk.shell.PlainConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.text.Visible;
import org.junit.jupiter.params.provider.MethodSource;

/** Types what a fuzzer writes: the shell answers in printable lines, and ends with its input. */
final class ScriptFuzz {
    private static final Visible VISIBLE = new Visible(StandardCharsets.UTF_8);

    /** Words that write files, open them, or serve: not left to chance. */
    private static final List<String> KEPT_OUT = List.of("extract", "record", "serve", "source", "compare", "hash");

    static Stream<byte[]> sessions() {
        return Stream.of(
                        "p\nu\np\nx\nc\n10\nh\n255\ns\n63\np\nr\nv\nF\ni\n6\nq\n",
                        "offset 6\nhexdump 1 0\nsize 5\nmap\nprobe\nD\nM\nb\nO\nl\nt\n",
                        "mount 6 \"/mnt/a b\"\nstyle modern\np -o +Attrs\nb\nr\nhelp offset\n?\n\u0000\u001b[31m\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("sessions")
    @FuzzTest(maxDuration = "10m")
    void type(byte[] input) throws IOException {
        String typed = new String(input, StandardCharsets.UTF_8);
        if (KEPT_OUT.stream().anyMatch(typed::contains)) {
            return;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Session session = new Session(SampleDisk.open(), Session.Wishes.NONE, VISIBLE);
        PlainConsole console = new PlainConsole(new StringReader(typed), stream, stream, stream, PlainConsole.Screen.NONE);
        try (Shell shell = new Shell(session, console, new CommandWords(VISIBLE))) {
            shell.interact(false);
        }
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(said.codePoints().filter(c -> c != '\n' && c != '\t' && Character.isISOControl(c))).isEmpty();
        assertThat(said).doesNotContain("Exception", "a fault of jdisk itself");
    }
}
