package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.testing.Texts;
import jdisk.testing.TmuxScreen;
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

    /** Stands in for jdisk, and lists partitions. */
    private static final String LISTING = """
            #!/bin/sh
            printf 'Disk hda.img: 4 GiB\\n\\nDevice     Size Type\\n'
            printf 'hda.img1 3.5G HPFS/NTFS/exFAT\\nhda.img5 125.5M Linux swap / Solaris\\nhda.img10 886.4M Linux\\n'
            """;

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

    /** In a real bash, keys struck: where several partitions are listed, they are with type and size, and a number is all that is inserted. */
    @Test
    @Tag("realtool")
    void partitions() throws Exception {
        RealTool bash = RealTool.named("bash", 1);
        assertThat(Files.writeString(folder.resolve("jdisk"), LISTING).toFile().setExecutable(true)).isTrue();
        Files.createFile(folder.resolve("hda.img"));
        Files.writeString(folder.resolve("rc"), "PS1='ready> '; PATH=.:$PATH; . '" + SCRIPT + "'\n");
        try (TmuxScreen screen = TmuxScreen.running(bash.program() + " --rcfile rc", folder, Map.of("HOME", folder.toString()))) {
            screen.awaitLastLine("ready>");
            screen.type("jdisk hda.img extract ");
            screen.strike("Tab", "Tab");
            screen.await("1 +HPFS/NTFS/exFAT, 3.5G");
            assertThat(screen.text()).contains("5  Linux swap / Solaris, 125.5M", "10 Linux, 886.4M", "disk", "gaps");
            screen.type("5");
            screen.strike("Tab");
            screen.type("x");
            screen.awaitLastLine("ready> jdisk hda.img extract 5 x");
            screen.strike("C-u");
            screen.type("jdisk --sty");
            screen.strike("Tab");
            screen.type("cl");
            screen.strike("Tab");
            screen.type("h");
            screen.strike("Tab");
            screen.awaitLastLine("ready> jdisk --style=classic hda.img");
            screen.strike("C-u");
            screen.type("jdisk -o Dev");
            screen.strike("Tab");
            screen.type(",FST");
            screen.strike("Tab");
            screen.awaitLastLine("ready> jdisk -o Device,FSType");
        }
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
        "jdisk --st; --style=",
        "jdisk --style = ; auto|classic|modern",
        "jdisk --style = cl; classic",
        "jdisk -t g; gpt",
        "jdisk -u = ; sectors|cylinders",
        "jdisk --units = c; cylinders",
        "jdisk --color = ; auto|always|never",
        "jdisk -o St; Start|Start-C/H/S",
        "jdisk -o Device,Siz; Device,Size",
        "jdisk --output = +Attr; +Attrs",
        "jdisk -o Start,Start; Start,Start-C/H/S",
        "jdisk -f w; where.jdisk",
        "jdisk hda.img off; offset",
        "jdisk hda.img ha; hash",
        "jdisk --demo ha; hash",
        "jdisk hda.img extract d; disk",
        "jdisk hda.img extract 6 w; where.jdisk",
        "jdisk hda.img extract --sp; --sparse=",
        "jdisk hda.img extract --sparse = n; never",
        "jdisk hda.img extract --on-error = z; zero",
        "jdisk hda.img extract --hash = sha2; sha224|sha256",
        "jdisk hda.img inventory --hash sha2; sha224|sha256",
        "jdisk hda.img map --svg w; where.jdisk",
        "jdisk hda.img map --svg = w; where.jdisk",
        "jdisk hda.img map --s; --svg=",
        "jdisk -t dos hda.img map --j; --json",
        "jdisk --de; --demo",
        "jdisk -C; ''",
        "jdisk 'hda.img' offset 5; 5",
        "jdisk hda.img extract 1; 1|10",
        "jdisk --demo offset 5 1; 1|10",
        "jdisk hda.img hash 6 sha2; sha224|sha256",
        "jdisk hda.img style m; modern",
        "jdisk hda.img help of; offset",
        "jdisk hda.img source w; where.jdisk",
    })
    void completes(String line, String expected) throws Exception {
        for (String name : List.of("hda.img", "holes.img", "where.jdisk")) {
            Files.createFile(folder.resolve(name));
        }
        Path program = Files.writeString(folder.resolve("jdisk"), LISTING);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        String[] words = line.split(" ", -1);
        List<String> given = Arrays.stream(words).filter(word -> !word.isEmpty()).toList();
        boolean atNext = line.endsWith("= ") || line.endsWith("=");
        String typed = String.join(" ", given).replace(" = ", "=").replace(" =", "=");
        String script = "PATH=.:$PATH; . '" + SCRIPT + "'; COMP_TYPE=9; COMP_WORDS=(" + String.join(" ", given.stream().map(word -> "'" + word + "'").toList()) + ");"
                + "COMP_CWORD=" + (given.size() - 1) + "; COMP_LINE='" + typed + "'; COMP_POINT=${#COMP_LINE};"
                + "_jdisk; printf '%s\\n' \"${COMPREPLY[@]}\"";
        assertThat(atNext || !words[words.length - 1].isEmpty()).isTrue();
        Outcome outcome = RealTool.named("bash", 1).run(folder, "--norc", "-c", script);
        assertThat(outcome.err().lines().filter(complaint -> !complaint.contains("compopt"))).isEmpty();
        assertThat(outcome.out().lines()).containsExactlyInAnyOrder(expected.split("\\|", -1));
    }
}
