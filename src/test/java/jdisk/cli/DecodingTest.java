package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import jdisk.text.Visible;
import org.junit.jupiter.api.Test;

/** What is said of an image while it is opened. */
final class DecodingTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private Decoding decoding(boolean terminal) {
        return new Decoding(new PrintStream(said, false, StandardCharsets.UTF_8), terminal, new Visible(StandardCharsets.UTF_8));
    }

    @Test
    void joiningIsSaidOnATerminal() {
        List<Path> parts = List.of(Path.of("d/xaa"), Path.of("d/xab"), Path.of("d/x\u001bac"));
        decoding(false).joined(parts);
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
        decoding(true).joined(parts);
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("jdisk: 3 files are one image, d/xaa to x\\x1bac; --no-join opens one alone\n");
    }
}
