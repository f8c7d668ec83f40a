package jdisk.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import jdisk.image.SparseMemoryImage;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.text.Visible;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Knows a partition by its number, with or without the image's name before it. */
final class TargetTest {

    private static Session session(String imageName) throws IOException {
        return new Session(new SparseMemoryImage(imageName, 512, Map.of()), Session.Wishes.NONE,
                new Visible(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"hda.img, 6", "hda.img, p6", "hda.img, hda.img6", "hda.img, hda.imgp6", "hda.hd0, hda.hd0p6", "hda.hd0, hda.hd06",
        "images/hda.img, images/hda.img6", "images/hda.img, hda.img6", "/dev/hda, /dev/hda6", "/dev/hda, hda6", "disk 1, disk 1p6",
        "hda.img, 06"})
    void sixth(String image, String name) throws IOException {
        assertThat(Target.number("offset", name, session(image))).isEqualTo(6);
    }

    /** An image whose name could be that of a partition. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 12, 12", "1, 1p2, 2", "p, p5, 5", "6, 6, 6"})
    void imageNamedLikeAPartition(String image, String name, int number) throws IOException {
        assertThat(Target.number("offset", name, session(image))).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"hda.img, abc", "hda.img, hda.img", "hda.img, p", "hda.img, 6x",
        "hda.img, -6", "hda.img, pp6",
        "hda.img, hdb.img6", "hda.img, 99999999999999999999", "hda.img, \"\"", "hda.img, 1.5", "hda.img, ٦"})
    void nonsense(String image, String name) throws IOException {
        Session session = session(image);
        assertThatThrownBy(() -> Target.number("offset", name, session)).isInstanceOf(UserError.class)
                .hasMessageContaining("'" + name + "' is not a partition");
    }
}
