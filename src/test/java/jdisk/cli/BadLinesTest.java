package jdisk.cli;

import static jdisk.testing.Complaint.assertNoStackTrace;
import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Says in one line what is wrong with a line of commands, and goes on; a script stops. */
@Timeout(60)
final class BadLinesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '#', value = {
        "offset 'x ~ the quote ' is not closed",
        "source \"x ~ the quote \" is not closed",
        "offset 1\\ ~ a backslash ends the line; type two for one",
        "offset --zz ~ offset: unexpected argument '--zz'; usage: offset [--json] [N...]",
        "pwd 1 ~ pwd: unexpected argument '1'; usage: pwd",
        "hash 1 2 ~ '2' is not a known digest: md5, sha1, sha224, sha256, sha384, sha512",
        "losetup 1 6 ~ losetup: unexpected argument '6'; usage: losetup [N]",
        "extrakt 6 ~ extrakt: unknown command; did you mean 'extract'?",
        "extract ~ extract: which partition? Name it by its number, as in 'extract 1'",
        "style modren ~ style: 'modren' is not auto, classic or modern",
        "i 1 2 ~ 'i': unexpected argument '2'",
        "p 1 ~ 'p' takes no answer: unexpected argument '1'",
    })
    void oneLine(String line, String complaint, @TempDir Path folder) throws IOException {
        Outcome typed = typing(line, "offset 6", "q").run("--style=modern", "--demo");
        assertThat(typed.status()).isZero();
        assertThat(typed.err()).startsWith("jdisk: hda.img: " + complaint).matches("[^\n]+\n");
        assertThat(typed.out()).contains("3939941376\n");

        Path script = Files.write(folder.resolve("script"), List.of(line, "offset 6"));
        Outcome scripted = jdisk("-f", script, "--style=modern", "--demo");
        assertThat(scripted.status()).isEqualTo(1);
        assertThat(scripted.out()).doesNotContain("3939941376");
        assertThat(scripted.err()).startsWith(script + ":1: " + complaint).matches("[^\n]+\n");
    }

    @Test
    void aLineOfTenMegabytes(@TempDir Path folder) throws IOException {
        String line = "offset " + "6".repeat(10_000_000);
        Outcome typed = typing(line, "offset 6", "q").run("--demo");
        assertThat(typed.status()).isZero();
        assertThat(typed.err()).isEqualTo("jdisk: hda.img: a line of more than 65536 characters is not a command\n");
        assertThat(typed.out()).contains("3939941376\n");
        Path script = Files.write(folder.resolve("script"), List.of(line, "offset 6"));
        Outcome scripted = jdisk("-f", script, "--demo");
        assertThat(scripted.err()).isEqualTo(script + ":1: a line of more than 65536 characters is not a command\n");
        assertThat(scripted.status()).isEqualTo(1);
    }

    /** Whatever a pipe brings: a line of it gets a line, and nothing of it reaches the terminal raw. */
    @Test
    void rubbish() {
        byte[] rubbish = new byte[200_000];
        new Random(20041203).nextBytes(rubbish);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Main(new ByteArrayInputStream(rubbish), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), Map.of()).run("--demo");
        Outcome outcome = new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        assertThat(outcome.status()).isZero();
        assertNoStackTrace(outcome);
        assertThat(outcome.out() + outcome.err()).doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f\\x7f]");
    }

    @Test
    void aScriptOfRubbish(@TempDir Path folder) throws IOException {
        byte[] rubbish = new byte[10_000];
        new Random(7).nextBytes(rubbish);
        Path script = Files.write(folder.resolve("script"), rubbish);
        Outcome outcome = jdisk("-f", script, "--demo");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).matches("[^\n]+\n");
        assertNoStackTrace(outcome);
    }

    /** By another name, and through another script. */
    @Test
    void aScriptThatRunsItself(@TempDir Path folder) throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        Files.writeString(one, "source " + folder + "/./two\n");
        Files.writeString(two, "source " + folder + "/../" + folder.getFileName() + "/one\n");
        Outcome outcome = jdisk("-f", one, "--demo");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("is being run already; a script cannot run itself");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("self"));
        Files.writeString(folder.resolve("self"), "source " + link + "\n");
        Outcome linked = jdisk("-f", folder.resolve("self"), "--demo");
        assertThat(linked.status()).isEqualTo(1);
        assertThat(linked.err()).contains("is being run already; a script cannot run itself");
        assertNoStackTrace(linked);
    }
}
