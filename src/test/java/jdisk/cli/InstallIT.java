package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import jdisk.testing.Launcher;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts/install lays down, and takes away again. */
final class InstallIT {

    /** The program works, and carries its own licence and those of all it comes with. */
    @Test
    void installation(@TempDir Path folder) throws Exception {
        Path install = Launcher.script().resolveSibling("install");
        Outcome outcome = Launcher.in(folder).runInShell("'" + install + "' there >said && there/bin/jdisk --demo offset 6");
        assertThat(outcome).isEqualTo(new Outcome(0, "3939941376\n", ""));
        Path app = folder.resolve("there/lib/jdisk");
        assertThat(app.resolve("LICENSE")).content().contains("Apache License");
        String notice = Files.readString(app.resolve("NOTICE"));
        assertThat(notice).contains("Changed files: ").contains("jline-native and zstd-jni").contains("packed anew");
        for (String jar : Objects.requireNonNull(app.resolve("lib").toFile().list())) {
            if (jar.endsWith(".jar")) {
                String library = jar.replaceFirst("-\\d.*", "");
                assertThat(notice).as(jar).contains(library.startsWith("jline-") ? "jline-*" : library);
            }
        }
        List<String> licenses = Arrays.asList(Objects.requireNonNull(app.resolve("licenses").toFile().list()));
        assertThat(licenses).contains("JLine.txt", "progressbar.txt", "jackson-core-NOTICE", "jackson-core-LICENSE");
        assertThat(Launcher.in(folder).runInShell("'" + install + "' --uninstall there >said; ls").out()).isEqualTo("said\n");
    }
}
