package jdisk.cli;

import static jdisk.testing.Complaint.assertNoStackTrace;
import static jdisk.testing.Complaint.assertOneLine;
import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Says in one line what is wrong with something that is no disk image, or has no table. */
final class BadInputTest {

    private final Path folder;

    BadInputTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void noSuchFile() {
        Path missing = folder.resolve("missing.img");
        assertOneLine(jdisk("-l", missing), 1, missing.toString());
        assertOneLine(jdisk(missing), 1, missing.toString());
        assertOneLine(jdisk(missing, "p"), 1, missing.toString());
    }

    @Test
    void directory() {
        assertOneLine(jdisk("-l", folder), 1, folder + ": ");
        assertOneLine(jdisk(folder), 1, "directory");
    }

    @Test
    void unreadableFile() throws IOException {
        Path secret = ImageRecipe.named("laptop").buildIn(folder);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(secret), "root reads everything");
        assertOneLine(jdisk("-l", secret), 1, secret + ": ");
    }

    /** What would be a script would be an image, too. */
    @Test
    void standardInputTwice() {
        assertOneLine(typing("p").run("-f", "-", "-"), 1, "standard input is the image, and the script of -f cannot come from it, too");
    }

    @Test
    void emptyFile() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.img"));
        assertOneLine(jdisk("-l", empty), 1, "empty");
        assertNoStackTrace(typing("p", "q").run(empty));
    }

    @Test
    void shorterThanASector() throws IOException {
        Path image = ImageRecipe.named("short").buildIn(folder);
        Outcome listed = jdisk("-l", image);
        assertThat(listed.status()).isEqualTo(1);
        assertThat(listed.out()).as("it has 300 bytes").doesNotContain(" 0 bytes");
        assertThat(listed.err()).matches("jdisk: [^\n]+\n").contains(image + ": ");
        assertNoStackTrace(typing("p", "x", "p", "d", "D", "q").run(image));
    }

    /** A table's signature at its end is the first thing every reader looks at. */
    @ParameterizedTest
    @ValueSource(strings = {"zeros", "whole-ext4", "superfloppy-fat16", "floppy-fat12"})
    void nothingToList(String recipe) throws IOException {
        Path image = ImageRecipe.named(recipe).buildIn(folder);
        for (String option : new String[] {"-l", "-x"}) {
            Outcome outcome = jdisk(option, image);
            assertThat(outcome.status()).as(outcome.toString()).isEqualTo(1);
            // The disk itself may be described, as fdisk does.
            assertThat(outcome.out()).doesNotContain("Device", "Disklabel", image + "1");
            assertThat(outcome.err()).matches("jdisk: [^\n]+\n").contains(image + ": ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole-ext4", "superfloppy-fat16"})
    void fileSystemWithoutTableIsNamed(String recipe) throws IOException {
        Path image = ImageRecipe.named(recipe).buildIn(folder);
        assertThat(jdisk("-l", image).err()).containsIgnoringCase("file system");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeros", "whole-ext4", "superfloppy-fat16"})
    void shellOpensWhereThereIsSomethingToLookAt(String recipe) throws IOException {
        Path image = ImageRecipe.named(recipe).buildIn(folder);
        Outcome session = typing("p", "hexdump @0 1", "p", "q").joiningStreams().run(image);
        assertThat(session.status()).as(session.out()).isZero();
        assertThat(session.out().split("Command \\(m for help\\): ", -1)).hasSize(5);
        assertNoStackTrace(session);
    }

    @Test
    void commandWithoutATableFails() throws IOException {
        Path image = ImageRecipe.named("zeros").buildIn(folder);
        assertOneLine(jdisk(image, "offset", "1"), 1, "");
    }

    @Test
    void oneImageThatFailsDoesNotStopTheNext() throws IOException {
        Path laptop = ImageRecipe.named("laptop").buildIn(folder);
        Path four = ImageRecipe.named("four-primaries").buildIn(folder);
        Path missing = folder.resolve("missing.img");
        Outcome listed = jdisk("-l", laptop, missing, four);
        assertThat(listed.status()).isEqualTo(1);
        assertThat(listed.out()).contains(laptop + "6 ").contains(four + "4 ");
        assertThat(listed.err()).matches("jdisk: [^\n]+\n").contains(missing.toString());
    }

    /** Status 1 is for what cannot be listed; a doubtful table can. */
    @ParameterizedTest
    @ValueSource(strings = {"truncated", "beyond-end", "link-beyond-end", "link-sector-garbage"})
    void damagedTableIsListedWithItsDoubts(String recipe) throws IOException {
        Path image = ImageRecipe.named(recipe).buildIn(folder);
        Outcome listed = jdisk("-l", image);
        assertThat(listed.status()).as(listed.err()).isZero();
        assertThat(listed.out()).contains(image + "1 ").contains(image + "2 ");
        assertThat(listed.err().lines()).isNotEmpty().allMatch(line -> line.startsWith("jdisk: " + image + ": "));
        assertThat(listed.err().lines()).doesNotHaveDuplicates();
    }

    @Test
    void tableInAFileOfOneSectorIsListed() throws IOException {
        Path image = ImageRecipe.named("one-sector").buildIn(folder);
        Outcome listed = jdisk("-l", image);
        assertThat(listed.status()).as(listed.err()).isZero();
        assertThat(listed.out()).contains(image + "1 ");
        assertNoStackTrace(typing("p", "v", "F", "i", "x", "p", "d", "D", "e", "q").run(image));
    }
}
