package jdisk.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes every field of the volume descriptors from where ECMA-119 and the specifications beside it put it. */
final class IsoDescriptorsTest {
    private static final int FIRST = 16 * 2048;

    private static IsoDescriptors read(MadeVolume volume) throws IOException {
        return IsoDescriptors.read(Slice.of(volume.image())).orElseThrow();
    }

    private static MadeVolume descriptor(MadeVolume volume, int number, String type, String version) {
        return volume.hex(FIRST + 2048L * number, type).text(FIRST + 2048L * number + 1, "CD001").hex(FIRST + 2048L * number + 6, version);
    }

    /** In both byte orders, which differ here: the little-endian number is the one to be taken. */
    private static void both(MadeVolume volume, long at, long number) {
        volume.le32(at, number).be32(at + 4, number + 1);
    }

    private static MadeVolume primary() {
        MadeVolume volume = descriptor(new MadeVolume(1 << 20), 0, "01", "01");
        String blanks = " ".repeat(128);
        volume.text(FIRST + 8, ("A SYSTEM" + blanks).substring(0, 32) + ("A VOLUME" + blanks).substring(0, 32));
        both(volume, FIRST + 80, 0x12345678);
        volume.le16(FIRST + 120, 3).be16(FIRST + 122, 4).le16(FIRST + 124, 2).be16(FIRST + 126, 3).le16(FIRST + 128, 2048)
                .be16(FIRST + 130, 2049);
        both(volume, FIRST + 132, 4242);
        volume.le32(FIRST + 140, 19, 20).be32(FIRST + 148, 21, 22).hex(FIRST + 156, "22 00");
        both(volume, FIRST + 158, 23);
        both(volume, FIRST + 166, 6144);
        return volume.text(FIRST + 190, ("A SET" + blanks).substring(0, 128) + ("A PUBLISHER" + blanks).substring(0, 128)
                        + ("A PREPARER" + blanks).substring(0, 128) + ("AN APPLICATION" + blanks).substring(0, 128))
                .text(FIRST + 813, "2026010203040506").hex(FIRST + 829, "04").text(FIRST + 830, "2026020304050607").hex(FIRST + 846, "f8")
                .text(FIRST + 847, "0000000000000000").text(FIRST + 864, "0000000000000000").hex(FIRST + 880, "01")
                .hex(FIRST + 881, "01").text(FIRST + 883, "for itself");
    }

    /** Boot record, Joliet, longer names, and the end. */
    private static MadeVolume all() {
        MadeVolume volume = descriptor(primary(), 1, "00", "01");
        volume.text(FIRST + 2048 + 7, "EL TORITO SPECIFICATION").le32(FIRST + 2048 + 71, 0x89abcdefL);
        descriptor(volume, 2, "02", "01").text(FIRST + 4096 + 40, "A größe         ", StandardCharsets.UTF_16BE).text(FIRST + 4096 + 88, "%/E")
                .le16(FIRST + 4096 + 128, 2048).le32(FIRST + 4096 + 158, 31);
        descriptor(volume, 3, "02", "02").le16(FIRST + 6144 + 128, 2048).le32(FIRST + 6144 + 158, 23);
        return descriptor(volume, 4, "ff", "01");
    }

    @Test
    void fieldsOfThePrimary() throws IOException {
        IsoDescriptor primary = read(all()).primary().orElseThrow();
        assertThat(primary.type()).isEqualTo(IsoDescriptor.PRIMARY);
        assertThat(primary.version()).isEqualTo(1);
        assertThat(primary.systemId()).isEqualTo("A SYSTEM");
        assertThat(primary.volumeId()).isEqualTo("A VOLUME");
        assertThat(primary.blocks()).isEqualTo(0x12345678);
        assertThat(primary.escapeSequences().isZero()).isTrue();
        assertThat(primary.setDiscs()).isEqualTo(3);
        assertThat(primary.setNumber()).isEqualTo(2);
        assertThat(primary.blockBytes()).isEqualTo(2048);
        assertThat(primary.pathTableBytes()).isEqualTo(4242);
        assertThat(primary.pathTable()).isEqualTo(19);
        assertThat(primary.bigEndianPathTable()).isEqualTo(21);
        assertThat(primary.rootBlock()).isEqualTo(23);
        assertThat(primary.rootPosition()).isEqualTo(23 * 2048);
        assertThat(primary.rootBytes()).isEqualTo(6144);
        assertThat(primary.volumeSetId()).isEqualTo("A SET");
        assertThat(primary.publisherId()).isEqualTo("A PUBLISHER");
        assertThat(primary.preparerId()).isEqualTo("A PREPARER");
        assertThat(primary.applicationId()).isEqualTo("AN APPLICATION");
        assertThat(primary.made()).isEqualTo(new IsoDescriptor.Time("2026010203040506", 4));
        assertThat(primary.changed()).isEqualTo(new IsoDescriptor.Time("2026020304050607", -8));
        assertThat(primary.expires().isSet()).isFalse();
        assertThat(primary.effective().isSet()).as("a zone alone").isTrue();
        assertThat(primary.applicationUse().length()).isEqualTo(512);
        assertThat(primary.applicationUse().text(0, 512)).isEqualTo("for itself");
    }

