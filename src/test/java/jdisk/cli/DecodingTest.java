package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import jdisk.source.Opening;
import jdisk.text.Visible;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of an image while it is opened. */
final class DecodingTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final StatusLine line = new StatusLine(said);
    private final PrintStream err = new PrintStream(line.before(said), false, StandardCharsets.UTF_8);
    private long now;

    private Decoding decoding(boolean terminal) {
        return new Decoding(err, line, terminal, new Visible(StandardCharsets.UTF_8), () -> now);
    }

    @Test
    void joiningIsSaidOnATerminal() {
        List<Path> parts = List.of(Path.of("d/xaa"), Path.of("d/xab"), Path.of("d/x\u001bac"));
        decoding(false).joined(parts);
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
        decoding(true).joined(parts);
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("jdisk: 3 files are one image, d/xaa to x\\x1bac; --no-join opens one alone\n");
    }

    /** What the terminal shows in the end: a carriage return and EL take away what is there (ECMA-48). */
    private String shown() {
        err.flush();
        return said.toString(StandardCharsets.UTF_8).replaceAll("[^\n]*\r\033\\[K", "");
    }

    private void decode(Decoding decoding, OptionalLong size) throws IOException {
        for (int i = 1; i <= 10; i++) {
            now += 300_000_000;
            decoding.decoded("big.img.bz2", new Opening.Place(Path.of("tmp"), false), i << 20, size);
        }
    }

    /** How far it is goes away before anything else is shown, whether or not it is known where it ends. */
    @ParameterizedTest
    @ValueSource(longs = {-1, 20 << 20, 10 << 20})
    void howFarItIsGoesAway(long size) throws IOException {
        Decoding decoding = decoding(true);
        decode(decoding, size < 0 ? OptionalLong.empty() : OptionalLong.of(size));
        String progress = size < 0 ? "9 MiB decoded" : "9 MiB of " + (size >> 20) + " MiB decoded";
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("\r\033[K" + progress);
        err.print("jdisk: big.img.bz2: no partition table\n");
        assertThat(shown()).matches("jdisk: big.img.bz2: it can only be read from its start on[^\n]*\njdisk: big.img.bz2: no partition table\n");
    }

    /** As it does where the program ends without another word. */
    @Test
    void goesAwayAtTheEnd() throws IOException {
        decode(decoding(true), OptionalLong.empty());
        assertThat(said.toString(StandardCharsets.UTF_8)).endsWith("\r\033[K10 MiB decoded");
        line.clear();
        line.clear();
        assertThat(said.toString(StandardCharsets.UTF_8)).endsWith("\r\033[K10 MiB decoded\r\033[K");
        assertThat(shown()).hasLineCount(1).endsWith("keeps it\n");
    }

    @Test
    void isSaidOnceOnAPipe() throws IOException {
        decode(decoding(false), OptionalLong.empty());
        assertThat(said.toString(StandardCharsets.UTF_8)).hasLineCount(1).doesNotContain("\r");
    }
}
