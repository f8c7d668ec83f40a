package jdisk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PlainConsoleTest {

    /** What is piped in may have no end: the last commands are remembered, and none that is longer than any command. */
    @Test
    void rememberedCommandsHaveABound() {
        StringBuilder typed = new StringBuilder("first\n" + "x".repeat(5_000) + "\n\n");
        for (int line = 0; line < 3_000; line++) {
            typed.append("offset ").append(line).append('\n');
        }
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        PlainConsole console = new PlainConsole(new StringReader(typed.toString()), out, out, out, PlainConsole.Screen.NONE);
        int lines = 0;
        while (console.readLine("", Console.Kind.COMMAND).isPresent()) {
            lines++;
        }
        assertThat(lines).isEqualTo(3_003);
        assertThat(console.history()).hasSize(2_000).startsWith("offset 1000").endsWith("offset 2999");
    }
}
