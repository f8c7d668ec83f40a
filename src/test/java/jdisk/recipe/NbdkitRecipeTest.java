package jdisk.recipe;

import static jdisk.recipe.Sample.command;
import static jdisk.recipe.Sample.image;
import static jdisk.recipe.Sample.partition;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tells nbdkit(1) what range of a file to serve, to nobody but this machine. */
final class NbdkitRecipeTest {

    private static final String START = "nbdkit --readonly --ipaddr=127.0.0.1 --filter=offset file file=";

    @Test
    void rangeInBytes() {
        assertThat(command(NbdkitRecipe.of(image("disk.img"), partition(1, 100, 101), Found.NOTHING))).isEqualTo(START + "disk.img offset=51200 range=51712");
    }

    @Test
    void sectorsOf4096() {
        assertThat(NbdkitRecipe.of(Sample.imageOf4096(), partition(5, 8, 3), Sample.inBlocks("ext4", 4096))).isEqualTo(new Recipe.Commands(
                List.of("a device that is made of it needs sectors of 4096 bytes: nbd-client -block-size 4096"),
                List.of(START + "disk.img offset=32768 range=12288"), true));
    }

    /** Behind {@code file=} any name is one. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            my disk.img | 'my disk.img'
            it's.img    | 'it'\\''s.img'
            -r.img      | -r.img
            k=v.img     | 'k=v.img'
            """, delimiter = '|')
    void names(String name, String word) {
        assertThat(command(NbdkitRecipe.of(image(name), partition(1, 1, 1), Found.NOTHING))).isEqualTo(START + word + " offset=512 range=512");
    }

    @Test
    void nameThatCannotBeShown() {
        assertThat(command(NbdkitRecipe.of(image("a\u001bb"), partition(1, 1, 1), Found.NOTHING)))
                .isEqualTo(START + "\"$(printf 'a\\033b')\" offset=512 range=512");
    }

    /** nbdkit fails if its range leaves the file. */
    @Test
    void rangeOfACutPartitionEndsWithTheImage() {
        assertThat(NbdkitRecipe.of(image("disk.img"), partition(2, 900, 102), Found.NOTHING)).isEqualTo(new Recipe.Commands(
                List.of("partition 2 is incomplete: 1024 of its 52224 bytes lie past the end of the image"),
                List.of(START + "disk.img offset=460800 range=51200"), false));
    }

    @Test
    void nothingThere() {
        assertThat(NbdkitRecipe.of(image("disk.img"), partition(3, 1000, 5), Found.NOTHING))
                .isEqualTo(new Recipe.Refusal("partition 3 lies past the end of the image: nothing of it is there"));
        assertThat(NbdkitRecipe.of(image("disk.img"), partition(4, 10, 0), Found.NOTHING)).isEqualTo(new Recipe.Refusal("partition 4 has no sectors"));
    }

    @Test
    void extendedAndLogicalPartitions() {
        for (int number : List.of(2, 5)) {
            assertThat(command(NbdkitRecipe.of(image("disk.img"), partition(number, 5, 100, 800), Found.NOTHING)))
                    .isEqualTo(START + "disk.img offset=51200 range=409600");
        }
    }
}
