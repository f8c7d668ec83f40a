package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Launcher;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The program that LIBRARY.md shows, compiled against the packaged jar and nothing else, and run. */
final class LibraryIT {
    private static final Path JDK_BIN = Path.of(System.getProperty("java.home"), "bin");
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private final Path folder;
    private final Path jar;

    LibraryIT(@TempDir Path folder) throws Exception {
        this.folder = folder;
        // Alone: beside it lies what the program jdisk is built on.
        this.jar = Files.copy(Path.of("target", "jdisk.jar"), folder.resolve("jdisk.jar"));
        Matcher program = PROGRAM.matcher(Files.readString(Path.of(".github", "LIBRARY.md")));
        assertThat(program.find()).as("a program in LIBRARY.md").isTrue();
        Files.writeString(folder.resolve("Partitions.java"), program.group(1));
        ImageRecipe.named("laptop").build(folder.resolve("hda.img"));
        ImageRecipe.named("gpt-grown").build(folder.resolve("grown.img"));
        assertThat(run("javac", "-Xlint:all,-path", "-Werror", "-cp", jar.toString(), "Partitions.java")).isEqualTo(new Outcome(0, "", ""));
    }

    private Outcome run(String tool, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(JDK_BIN.resolve(tool).toString()));
        command.addAll(List.of(arguments));
        return RealTool.outcomeOf(command, folder, Map.of(), "");
    }

    @Test
    void onTheClassPath() throws Exception {
        Outcome outcome = run("java", "-cp", jar + ":.", "Partitions", "hda.img", "grown.img");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines()).contains("hda.img 1 at byte 32256: -", "hda.img 6 at byte 3939941376: -",
                "grown.img: backup-not-at-end");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void asAModule() throws Exception {
        Outcome outcome = run("java", "-p", jar.toString(), "--add-modules", "jdisk", "-cp", ".", "Partitions", "hda.img");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("hda.img 5 at byte 3808336896: -");
        assertThat(outcome.status()).isZero();
    }

    /** What only some images need, the module may use, too: a server's, and those that a library decodes. */
    @Test
    void asAModuleWithWhatSomeImagesNeed() throws Exception {
        Outcome server = run("java", "-p", jar.toString(), "--add-modules", "jdisk", "-cp", ".", "Partitions", "http://127.0.0.1:1/hda.img");

        assertThat(server.err()).contains("java.nio.file.FileSystemException: http://127.0.0.1:1/hda.img: ").doesNotContain("Error:");
        byte[] start = new byte[1 << 20];
        try (InputStream image = Files.newInputStream(folder.resolve("hda.img"))) {
            assertThat(image.readNBytes(start, 0, start.length)).isEqualTo(start.length);
        }
        write(start, new BZip2CompressorOutputStream(Files.newOutputStream(folder.resolve("hda.img.bz2"))));
        write(start, new XZOutputStream(Files.newOutputStream(folder.resolve("hda.img.xz")), new LZMA2Options()));
        write(start, new ZstdOutputStream(Files.newOutputStream(folder.resolve("hda.img.zst"))));
        Outcome decoded = run("java", "-p", jar + ":" + Path.of("target", "lib").toAbsolutePath(), "--add-modules",
                "jdisk,com.github.luben.zstd_jni,org.apache.commons.compress,org.tukaani.xz", "--enable-native-access=jdisk,com.github.luben.zstd_jni",
                "-Djdisk.native=" + Path.of("target", "lib", "native").toAbsolutePath(), "-cp", ".", "Partitions", "hda.img.bz2", "hda.img.xz", "hda.img.zst");

        assertThat(decoded.err()).isEmpty();
        assertThat(decoded.out().lines()).contains("hda.img.bz2 1 at byte 32256: -", "hda.img.xz 1 at byte 32256: -",
                "hda.img.zst 1 at byte 32256: -");
    }

    private static void write(byte[] bytes, OutputStream packed) throws IOException {
        try (packed) {
            packed.write(bytes);
        }
    }

    /** What the library's rooms are made of needs nothing of the program's libraries: the JDK's own tool says so. */
    @Test
    void needsNothingButTheJdk() throws Exception {
        Outcome outcome = run("jdeps", "--multi-release", "25", "-verbose:package", "--ignore-missing-deps", "-filter:none",
                "-cp", jar.toString(), jar.toString());

        assertThat(outcome.status()).as(outcome.toString()).isZero();
        String room = "";
        for (String line : outcome.out().lines().toList()) {
            if (line.matches("   \\S.*")) {
                room = line.strip().split(" ", 2)[0];
            }
            if (line.matches("      ->.*(jline|tongfei|fasterxml).*")) {
                assertThat(room).as(line).matches("jdisk\\.(cli|command|shell|listing|saved)");
            }
        }
    }

    /** A listing of a raw image loads nothing that other images need; the start-up cache brings along what a shell needs soon. */
    @Test
    void listingLoadsNoContainer() throws Exception {
        Path loaded = folder.resolve("loaded");
        Outcome listing = Launcher.in(folder).with("JDISK_JAVA_OPTS", "-XX:AOTMode=off -Xlog:class+load:file=" + loaded).run("-l", "hda.img");

        assertThat(listing.status()).isZero();
        assertThat(Files.readString(loaded)).contains("jdisk.source.Sources ")
                .doesNotContain("jdisk.source.Container", "jdisk.nbd.", "jdisk.saved.", "jdisk.recipe.", "java.net.http");
    }
}
