package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints the table of kpartx for an image that was named with its folder: the devices lie on it as it was named. */
final class KpartxTest {

    @Test
    void devicesOfAnImageInAFolder(@TempDir Path folder) throws IOException {
        Path image = ImageRecipe.parse("size 512000\nmbr 1: 00 0/1/1 83 0/0/1 start 100 count 100\n"
                + "mbr 2: 00 0/1/1 83 0/0/1 start 300 count 0").buildIn(folder);
        assertThat(jdisk(image, "kpartx")).isEqualTo(new Outcome(0, "disk.img1 : 0 100 " + image + " 100\n", ""));
    }
}
