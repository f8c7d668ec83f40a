package jdisk.cli;

import static jdisk.testing.Complaint.assertNoStackTrace;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Launcher;
import jdisk.testing.Outcome;
import jdisk.testing.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts the packaged program as users do. */
final class LauncherIT {

    private final Path folder;

    LauncherIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        ImageRecipe.named("laptop").build(folder.resolve("hda.img"));
    }

    @ParameterizedTest
    @CsvSource({"0, -l hda.img", "0, hda.img offset 6", "1, -l missing.img", "1, hda.img nonsense",
        "2, --nonsense hda.img", "2, -b 1000 -l hda.img", "0, --version"})
    void exitStatus(int status, String line) throws Exception {
        Outcome outcome = Launcher.in(folder).run(line.split(" ", -1));
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(status);
        assertNoStackTrace(outcome);
    }

    /** What it prints is pure: not a word of the launcher's or the JVM's comes with it. */
    @Test
    void printsNothingElse() throws Exception {
        assertThat(Launcher.in(folder).run("hda.img", "offset", "6")).isEqualTo(new Outcome(0, "3939941376\n", ""));
    }

    /** The listing as recorded of the laptop's image; the name in it is the demo's. */
    @Test
    void demo() throws Exception {
        String recorded = Texts.demoListing();
        Outcome session = Launcher.in(folder).typing("p").run("--demo");
        assertThat(session.status()).isZero();
        assertThat(session.out()).contains(recorded);
        Texts.assertSame("fdisk 2.12", recorded, Launcher.in(folder).run("-l", "hda.img").out(), "");
    }

    /** Java cannot open such a file in the C locale by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "POSIX"})
    void nameThatIsNotAscii(String locale) throws Exception {
        Files.move(folder.resolve("hda.img"), folder.resolve("Festplatte-groß-日本.img"));
        Outcome place = Launcher.in(folder).with("LC_ALL", locale).run("Festplatte-groß-日本.img", "offset", "6");
        assertThat(place).isEqualTo(new Outcome(0, "3939941376\n", ""));
        Outcome listed = Launcher.in(folder).with("LC_ALL", locale).run("-l", "Festplatte-groß-日本.img");
        assertThat(listed.status()).as(listed.err()).isZero();
        assertThat(listed.out()).containsPattern("Disk .*: 4871 MB, 4871301120 bytes\n");
        assertThat(listed.out().contains("groß-日本.img6")).isEqualTo(locale.equals("C.UTF-8"));
    }

    @Test
    void closedPipeEndsQuietly() throws Exception {
        Outcome outcome = Launcher.in(folder)
                .runInShell("\"$JDISK\" --style=modern -l hda.img hda.img hda.img hda.img | head -1");
        assertThat(outcome).isEqualTo(
                new Outcome(0, "Disk hda.img: 4.54 GiB, 4871301120 bytes, 9514260 sectors\n", ""));
        // The reader is gone before anything is written.
        Outcome late = Launcher.in(folder).runInShell("{ sleep 1; \"$JDISK\" -l hda.img; } | true");
        assertThat(late.err()).isEmpty();
    }

    @Test
    void closedStandardOutput() throws Exception {
        Outcome outcome = Launcher.in(folder).runInShell("\"$JDISK\" -l hda.img >&-");
        assertNoStackTrace(outcome);
    }

    @Test
    void throughALink() throws Exception {
        Outcome outcome = Launcher.in(folder).runInShell("ln -s \"$JDISK\" jd; ./jd hda.img offset 6; rm jd");
        assertThat(outcome).isEqualTo(new Outcome(0, "3939941376\n", ""));
    }

    @Test
    void argumentsPassThroughUnchanged() throws Exception {
        Path odd = folder.resolve("a  b'c\"$d*.img");
        Files.move(folder.resolve("hda.img"), odd);
        assertThat(Launcher.in(folder).run(odd.getFileName().toString(), "offset", "6"))
                .isEqualTo(new Outcome(0, "3939941376\n", ""));
    }

    @Test
    void jvmOptionsOfTheUser() throws Exception {
        Outcome outcome = Launcher.in(folder).with("JDISK_JAVA_OPTS", "-Xmx64m -Dany=thing")
                .run("hda.img", "offset", "6");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEqualTo("3939941376\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nonexistent", "/usr"})
    void missingJava(String home) throws Exception {
        Outcome outcome = Launcher.in(folder).with("JDISK_JAVA_HOME", home).run("-l", "hda.img");
        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).matches("jdisk: [^\n]+\n").contains("Java 25");
    }

    /** A signal reaches Java itself: no shell stays behind to catch it. */
    @Test
    void signalReachesTheProgram() throws Exception {
        Outcome outcome = Launcher.in(folder).runInShell("""
                "$JDISK" hda.img < <(exec sleep 60) >out & pid=$!
                until grep -q Command out; do sleep 0.05; done
                kill -TERM $pid
                wait $pid
                echo $?
                """);
        assertThat(outcome.out()).isEqualTo("143\n");
    }
}
