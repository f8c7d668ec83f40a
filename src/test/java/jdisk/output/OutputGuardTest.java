package jdisk.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import jdisk.extract.ExtractPlan;
import jdisk.extract.ExtractPlan.OnError;
import jdisk.extract.ExtractPlan.Sparse;
import jdisk.extract.Extractor;
import jdisk.extract.OutputFile;
import jdisk.image.Image;
import jdisk.image.Progress;
import jdisk.image.Slice;
import jdisk.source.Sources;
import jdisk.testing.Jdisk;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is written to the image, by whatever name, and nothing that is there is lost unasked. */
final class OutputGuardTest {

    private static final byte[] BYTES = new byte[4096];
    private static final Progress QUIET = new Progress() {
        @Override
        public void at(long done, long total) { }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    private final Path folder;
    private final Path file;
    private final Image image;

    OutputGuardTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        BYTES[77] = 7;
        this.file = Files.write(folder.resolve("disk.img"), BYTES);
        this.image = Sources.open(file);
    }

    @AfterEach
    void theImageIsAsItWas() throws IOException {
        image.close();
        assertThat(Files.readAllBytes(file)).isEqualTo(BYTES);
    }

    private void write(Path target, OutputFile.Mode mode) throws IOException {
        ExtractPlan plan = plan();
        try (OutputFile output = OutputFile.open(new OutputGuard(image), target, plan, mode)) {
            Extractor.run(plan, output, QUIET);
            output.commit();
        }
    }

    private ExtractPlan plan() {
        return ExtractPlan.of(Slice.of(image), SectorSize.DEFAULT, Sparse.AUTO, OnError.STOP, List.of());
    }

    private void assertRefused(Path target, OutputFile.Mode mode, String reason) {
        assertThatThrownBy(() -> write(target, mode)).isInstanceOf(RefusedException.class).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @EnumSource(OutputFile.Mode.class)
    void theImageByAnyName(OutputFile.Mode mode) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        Path linkToLink = Files.createSymbolicLink(folder.resolve("link2"), Path.of("link"));
        Path hard = Files.createLink(folder.resolve("hard"), file);
        Path folderLink = Files.createSymbolicLink(folder.resolve("dir"), folder);
        for (Path name : List.of(file, link, linkToLink, hard, folderLink.resolve("disk.img"), folder.resolve("./x/../disk.img"))) {
            if (!name.toString().contains("/x/")) {
                assertRefused(name, mode, "is the image itself");
            }
        }
        assertThat(link).isSymbolicLink();
        assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(2);
    }

