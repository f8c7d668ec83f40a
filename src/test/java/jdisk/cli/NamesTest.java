package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Jdisk;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files and words that are typed drive no terminal, whatever they hold, and are spoken of in plain words. */
final class NamesTest {

    /** Red letters, and what turns the direction of writing. */
    private static final String ODD = "e\u001b[31m\u202e";

    private final Path folder;
    private final Path image;

    NamesTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.image = ImageRecipe.parse("size 600064\nmbr 1: 80 0/1/1 83 0/0/1 start 63 count 101").build(folder.resolve(ODD + ".img"));
    }

    private static void assertPlain(Outcome outcome) {
        assertThat(outcome.out() + outcome.err()).doesNotContain("\u001b").doesNotContain("\u202e").doesNotContain("Exception").doesNotContain("java.");
    }

    @Test
    void everyCommand() throws IOException {
        String made = folder.resolve(ODD).toString();
        List<String> lines = new ArrayList<>(List.of("p", "x p", "v", "F", "i 1", "O", "offset", "offset 1", "size", "mount 1", "losetup 1", "dd 1",
                "dmsetup", "kpartx", "nbdkit 1", "hash 1", "hash 1 md5 sha1", "hash all", "map", "map --json", "probe", "probe --json", "hexdump 1", "geometry",
                "serve --print", "serve stop", "source '" + ODD + "'", "compare '" + image + "'", "compare '" + ODD + "'", "style " + ODD, "history",
                "extract 1 '" + made + ".1' --hash=md5", "extract 1 '" + made + ".1'", "extract all '" + made + "'", "extract " + ODD, "record '" + ODD + "'",
                "record '" + made + ".txt'", "record off", "help " + ODD, ODD, "\u001b", "i " + ODD, "serve unix:" + ODD + "/" + ODD, "history"));
        assertPlain(Jdisk.typing(lines.toArray(String[]::new)).run(image));
        for (String line : lines) {
            assertPlain(Jdisk.typing(line).run(image));
        }
        for (String option : List.of("-l", "-x", "-J", "-d")) {
            assertPlain(jdisk(option, image));
            assertPlain(jdisk(option, image, folder.resolve(ODD)));
        }
        assertPlain(jdisk("-f", folder.resolve(ODD), image));
        assertPlain(jdisk("--" + ODD, image));
    }

    @Test
    void partsOfASplitImage() throws IOException {
        byte[] bytes = Files.readAllBytes(image);
        Path first = Files.write(folder.resolve(ODD + ".001"), bytes);
        Files.write(folder.resolve(ODD + ".003"), bytes);
        Outcome missing = jdisk("-l", first);
        assertPlain(missing);
        assertThat(missing.err()).contains("a part of the image is missing: there is e\\x1b[31m\\xe2\\x80\\xae.003");
        Files.write(folder.resolve(ODD + ".002"), new byte[100]);
        Outcome incomplete = jdisk("-l", first);
        assertPlain(incomplete);
        assertThat(incomplete.err()).contains("\\x80\\xae.002 has 100 bytes, the first part 600064");
    }

    @ParameterizedTest
    @ValueSource(strings = {"extract 1 a\0b", "source a\0b", "record a\0b.txt", "compare a\0b", "serve unix:a\0b", "mount 1 a\0b", "dd 1 a\0b", "extract all a\0b"})
    void noNameOfAFile(String line) {
        Outcome outcome = Jdisk.typing(line).run(image);
        assertPlain(outcome);
        if (!line.startsWith("mount") && !line.startsWith("dd")) {
            assertThat(outcome.err()).contains("not the name of a file").hasLineCount(1);
        }
    }
}
