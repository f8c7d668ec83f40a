package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names types as util-linux does, also those its recorded version lacks. */
final class GptTypeTest {

    @ParameterizedTest
    @CsvSource({"C12A7328-F81F-11D2-BA4B-00A0C93EC93B, EFI System", "0FC63DAF-8483-4772-8E79-3D69D8477DE4, Linux filesystem",
        "3DE21764-95BD-54BD-A5C3-4ABE786F38A8, U-Boot environment", "5CBB9AD1-862D-11DC-A94D-01301BB8A9F5, DragonFlyBSD HAMMER2"})
    void known(String guid, String name) {
        assertThat(GptType.of(guid).map(GptType::name)).isEqualTo(Optional.of(name));
    }

    @Test
    void unknown() {
        assertThat(GptType.of("12345678-9ABC-DEF0-1234-56789ABCDEF0")).isEmpty();
    }

    /** What {@code l} lists is what the recorded version lists, and no more. */
    @Test
    void listed() {
        assertThat(GptType.all()).extracting(GptType::name).doesNotContain("U-Boot environment").doesNotHaveDuplicates();
    }
}