    @Test
    void existing() throws IOException {
        Path there = Files.writeString(folder.resolve("there"), "mine");
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
        assertRefused(there, OutputFile.Mode.NEW, "exists; --force");
        assertRefused(there, OutputFile.Mode.RESUME, "exists; --force");
        assertRefused(dangling, OutputFile.Mode.NEW, "exists; --force");
        assertRefused(folder, OutputFile.Mode.FORCE, "is a directory");
        assertRefused(folder.resolve("no/file"), OutputFile.Mode.NEW, "is not a directory");
        assertThat(there).hasContent("mine");
        write(there, OutputFile.Mode.FORCE);
        assertThat(there).hasBinaryContent(BYTES);
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    /** The link goes, and what it leads to stays. */
    @Test
    void forceDoesNotFollowALink() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("link"), victim);
        write(link, OutputFile.Mode.FORCE);
        assertThat(victim).hasContent("mine");
        assertThat(link).isRegularFile().hasBinaryContent(BYTES);
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @Test
    @Tag("realtool")
    void noRegularFile() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(RealTool.named("mkfifo", 1).run(folder, pipe.toString()).status()).isZero();
        assertRefused(pipe, OutputFile.Mode.FORCE, "not a regular file");
        assertRefused(Path.of("/dev/null"), OutputFile.Mode.FORCE, "not a regular file");
    }

    /** Somebody has put a link where the incomplete file goes. */
    @ParameterizedTest
    @EnumSource(OutputFile.Mode.class)
    void plantedLinks(OutputFile.Mode mode) throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        Path partial = folder.resolve("out.partial");
        for (Path leadsTo : List.of(victim, file, folder.resolve("nowhere"))) {
            Files.createSymbolicLink(partial, leadsTo);
            assertThatThrownBy(() -> write(folder.resolve("out"), mode)).isInstanceOf(RefusedException.class);
            Files.delete(partial);
        }
        Files.createLink(partial, victim);
        assertThatThrownBy(() -> write(folder.resolve("out"), mode)).isInstanceOf(RefusedException.class);
        Files.delete(partial);
        Files.createLink(partial, file);
        assertThatThrownBy(() -> write(folder.resolve("out"), mode)).isInstanceOf(RefusedException.class);
        assertThat(victim).hasContent("mine");
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void plantedLinksForTheRecord() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        Files.createSymbolicLink(folder.resolve("out.partial.resume"), victim);
        Files.createSymbolicLink(folder.resolve("out.partial.resume.new"), victim);
        assertRefused(folder.resolve("out"), OutputFile.Mode.NEW, "is not a record of jdisk");
        assertThat(victim).hasContent("mine");
        assertThat(folder.resolve("out.partial.resume")).isSymbolicLink();
        assertThat(folder.resolve("out.partial")).doesNotExist();
    }

    /** Whatever has the name of a file that jdisk makes beside another stays, if jdisk did not make it: an image even. */
    @Test
    void filesOfOthersUnderNamesOfItsOwn() throws IOException {
        Path record = Files.writeString(folder.resolve("out.partial.resume"), "mine");
        for (OutputFile.Mode mode : OutputFile.Mode.values()) {
            assertRefused(folder.resolve("out"), mode, "is not a record of jdisk");
        }
        assertThat(record).hasContent("mine");
        Files.delete(record);
        Files.move(file, record);
        try (Image moved = Sources.open(record)) {
            OutputGuard guard = new OutputGuard(moved);
            assertThatThrownBy(() -> OutputFile.open(guard, folder.resolve("out"), plan(), OutputFile.Mode.NEW))
                    .isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> guard.remove(record)).isInstanceOf(RefusedException.class).hasMessageContaining("the image itself");
        }
        assertThat(record).hasBinaryContent(BYTES);
        Files.move(record, file);
        Path text = Files.writeString(folder.resolve("text.new"), "mine");
        assertThatThrownBy(() -> new OutputGuard(image).writeText(folder.resolve("text"), "x", true))
                .isInstanceOf(RefusedException.class).hasMessageContaining("in the way");
        assertThat(text).hasContent("mine");
    }

    @Test
    void twoAtOnce() throws IOException {
        Path target = folder.resolve("out");
        ExtractPlan plan = plan();
        try (OutputFile output = OutputFile.open(new OutputGuard(image), target, plan, OutputFile.Mode.NEW)) {
            assertRefused(target, OutputFile.Mode.NEW, "another program is writing it");
            assertRefused(target, OutputFile.Mode.RESUME, "is being written by another program");
            assertRefused(target, OutputFile.Mode.FORCE, "is being written by another program");
            Extractor.run(plan, output, QUIET);
            output.commit();
        }
        assertThat(target).hasBinaryContent(BYTES);
    }

    /** A file that appears under the name while it is being written stays. */
    @Test
    void nameTakenMeanwhile() throws IOException {
        Path target = folder.resolve("out");
        ExtractPlan plan = plan();
        try (OutputFile output = OutputFile.open(new OutputGuard(image), target, plan, OutputFile.Mode.NEW)) {
            Extractor.run(plan, output, QUIET);
            Files.writeString(target, "theirs");
            assertThatThrownBy(output::commit).isInstanceOf(RefusedException.class);
        }
        assertThat(target).hasContent("theirs");
        assertThat(folder.resolve("out.partial")).hasBinaryContent(BYTES);
    }

    /** Somebody clears up while a copy is being made, and begins another. */
    @Test
    void partialFileReplacedMeanwhile() throws IOException {
        Path target = folder.resolve("out");
        OutputGuard guard = new OutputGuard(image);
        ExtractPlan plan = plan();
        OutputFile other;
        try (OutputFile first = OutputFile.open(guard, target, plan, OutputFile.Mode.NEW)) {
            Extractor.run(plan, first, QUIET);
            Files.delete(first.partial());
            other = OutputFile.open(guard, target, plan, OutputFile.Mode.NEW);
            assertThatThrownBy(first::commit).isInstanceOf(RefusedException.class)
                    .hasMessageContaining("out.partial was removed or replaced while it was being written")
                    .hasMessageContaining("out is not made");
            first.keep();
            assertThat(first.kept()).isZero();
        }
        try (other) {
            assertThat(target).doesNotExist();
            assertThat(other.partial()).exists();
            assertThat(folder.resolve("out.partial.resume")).exists();
            Extractor.run(plan, other, QUIET);
            other.commit();
        }
        assertThat(target).hasBinaryContent(BYTES);
        assertThat(names()).containsExactlyInAnyOrder("disk.img", "out");
    }

    @ParameterizedTest
    @EnumSource(OutputFile.Mode.class)
    void partialFileRemovedMeanwhile(OutputFile.Mode mode) throws IOException {
        ExtractPlan plan = plan();
        try (OutputFile output = OutputFile.open(new OutputGuard(image), folder.resolve("out"), plan, mode)) {
            Extractor.run(plan, output, QUIET);
            Files.delete(output.partial());
            assertThatThrownBy(output::commit).isInstanceOf(RefusedException.class).hasMessageContaining("was removed or replaced");
        }
        assertThat(names()).containsExactly("disk.img");
    }

    private String[] names() {
        return folder.toFile().list();
    }

    /** Leaves what a run leaves that ends when all is written, and nothing has its final name. */
    private Path endsBeforeTheName() throws IOException {
        ExtractPlan plan = plan();
        Path target = folder.resolve("out");
        try (OutputFile output = OutputFile.open(new OutputGuard(image), target, plan, OutputFile.Mode.NEW)) {
            Extractor.run(plan, output, QUIET);
            output.complete();
        }
        return target;
    }

    private void assertCompletes(Path target, String line) throws IOException {
        Outcome outcome = Jdisk.jdisk(file, "extract", "disk", target, "--resume", "--hash=sha256");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(target).hasBinaryContent(BYTES);
        assertThat(folder.resolve("out.sha256")).hasContent(line);
        assertThat(names()).containsExactlyInAnyOrder("disk.img", "out", "out.sha256");
    }

    /** Wherever a run ends between the last byte and the last name, another one completes it, digest and all. */
    @Test
    void endsBetweenFileAndDigest() throws Exception {
        String line = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(BYTES)) + "  out\n";
        Path digest = folder.resolve("out.sha256");
        Path begun = folder.resolve("out.sha256.new");
        for (String written : List.of("", line.substring(0, 20), line)) {
            Files.writeString(begun, written);
            assertCompletes(endsBeforeTheName(), line);
            Files.delete(folder.resolve("out"));
            Files.delete(digest);
        }
        Files.writeString(digest, line);
        assertCompletes(endsBeforeTheName(), line);

        // Both names at once.
        Files.createLink(begun, digest);
        Files.delete(folder.resolve("out"));
        Path target = endsBeforeTheName();
        Files.createLink(target, folder.resolve("out.partial"));
        assertCompletes(target, line);
    }

    @Test
    void whatIsNotTheDigestOfAnEarlierRunStays() throws IOException {
        Path target = endsBeforeTheName();
        Path digest = Files.writeString(folder.resolve("out.sha256"), "mine");
        assertThat(Jdisk.jdisk(file, "extract", "disk", target, "--resume", "--hash=sha256").err()).contains("out.sha256 exists; --force");
        assertThat(digest).hasContent("mine");
        Files.move(digest, folder.resolve("out.sha256.new"));
        assertThat(Jdisk.jdisk(file, "extract", "disk", target, "--resume", "--hash=sha256").err()).contains("out.sha256.new exists and is in the way");
        assertThat(folder.resolve("out.sha256.new")).hasContent("mine");
        assertThat(target).doesNotExist();
        assertThat(folder.resolve("out.partial")).hasBinaryContent(BYTES);
        // Another file that has both names already is not one that a run has left.
        Files.delete(folder.resolve("out.sha256.new"));
        Files.delete(folder.resolve("out.partial.resume"));
        Files.createLink(target, folder.resolve("out.partial"));
        assertThat(Jdisk.jdisk(file, "extract", "disk", target, "--resume").err()).contains("out exists; --force");
        assertThat(target).exists();
    }

    /** What is advised helps: neither --resume nor --force would. */
    @Test
    @Tag("realtool")
    void noFileOfOursUnderThePartialName() throws Exception {
        Path partial = folder.resolve("out.partial");
        Files.createDirectory(partial);
        for (OutputFile.Mode mode : OutputFile.Mode.values()) {
            assertRefused(folder.resolve("out"), mode, "out.partial is a link, or not a regular file: move it away, or name another file");
        }
        Files.delete(partial);
        assertThat(RealTool.named("mkfifo", 1).run(folder, partial.toString()).status()).isZero();
        for (OutputFile.Mode mode : OutputFile.Mode.values()) {
            assertRefused(folder.resolve("out"), mode, "out.partial is a link, or not a regular file: move it away, or name another file");
        }
        Files.move(partial, folder.resolve("elsewhere"));
        write(folder.resolve("out"), OutputFile.Mode.NEW);
    }

    /** A file beside the parts of an image would become one of them. */
    @Test
    void nameOfAPart() throws IOException {
        Path first = Files.write(folder.resolve("hda.001"), new byte[512]);
        Files.write(folder.resolve("sda.aa"), new byte[512]);
        Path letters = Files.write(folder.resolve("sda.ab"), new byte[512]).resolveSibling("sda.aa");
        try (Image one = Sources.open(first); Image two = Sources.open(letters)) {
            for (Path part : List.of(folder.resolve("hda.002"), folder.resolve(".").resolve("hda.002"))) {
                assertThatThrownBy(() -> new OutputGuard(one).check(part, true))
                        .isInstanceOf(RefusedException.class).hasMessageContaining("would be taken for the next part of the image");
            }
            assertThatThrownBy(() -> new OutputGuard(two).check(folder.resolve("sda.ac"), false)).isInstanceOf(RefusedException.class);
            new OutputGuard(one).check(folder.resolve("hda.003"), false);
            new OutputGuard(one).check(folder.resolve("sda.ac"), false);
            new OutputGuard(two).check(folder.resolve("hda.002"), false);
            new OutputGuard(two).check(Files.createDirectory(folder.resolve("other")).resolve("sda.ac"), false);
        }
    }

    @Test
    void shortTexts() throws IOException {
        OutputGuard guard = new OutputGuard(image);
        guard.writeText(folder.resolve("text"), "line\n", false);
        assertThat(folder.resolve("text")).hasContent("line\n");
        assertThatThrownBy(() -> guard.writeText(folder.resolve("text"), "other\n", false)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> guard.writeText(file, "other\n", true)).isInstanceOf(RefusedException.class);
        assertThat(folder.resolve("text")).hasContent("line\n");
    }
}
