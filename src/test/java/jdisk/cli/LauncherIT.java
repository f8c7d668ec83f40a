package jdisk.cli;

import static jdisk.testing.Complaint.assertNoStackTrace;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Launcher;
import jdisk.testing.Outcome;
import jdisk.testing.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

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

    /** The library that decodes zstd lies beside the program: it need not be unpacked where nothing may be written. */
    @Test
    void unpacksNoLibrary() throws Exception {
        Path image = zstd(new byte[1 << 20]);
        // A file, into which not even the superuser of a test machine can put anything. The JVM warns of it in a line of its own.
        Launcher launcher = Launcher.in(folder).with("JDISK_JAVA_OPTS", "-Djava.io.tmpdir=" + image);

        // What is decoded has no place there either, which is said; the library is found.
        Outcome beside = launcher.run("-l", "disk.zst");
        assertThat(beside.err()).contains("what is decoded").doesNotContain("cannot be decoded here");

        Outcome elsewhere = Launcher.in(folder)
                .with("JDISK_JAVA_OPTS", "-Djdisk.native=none -Djava.io.tmpdir=" + image)
                .run("-l", "disk.zst");
        assertThat(elsewhere.err()).contains("\njdisk: disk.zst: zstd cannot be decoded here").contains("-Djava.io.tmpdir=DIR");
        assertNoStackTrace(elsewhere);
        assertThat(elsewhere.status()).isEqualTo(1);
    }

    /** A block of an xz has to be decoded as a whole. */
    @Test
    void tooLittleMemory() throws Exception {
        try (OutputStream packed = new XZOutputStream(Files.newOutputStream(folder.resolve("disk.xz")), new LZMA2Options(0))) {
            packed.write(new byte[40 << 20]);
        }
        Files.createDirectory(folder.resolve("out"));
        for (String word : List.of("hash disk", "get 0:/ out")) {
            Outcome outcome = Launcher.in(folder).with("JDISK_JAVA_OPTS", "-Xmx24m").runInShell("$JDISK disk.xz " + word);
            assertThat(outcome.err()).as(word).matches("jdisk: not enough memory: it may take \\d+ MiB; JDISK_JAVA_OPTS=-Xmx\\d+m lets it take more\n");
            assertThat(outcome.status()).as(word).isEqualTo(1);
        }
    }

    private Path zstd(byte[] bytes) throws IOException {
        Path image = folder.resolve("disk.zst");
        try (OutputStream packed = new ZstdOutputStream(Files.newOutputStream(image))) {
            packed.write(bytes);
        }
        return image;
    }

    @Test
    void saysWhichVersionItIs() throws Exception {
        assertThat(Launcher.in(folder).run("--version").out())
                .matches("jdisk \\d+\\.\\d+\\.\\d+( \\([0-9a-f]{12}(-dirty)?\\))?\nJava 2[5-9]\\S*, JLine 3\\.\\d+\\.\\d+\n");
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

    /** Whatever is asked for cannot be given: that is said, once, and ends with status 1. */
    @ParameterizedTest
    @ValueSource(strings = {"-l hda.img", "-l hda.img hda.img", "-x hda.img", "-J hda.img", "-d hda.img", "--help", "--version", "hda.img p",
        "hda.img map", "hda.img offset 6", "hda.img hash 5", "hda.img hexdump @0 5000", "hda.img help", "hda.img extract 5 -",
        "hda.img serve unix:sock", "-f script hda.img", "hda.img", "hda.img source script"})
    void unwritableStandardOutput(String line) throws Exception {
        Files.writeString(folder.resolve("script"), "p\nv\nF\n".repeat(50));
        Outcome full = Launcher.in(folder).typing("p", "p").runInShell("\"$JDISK\" " + line + " >/dev/full");
        assertThat(full).isEqualTo(new Outcome(1, "", full.err().startsWith("jdisk: hda.img: ")
                ? "jdisk: hda.img: standard output: No space left on device\n"
                : "jdisk: standard output: No space left on device\n"));
        Outcome closed = Launcher.in(folder).typing("p", "p").runInShell("\"$JDISK\" " + line + " >&-");
        assertThat(closed).isEqualTo(new Outcome(1, "", full.err().replace("No space left on device", "Bad file descriptor")));
        assertThat(folder.resolve("sock")).doesNotExist();
    }

    /** Nothing has to be printed: nothing is amiss. */
    @Test
    void closedStandardOutputThatIsNotNeeded() throws Exception {
        Outcome outcome = Launcher.in(folder).runInShell("\"$JDISK\" hda.img extract 63:10 out >&- && wc -c <out");
        assertThat(outcome.out()).isEqualTo("5120\n");
    }

    /** What goes on for ever ends once nobody reads what it prints. */
    @ParameterizedTest
    @ValueSource(strings = {"yes p", "yes ''", "yes '#'", "{ echo i; yes x; }"})
    void endlessInput(String input) throws Exception {
        Outcome outcome = Launcher.in(folder).runInShell(input + " | timeout 20 \"$JDISK\" hda.img | head -1; echo ${PIPESTATUS[1]}");
        assertThat(outcome).isEqualTo(new Outcome(0, "\n0\n", ""));
    }

    /** A file that Java opens must not become one of the three. */
    @Test
    void closedStreams() throws Exception {
        String offset = "3939941376\n";
        assertThat(Launcher.in(folder).runInShell("\"$JDISK\" hda.img offset 6 <&-")).isEqualTo(new Outcome(0, offset, ""));
        assertThat(Launcher.in(folder).runInShell("\"$JDISK\" hda.img offset 6 2>&-")).isEqualTo(new Outcome(0, offset, ""));
        assertThat(Launcher.in(folder).runInShell("\"$JDISK\" hda.img offset 6 <&- 2>&-")).isEqualTo(new Outcome(0, offset, ""));
        assertThat(Launcher.in(folder).runInShell("\"$JDISK\" hda.img offset 99 <&- >&- 2>&-").status()).isEqualTo(1);
        // No commands; not the bytes of some file of Java's.
        Outcome shell = Launcher.in(folder).runInShell("\"$JDISK\" hda.img <&-");
        assertThat(shell).isEqualTo(new Outcome(0, "\nCommand (m for help): \n", ""));
        // What is written first would otherwise be written into a file that is open as the stream.
        assertThat(Launcher.in(folder).runInShell("\"$JDISK\" hda.img extract 63:10 out 2>&- <&-; \"$JDISK\" hda.img extract 63:10 - | cmp - out"))
                .extracting(Outcome::status).isEqualTo(0);
    }

    /** Java would print what all threads do, in the midst of the data. */
    @Test
    void quitSignalPrintsNothing() throws Exception {
        Outcome outcome = Launcher.in(folder).runInShell("""
                "$JDISK" hda.img extract 6 - >fifo 2>err & pid=$!
                exec 3<fifo; head -c 512 <&3 >out; kill -QUIT $pid; sleep 0.5; kill -QUIT $pid; cat <&3 >>out
                wait $pid; echo $?
                dd if=hda.img bs=512 skip=7695198 count=1815282 status=none | cmp - out; cat err | wc -l
                "$JDISK" hda.img < <(exec sleep 2) >out 2>err & pid=$!
                until grep -q Command out; do sleep 0.05; done
                kill -QUIT $pid; wait $pid; echo $?; cat out err
                """.replaceFirst("^", "mkfifo fifo\n"));
        assertThat(outcome).isEqualTo(new Outcome(0, "0\n3\n0\n\nCommand (m for help): \n", ""));
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

    /** What the caller exports is not taken for the launcher's own. */
    @Test
    void variablesOfTheCaller() throws Exception {
        Launcher launcher = Launcher.in(folder);
        for (String name : List.of("java_home", "on_path", "major", "self", "link", "here", "app", "root", "lock", "charset", "flags", "cache", "word",
                "in_tty", "out_tty", "err_tty", "columns", "locale")) {
            launcher = launcher.with(name, "true");
        }
        assertThat(launcher.run("hda.img", "offset", "6")).isEqualTo(new Outcome(0, "3939941376\n", ""));
        // A terminal would be given colours, and columns that fit; and nothing is asked for where there is none.
        assertThat(launcher.typing("p").run("hda.img").out()).doesNotContain("\u001b");
        assertThat(launcher.run("hda.img", "map")).isEqualTo(Launcher.in(folder).run("hda.img", "map"));
    }

    @Test
    void optionsAreNoPatterns() throws Exception {
        Files.writeString(folder.resolve("-Dx=1"), "");
        Files.writeString(folder.resolve("-Dx=2"), "");
        Outcome outcome = Launcher.in(folder).with("JDISK_JAVA_OPTS", "-Djdisk.trace=true -Dx=*").runInShell("\"$JDISK\" hda.img < <(sleep 2) >out & "
                + "until grep -q Command out; do sleep 0.05; done; tr '\\0' '\\n' </proc/$!/cmdline | grep -- -Dx; wait");
        assertThat(outcome.out()).isEqualTo("-Dx=*\n");
    }

    /** Whatever PATH holds, and whether it is started through a link or not. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/nonexistent"})
    void pathThatLeadsNowhere(String path) throws Exception {
        Files.createSymbolicLink(folder.resolve("jd"), Launcher.script());
        for (String program : List.of("$JDISK", "$PWD/jd")) {
            Outcome outcome = Launcher.in(folder).runInShell("PATH='" + path + "' \"" + program + "\" hda.img offset 6");
            assertThat(outcome).isEqualTo(new Outcome(0, "3939941376\n", ""));
        }
    }

    /** What is named by its whole path is found from there, and nothing else is. The shell that runs the launcher may have said something of its own. */
    @Test
    void currentDirectoryIsGone() throws Exception {
        String gone = "image=$PWD/hda.img; mkdir gone; cd gone; rmdir ../gone; ";
        Outcome outcome = Launcher.in(folder).runInShell(gone + "\"$JDISK\" \"$image\" offset 6");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).isEqualTo("3939941376\n");
        assertThat(outcome.err().lines().filter(line -> !line.contains("getcwd"))).isEmpty();

        Outcome relative = Launcher.in(folder).runInShell(gone + "\"$JDISK\" -l etc/passwd");
        assertThat(relative.status()).isEqualTo(1);
        assertThat(relative.err()).contains("jdisk: etc/passwd: No");
    }

    @Test
    void currentDirectoryThatIsNotUtf8() throws Exception {
        Outcome outcome = Launcher.in(folder).runInShell("d=$(printf 'd\\377'); mkdir \"$d\"; cd \"$d\"; \"$JDISK\" hda.img offset 6; "
                + "mv ../hda.img .; \"$JDISK\" hda.img offset 6; cd ..; rm -r \"$d\"");
        assertThat(outcome.err()).isEqualTo("jdisk: hda.img: No such file or directory; the name of the current directory is not UTF-8: "
                + "name the image from / on\n".repeat(1) + "jdisk: hda.img: No such file or directory; the name of the current directory is not UTF-8: "
                + "name the image from / on\n");
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
