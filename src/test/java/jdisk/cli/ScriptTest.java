package jdisk.cli;

import static jdisk.testing.Complaint.assertNoStackTrace;
import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Carries out the commands of a file, and says in which line one failed. */
final class ScriptTest {

    private static final String OFFSETS = "32256\n3939941376\n";

    private final Path folder;
    private final Path laptop;

    ScriptTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        laptop = ImageRecipe.named("laptop").buildIn(folder);
    }

    @Test
    void commandsOfAFile() throws IOException {
        Path script = script("# the two Linux users care about", "offset 1", "", "   ", "# and", "offset 6");
        assertThat(jdisk("-f", script, laptop)).isEqualTo(new Outcome(0, OFFSETS, ""));
        assertThat(jdisk("--script=" + script, laptop)).isEqualTo(new Outcome(0, OFFSETS, ""));
    }

    @Test
    void keysOfAFile() throws IOException {
        Outcome outcome = jdisk("-f", script("x", "c", "300", "r", "p", "q"), laptop);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains(jdisk("-C", "300", "-l", laptop).out().strip())
                .doesNotContain("ommand (m for help)");
    }

    @Test
    void stopsAtTheFirstFailure() throws IOException {
        Path script = script("offset 1", "# next", "offset 9", "offset 6");
        Outcome outcome = jdisk("-f", script, laptop);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEqualTo("32256\n");
        assertThat(outcome.err()).contains(script + ":3: ");
        assertThat(outcome.err().lines()).hasSize(1);
    }

    @Test
    void keepsGoing() throws IOException {
        Path script = script("offset 1", "offset 9", "nonsense", "offset 6");
        Outcome outcome = jdisk("-f", script, "--keep-going", laptop);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEqualTo(OFFSETS);
        assertThat(outcome.err().lines()).hasSize(2);
        assertThat(outcome.err()).contains(script + ":2: ", script + ":3: ");
        assertNoStackTrace(outcome);
    }

    @Test
    void unknownAndRefusedKeysFail() throws IOException {
        for (String key : new String[] {"Z", "d", "nonsense"}) {
            Path script = script(key, "offset 6");
            Outcome outcome = jdisk("-f", script, laptop);
            assertThat(outcome.status()).as(key).isEqualTo(1);
            assertThat(outcome.out()).as(key).isEmpty();
            assertThat(outcome.err()).contains(script + ":1: ");
        }
    }

    @Test
    void quitEndsAScript() throws IOException {
        assertThat(jdisk("-f", script("offset 1", "q", "nonsense"), laptop)).isEqualTo(new Outcome(0, "32256\n", ""));
        assertThat(jdisk("-f", script("offset 1", "quit", "nonsense"), laptop))
                .isEqualTo(new Outcome(0, "32256\n", ""));
    }

    @Test
    void missingScript() {
        Path missing = folder.resolve("missing.jdisk");
        Outcome outcome = jdisk("-f", missing, laptop);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("jdisk: ").contains(missing.toString());
        assertNoStackTrace(outcome);
    }

    /** A sourced file stops at its first failure; the input that sourced it goes on. */
    @Test
    void sourcedFromTheShell() throws IOException {
        Path script = script("offset 1", "offset 9", "size 6");
        Outcome outcome = typing("source " + script, "offset 6", "q").run(laptop);
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("32256\n", "3939941376\n").doesNotContain("929424384");
        assertThat(outcome.err()).contains(script + ":2: ");
    }

    /** A file that sources itself must come to an end. */
    @Test
    void sourcesItself() throws IOException {
        Path script = folder.resolve("loop.jdisk");
        Files.writeString(script, "offset 1\nsource " + script + "\n");
        Outcome outcome = jdisk("-f", script, laptop);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains(script + ":2: ");
        assertNoStackTrace(outcome);
    }

    /** Standard input goes on after an error, as fdisk does, and ends well. */
    @Test
    void standardInputGoesOn() {
        Outcome outcome = typing("# a comment", "", "nonsense", "offset 9", "Z", "d", "offset 6").run(laptop);
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("3939941376\n").doesNotContain("a comment");
        assertThat(outcome.err()).contains("nonsense");
        assertNoStackTrace(outcome);
    }

    private Path script(String... lines) throws IOException {
        return Files.write(folder.resolve("script.jdisk"), List.of(lines));
    }
}