    @Test
    void othersOfTheSet() throws IOException {
        IsoDescriptors descriptors = read(all());
        assertThat(descriptors.all()).extracting(IsoDescriptor::type).containsExactly(1, 0, 2, 2);
        assertThat(descriptors.bootCatalogue()).hasValue(0x89abcdefL);
        IsoDescriptor joliet = descriptors.joliet().orElseThrow();
        assertThat(joliet.volumeId()).isEqualTo("A größe");
        assertThat(joliet.jolietLevel()).isEqualTo(3);
        assertThat(joliet.escapeSequences().has(0, "%/E")).isTrue();
        assertThat(joliet.flags()).isZero();
        assertThat(joliet.rootBlock()).isEqualTo(31);
        assertThat(joliet.isEnhanced()).isFalse();
        IsoDescriptor enhanced = descriptors.enhanced().orElseThrow();
        assertThat(enhanced.isJoliet()).isFalse();
        assertThat(enhanced.rootBlock()).isEqualTo(23);
    }

    @Test
    void primaryAlone() throws IOException {
        IsoDescriptors descriptors = read(descriptor(primary(), 1, "ff", "01"));
        assertThat(descriptors.all()).hasSize(1);
        assertThat(descriptors.joliet()).isEmpty();
        assertThat(descriptors.enhanced()).isEmpty();
        assertThat(descriptors.bootCatalogue()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"512, 512", "1024, 1024", "2048, 2048", "0, 0", "4096, 0", "2047, 0"})
    void bytesOfABlock(int field, int bytes) throws IOException {
        IsoDescriptor primary = read(primary().le16(FIRST + 128, field)).primary().orElseThrow();
        assertThat(primary.blockBytes()).isEqualTo(bytes);
        assertThat(primary.rootPosition()).isEqualTo(23L * bytes);
    }

    /** A set without an end is one of 17 descriptors, or of those that the volume has. */
    @Test
    void setWithoutAnEnd() throws IOException {
        assertThat(read(primary()).all()).hasSize(17);
        assertThat(read(primary().ofSize(FIRST + 3 * 2048 + 2047)).all()).hasSize(3);
    }

    @Test
    void nothingElseIsOne() throws IOException {
        for (MadeVolume volume : List.of(
                primary().text(FIRST + 1, "CD002"), new MadeVolume(1 << 20), primary().ofSize(FIRST + 2047), new MadeVolume(0))) {
            assertThat(IsoDescriptors.read(Slice.of(volume.image()))).isEmpty();
        }
        assertThatThrownBy(() -> new IsoDescriptor(new ByteView(new byte[512]))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IsoDescriptors(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Tag("realtool")
    @ParameterizedTest
    @CsvSource({"-quiet", "-J", "-J -b file -no-emul-boot", "-iso-level 4 -J"})
    void asXorrisoSays(String options, @TempDir Path folder) throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("FOLDER")).resolve("file"), "with text");
        MadeByTool made = MadeByTool.of(folder, 0, "xorriso", "-as mkisofs " + options
                + " -V A_VOLUME -volset A_SET -publisher Somebody -A Something -sysid SYS -o FILE FOLDER");
        MadeByTool.Answer told = made.asked("xorriso", "-indev FILE -pvd_info -toc");
        IsoDescriptors descriptors = made.read(IsoDescriptors::read);
        IsoDescriptor primary = descriptors.primary().orElseThrow();
        assertThat(primary.volumeId()).isEqualTo(told.word("^Volume Id    : (.*)$"));
        assertThat(primary.volumeSetId()).isEqualTo(told.word("^Volume Set Id: (.*)$"));
        assertThat(primary.publisherId()).isEqualTo(told.word("^Publisher Id : (.*)$"));
        assertThat(primary.preparerId()).isEqualTo(told.word("^Preparer Id  : (.*)$").strip());
        assertThat(primary.applicationId()).isEqualTo(told.word("^App Id       : (.*)$"));
        assertThat(primary.systemId()).isEqualTo(told.word("^System Id    : (.*)$"));
        assertThat(primary.made().digits()).isEqualTo(told.word("^Creation Time: (\\d+)$"));
        assertThat(primary.changed().digits()).isEqualTo(told.word("^Modif. Time  : (\\d+)$"));
        assertThat(primary.blocks()).isEqualTo(told.number("ISO session .* (\\d+)s ,"));
        assertThat(descriptors.joliet().isPresent()).isEqualTo(told.word("^ISO offers   : (.*)$").contains("Joliet"));
        assertThat(descriptors.enhanced().isPresent()).isEqualTo(options.contains("level 4"));
        assertThat(descriptors.bootCatalogue().isPresent()).isEqualTo(options.contains("-b"));
        if (options.contains("-b")) {
            MadeByTool.Answer boot = made.asked("xorriso", "-indev FILE -report_el_torito plain");
            assertThat(descriptors.bootCatalogue()).hasValue(boot.number("^El Torito catalog  : (\\d+) "));
        }
    }
}
