package jdisk.recipe;

import static jdisk.recipe.Sample.command;
import static jdisk.recipe.Sample.image;
import static jdisk.recipe.Sample.partition;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tells dd(1) what to copy, counted in the sectors of the image. */
final class DdRecipeTest {

    private static String dd(String path, String file) {
        return command(DdRecipe.of(image(path), partition(6, 100, 257), Optional.of(file)));
    }

    @Test
    void rangeInSectors() {
        assertThat(dd("disk.img", "out")).isEqualTo("dd if=disk.img of=out bs=512 skip=100 count=257");
        assertThat(command(DdRecipe.of(Sample.imageOf4096(), partition(1, 8, 2), Optional.of("out"))))
                .isEqualTo("dd if=disk.img of=out bs=4096 skip=8 count=2");
    }

    /** The file is named as the kernel would name the partition of such a disk, in the current folder. */
    @ParameterizedTest
    @CsvSource({"disk.img, disk.img6", "/dev/hda, hda6", "images/disk2, disk2p6", "/dev/nvme0n1, nvme0n1p6"})
    void fileNamedForThePartition(String path, String file) {
        assertThat(command(DdRecipe.of(image(path), partition(6, 100, 257), Optional.empty())))
                .isEqualTo("dd if=" + path + " of=" + file + " bs=512 skip=100 count=257");
    }

    @Test
    void standardOutput() {
        assertThat(dd("disk.img", "-")).isEqualTo("dd if=disk.img bs=512 skip=100 count=257");
    }

    /** What dd takes stands behind {@code if=}, so that a name with a hyphen or an equals sign is no option of its own. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            my disk.img | 'my disk.img'
            it's.img    | 'it'\\''s.img'
            say "a".img | 'say "a".img'
            -r.img      | -r.img
            of=x.img    | 'of=x.img'
            $HOME;id    | '$HOME;id'
            """, delimiter = '|')
    void names(String name, String word) {
        assertThat(dd(name, "out")).isEqualTo("dd if=" + word + " of=out bs=512 skip=100 count=257");
        assertThat(dd("disk.img", name)).isEqualTo("dd if=disk.img of=" + word + " bs=512 skip=100 count=257");
    }

    @Test
    void namesThatCannotBeShown() {
        assertThat(dd("a\u001b.img", "b\u0007"))
                .isEqualTo("dd if=\"$(printf 'a\\033.img')\" of=\"$(printf 'b\\007')\" bs=512 skip=100 count=257");
        assertThat(command(DdRecipe.of(image("\u017c.img", StandardCharsets.US_ASCII), partition(1, 1, 1), Optional.of("-"))))
                .isEqualTo("dd if=\"$(printf '\\305\\274.img')\" bs=512 skip=1 count=1");
    }

    @Test
    void cutPartitionIsCopiedAsFarAsItIsThere() {
        assertThat(DdRecipe.of(image("disk.img"), partition(2, 900, 101), Optional.of("out"))).isEqualTo(new Recipe.Commands(
                List.of("partition 2 is incomplete: 512 of its 51712 bytes lie past the end of the image"),
                List.of("dd if=disk.img of=out bs=512 skip=900 count=101"), false));
    }

    @Test
    void nothingThere() {
        assertThat(DdRecipe.of(image("disk.img"), partition(3, 1000, 5), Optional.empty()))
                .isEqualTo(new Recipe.Refusal("partition 3 lies past the end of the image: nothing of it is there"));
        assertThat(DdRecipe.of(image("disk.img"), partition(4, 10, 0), Optional.empty()))
                .isEqualTo(new Recipe.Refusal("partition 4 has no sectors"));
    }

    /** Whatever it is, its sectors can be copied: of an extended partition all it spans, tables included. */
    @Test
    void extendedPartition() {
        assertThat(command(DdRecipe.of(image("disk.img"), partition(2, 5, 100, 800), Optional.of("out"))))
                .isEqualTo("dd if=disk.img of=out bs=512 skip=100 count=800");
    }
}
