package jdisk.recipe;

import static jdisk.recipe.Sample.command;
import static jdisk.recipe.Sample.image;
import static jdisk.recipe.Sample.partition;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tells losetup(8) where a partition lies, in bytes, and what sectors its device is to have. */
final class LoopRecipeTest {

    private static final String START = "losetup --read-only --find --show --offset 51200 --sizelimit 51200 ";

    private static String losetup(String path) {
        return command(LoopRecipe.of(image(path), partition(1, 100, 100), Found.NOTHING));
    }

    @Test
    void rangeInBytes() {
        assertThat(losetup("disk.img")).isEqualTo(START + "disk.img");
    }

    /** What was made on sectors of 512 bytes cannot be mounted on a device that has larger ones; nothing else needs them. */
    @Test
    void sectorsOf4096() {
        String start = "losetup --read-only --find --show --offset 32768 --sizelimit 12288 ";
        for (int block : new int[] {0, 512, 1024}) {
            assertThat(command(LoopRecipe.of(Sample.imageOf4096(), partition(5, 8, 3), Sample.inBlocks("xfs", block)))).isEqualTo(start + "disk.img");
        }
        assertThat(command(LoopRecipe.of(Sample.imageOf4096(), partition(5, 8, 3), Found.NOTHING))).isEqualTo(start + "disk.img");
        assertThat(command(LoopRecipe.of(Sample.imageOf4096(), partition(5, 8, 3), Sample.inBlocks("xfs", 4096))))
                .isEqualTo(start + "--sector-size 4096 disk.img");
        assertThat(command(LoopRecipe.of(image("disk.img"), partition(5, 8, 4), Sample.inBlocks("ext4", 4096)))).doesNotContain("--sector-size");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            my disk.img   | 'my disk.img'
            it's.img      | 'it'\\''s.img'
            -d            | ./-d
            - d           | './- d'
            k=v.img       | './k=v.img'
            /a/k=v.img    | '/a/k=v.img'
            """, delimiter = '|')
    void names(String name, String word) {
        assertThat(losetup(name)).isEqualTo(START + word);
    }

    @Test
    void namesThatCannotBeShown() {
        assertThat(losetup("a\u001bb")).isEqualTo(START + "\"$(printf 'a\\033b')\"");
        assertThat(losetup("-\u001bb")).isEqualTo(START + "\"$(printf './\\055\\033b')\"");
    }

    /** Linux 2.4 counted in blocks of 1024 bytes, and util-linux before 2.12b kept offsets in 31 bits. */
    @Test
    void notesOfOldTimes() {
        assertThat(LoopRecipe.of(image("disk.img"), partition(1, 100, 101), Found.NOTHING)).isEqualTo(new Recipe.Commands(
                List.of("a 2.4 kernel loses the last sector: partition 1 has an odd number of them"),
                List.of("losetup --read-only --find --show --offset 51200 --sizelimit 51712 disk.img"), true));
        ImageFile large = new ImageFile("disk.img", 1L << 40, SectorSize.DEFAULT, Sample.quoting(StandardCharsets.UTF_8));
        assertThat(LoopRecipe.of(large, partition(1, (1L << 31) / 512, 2), Found.NOTHING)).isEqualTo(new Recipe.Commands(
                List.of("util-linux before 2.12b fails here: it takes no offset of 2147483648 or more"),
                List.of("losetup --read-only --find --show --offset 2147483648 --sizelimit 1024 disk.img"), true));
        assertThat(command(LoopRecipe.of(large, partition(1, (1L << 31) / 512 - 1, 2), Found.NOTHING))).contains("--offset 2147483136 ");
    }

    @Test
    void cutPartition() {
        assertThat(LoopRecipe.of(image("disk.img"), partition(2, 900, 102), Found.NOTHING)).isEqualTo(new Recipe.Commands(
                List.of("partition 2 is incomplete: 1024 of its 52224 bytes lie past the end of the image"),
                List.of("losetup --read-only --find --show --offset 460800 --sizelimit 52224 disk.img"), false));
    }

    /** A size limit of 0 would be none. */
    @Test
    void nothingThere() {
        assertThat(LoopRecipe.of(image("disk.img"), partition(3, 1000, 5), Found.NOTHING))
                .isEqualTo(new Recipe.Refusal("partition 3 lies past the end of the image: nothing of it is there"));
        assertThat(LoopRecipe.of(image("disk.img"), partition(4, 10, 0), Found.NOTHING)).isEqualTo(new Recipe.Refusal("partition 4 has no sectors"));
    }

    @Test
    void extendedAndLogicalPartitions() {
        assertThat(command(LoopRecipe.of(image("disk.img"), partition(2, 0x0f, 100, 100), Found.NOTHING))).isEqualTo(START + "disk.img");
        assertThat(command(LoopRecipe.of(image("disk.img"), partition(5, 0x05, 100, 100), Found.NOTHING))).isEqualTo(START + "disk.img");
    }
}
