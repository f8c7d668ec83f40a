package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.testing.Texts;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets off what fdisk sets off, with fdisk's sequences, where that is wanted and nowhere else. */
final class ColourTest {

    private static final String[] ALL_KEYS = {"p", "m", "v", "F", "l", "i 1", "i 9", "zz", "?", "nonsense", "O", "map", "offset",
        "geometry", "help", "help map", "hexdump 1", "hash 5", "x", "p", "v", "e", "d", "D", "m", "r", "style modern", "p", "m", "v",
        "map", "mount 5", "extract 77 x", "offset 5\033[31m", "\033", "\033[2J", "u", "q"};

    private final Path folder;

    ColourTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @TestFactory
    @Tag("realtool")
    List<DynamicTest> asFdisk() throws Exception {
        List<String> names = List.of("laptop", "overlapping", "four-primaries", "gpt-attributes", "gpt-empty", "sun", "sgi",
                "empty-table", "raspberry-pi", "bsd-in-mbr");
        RealTool fdisk = RealTool.named("fdisk", names.size());
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : names) {
            ImageRecipe.named(name).build(folder.resolve(name + ".img"));
            for (String option : List.of("-l", "-x")) {
                String image = folder.resolve(name + ".img").toString();
                Outcome theirs = fdisk.run(folder, "--color=always", option, image);
                Outcome ours = jdisk("--color=always", "--style=modern", option, image);
                tests.add(dynamicTest(option + " " + name, () -> Texts.assertSameListing(name, theirs.out(), ours)));
            }
        }
        return tests;
    }

    /** In the shell fdisk sets off more than there is here, so only what is in both is compared. */
    @Test
    @Tag("realtool")
    void inTheShellAsFdisk() throws Exception {
        Path image = ImageRecipe.named("overlapping").build(folder.resolve("a.img"));
        RealTool fdisk = RealTool.named("fdisk", 1);
        Outcome theirs = fdisk.runReading("F\nv\nm\nq\n", folder, "--color=always", image.toString());
        Outcome ours = typing("F", "v", "m", "q").run("--color=always", "--style=modern", image);
        for (String line : List.of("Unpartitioned space ", "Partition 1: overlaps partition 2.", "errors detected", "  Generic", "  Misc")) {
            List<String> set = theirs.out().concat(theirs.err()).lines().filter(text -> text.contains(line)).toList();
            assertThat(set).as(line).isNotEmpty();
            assertThat((ours.out() + ours.err()).lines().map(text -> text.replaceFirst("^.*: (?=\033)", "")))
                    .containsAll(set.stream().map(text -> text.replaceFirst("^.*: (?=\033)", "")).toList());
        }
    }

    /** Without a terminal there is no escape byte in anything, whatever is asked for and whatever is typed. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--color=auto", "-L", "--color=never", "-L=never", "-Lnever"})
    void neverOnAPipe(String option) throws IOException {
        Path script = Files.write(folder.resolve("all.jdisk"), List.of(ALL_KEYS));
        for (String name : List.of("laptop", "gpt-three-partitions", "overlapping", "bsd-in-mbr", "sun")) {
            String image = ImageRecipe.named(name).build(folder.resolve(name + ".img")).toString();
            List<String> options = new ArrayList<>(option.isEmpty() ? List.of() : List.of(option));
            for (String more : List.of("-l", "-x", "-J", "-d")) {
                assertNoEscape(jdisk(with(options, more, image)));
            }
            assertNoEscape(typing(ALL_KEYS).run(with(options, image)));
            assertNoEscape(jdisk(with(options, "--keep-going", "-f", script.toString(), image)));
            for (String command : List.of("map", "p", "v", "m", "nonsense")) {
                assertNoEscape(jdisk(with(options, image, command)));
            }
        }
    }

    private static Object[] with(List<String> options, String... more) {
        List<Object> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all.toArray();
    }

    private static void assertNoEscape(Outcome outcome) {
        assertThat(outcome.out() + outcome.err()).doesNotContain("\033").doesNotContain("\u009b");
    }

    /** Asked for by name, it is there even against NO_COLOR, as that variable's authors would have it. */
    @Test
    void alwaysIsAlways() {
        assertThat(typing().with("NO_COLOR", "1").run("--color=always", "--demo", "p").out()).contains("\033[1mDisk hda.img");
        assertThat(jdisk("-L=always", "--demo", "offset", "9").err()).isEqualTo(
                "\033[31mjdisk: hda.img: partition 9 does not exist; the table has 1, 2, 5, 6\033[0m\n");
        assertThat(jdisk("-L=always", "--demo", "--style=modern", "m").out()).contains("\033[1m\n  Generic\n\033[0m");
        assertThat(jdisk("-L=always", "-d", "--demo").out()).as("for a program").doesNotContain("\033");
    }

    @Test
    void notAWord() {
        assertThat(jdisk("--color=sometimes", "-l", "--demo").err()).isEqualTo(
                "jdisk: -L: 'sometimes' is not auto, always or never; try 'jdisk --help'\n");
    }
}
