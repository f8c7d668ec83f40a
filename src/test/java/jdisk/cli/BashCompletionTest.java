package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.testing.Texts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds {@code jdisk.bash} against the definitions of options and words, and tries it in bash. After a change of these,
 * write it anew:
 *
 * <pre>mvn -B test -Dtest=BashCompletionTest -Dbash.update=true</pre>
 */
final class BashCompletionTest {

    private static final Path SCRIPT = Path.of("src", "build", "bash", "jdisk.bash").toAbsolutePath();

    private final Path folder;

    BashCompletionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void isOfThisProgram() throws IOException {
        String script = BashCompletion.script();
        if (Boolean.getBoolean("bash.update")) {
            Files.writeString(SCRIPT, script);
        }
        Texts.assertSame(SCRIPT + " (to write it anew: mvn -B test -Dtest=BashCompletionTest -Dbash.update=true)",
                Files.readString(SCRIPT), script, "");
    }

    /** The line up to its cursor, and what bash proposes; words are parted as bash parts them. */
    @ParameterizedTest
    @Tag("realtool")
    @CsvSource(delimiter = ';', value = {
        "jdisk h; hda.img|holes.img",
        "jdisk -l hda.img h; hda.img|holes.img",
        "jdisk -lu hda.img h; hda.img|holes.img",
        "jdisk -C 592 h; hda.img|holes.img",
        "jdisk -u = cylinders h; hda.img|holes.img",
        "jdisk --st; --style",
        "jdisk --style = ; auto|classic|modern",
        "jdisk --style = cl; classic",
        "jdisk -t g; gpt",
        "jdisk -u = ; sectors|cylinders",
        "jdisk -f w; where.jdisk",
        "jdisk hda.img off; offset",
        "jdisk hda.img ha; hash",
        "jdisk --demo ha; hash",
        "jdisk hda.img extract d; disk",
        "jdisk hda.img extract 6 w; where.jdisk",
        "jdisk hda.img extract --sp; --sparse",
        "jdisk hda.img extract --sparse = n; never",
        "jdisk hda.img hash 6 sha2; sha224|sha256",
        "jdisk hda.img style m; modern",
        "jdisk hda.img help of; offset",
        "jdisk hda.img source w; where.jdisk",
    })
    void completes(String line, String expected) throws Exception {
        for (String name : List.of("hda.img", "holes.img", "where.jdisk")) {
            Files.createFile(folder.resolve(name));
        }
        String[] words = line.split(" ", -1);
        List<String> given = Arrays.stream(words).filter(word -> !word.isEmpty()).toList();
        boolean atNext = line.endsWith("= ") || line.endsWith("=");
        String typed = String.join(" ", given).replace(" = ", "=").replace(" =", "=");
        String script = ". '" + SCRIPT + "'; COMP_WORDS=(" + String.join(" ", given.stream().map(word -> "'" + word + "'").toList()) + ");"
                + "COMP_CWORD=" + (given.size() - 1) + "; COMP_LINE='" + typed + "'; COMP_POINT=${#COMP_LINE};"
                + "_jdisk; printf '%s\\n' \"${COMPREPLY[@]}\"";
        assertThat(atNext || !words[words.length - 1].isEmpty()).isTrue();
        Outcome outcome = RealTool.named("bash", 1).run(folder, "--norc", "-c", script);
        assertThat(outcome.err().lines().filter(complaint -> !complaint.contains("compopt"))).isEmpty();
        assertThat(outcome.out().lines()).containsExactlyInAnyOrder(expected.split("\\|", -1));
    }
}
