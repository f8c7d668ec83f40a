package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jdisk.testing.RealTool;
import jdisk.testing.Texts;
import jdisk.testing.TmuxScreen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds {@code _jdisk} against the definitions of options and words, and tries it in zsh. After a change of these, write it
 * anew:
 *
 * <pre>mvn -B test -Dtest=ZshCompletionTest -Dzsh.update=true</pre>
 */
final class ZshCompletionTest {
    private static final Path SCRIPT = Path.of("src", "build", "zsh", "_jdisk").toAbsolutePath();

    private final Path folder;

    ZshCompletionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void isOfThisProgram() throws IOException {
        String script = ZshCompletion.script();
        if (Boolean.getBoolean("zsh.update")) {
            Files.writeString(SCRIPT, script);
        }
        Texts.assertSame(SCRIPT + " (to write it anew: mvn -B test -Dtest=ZshCompletionTest -Dzsh.update=true)",
                Files.readString(SCRIPT), script, "");
    }

    /** In a real zsh, keys struck; a program of the name stands in for jdisk, and lists two partitions. */
    @Test
    @Tag("realtool")
    void completes() throws Exception {
        RealTool zsh = RealTool.named("zsh", 1);
        Path program = Files.writeString(folder.resolve("jdisk"), """
                #!/bin/sh
                printf 'Device     Size Type\\nhda.img5 125.5M Linux swap / Solaris\\nhda.img6 886.4M Linux\\n'
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.createFile(folder.resolve("hda.img"));
        Files.writeString(folder.resolve(".zshrc"), "fpath=('" + SCRIPT.getParent() + "' $fpath)\nautoload -Uz compinit\ncompinit -u -d '" + folder
                + "/dump'\nPS1='ready> '\n");
        try (TmuxScreen screen = TmuxScreen.running(zsh.program() + " -d -i", folder, Map.of(
                "ZDOTDIR", folder.toString(), "HOME", folder.toString(), "PATH", folder + ":/usr/bin:/bin"))) {
            screen.awaitLastLine("ready>");
            screen.type("jdisk --st");
            screen.strike("Tab");
            screen.awaitLastLine("ready> jdisk --style=");
            screen.type("cl");
            screen.strike("Tab");
            screen.awaitLastLine("ready> jdisk --style=classic");
            screen.strike("C-u");
            screen.type("jdisk hda");
            screen.strike("Tab");
            screen.awaitLastLine("ready> jdisk hda.img");
            screen.type("geom");
            screen.strike("Tab");
            screen.awaitLastLine("ready> jdisk hda.img geometry");
            screen.strike("C-u");
            screen.type("jdisk hda.img extract ");
            screen.strike("Tab");
            screen.await("6 +-- Linux, 886.4M");
            assertThat(screen.text()).containsPattern("5 +-- Linux swap / Solaris, 125.5M");
        }
    }
}
