package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jdisk.testing.ImageRecipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not the image of a disk, but holds one, or is a part of one, is named, with what to do. */
final class NotAnImageTest {

    private final Path folder;

    NotAnImageTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** A container that is not read is named, with what gets the image out of it. */
    @Test
    void containerThatIsNotRead() throws IOException {
        byte[] bytes = new byte[1 << 20];
        System.arraycopy("LZIP".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 4);
        Path image = Files.write(folder.resolve("disk.lz"), bytes);
        assertThat(jdisk("-l", image).err()).contains("this is a lzip", "lzip -dc").doesNotContain("-b", "-t dos");
    }

    /** Its size is not that of a disk: whatever is asked for, that is said, and a header of a listing is not printed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            QED\\0 | this is a QED, | qemu-img convert -O raw FILE disk.img
            LVF\\t\\r\\n\\377\\0 | this is an L01 (EWF logical), | ewfexport -f files -u -t DIRECTORY FILE
            LEF2\\r\\n\\201\\0 | this is an Lx01 (EWF2 logical), | ewfexport -f files -u -t DIRECTORY FILE
            EVF2\\r\\n\\201\\0 | this is an Ex01 (EWF2), | ewfexport -f raw -u -t disk FILE
            \\004"M\\030 | this is an LZ4 file, | lz4 -dc FILE >disk.img
            """)
    void wordsSayThatItIsAContainer(String mark, String named, String command) throws IOException {
        byte[] bytes = new byte[1 << 20];
        byte[] first = mark.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(first, 0, bytes, 0, first.length);
        Path image = Files.write(folder.resolve("disk.x"), bytes);
        String said = named + " which jdisk cannot read yet; this gets the image out of it: " + command.replace("FILE", image.toString());
        assertThat(jdisk(image, "size", "disk").err()).isEqualTo("jdisk: " + image + ": " + said + "\n");
        assertThat(jdisk("-l", image).err()).isEqualTo("jdisk: " + image + ": no partition table: " + said + "\n");
        assertThat(jdisk("-l", image).out()).isEmpty();
        // Who takes the file for the disk learns by the status that it is not; sectors of the file are what they are.
        for (String words : new String[] {"size disk", "hash disk", "hash disk md5", "extract disk -", "extract disk " + folder.resolve("copy"), "size 0"}) {
            assertThat(jdisk(Stream.concat(Stream.of(image), Stream.of(words.split(" "))).toArray()).status()).as(words).isEqualTo(3);
        }
        assertThat(folder.resolve("copy")).hasBinaryContent(bytes);
        assertThat(jdisk(image, "hash", "0:2048").status()).isZero();
        assertThat(jdisk(image, "extract", "0:1", "-").status()).isZero();
        assertThat(typing("size disk", "offset 9").run("-f", "-", image).status()).as("a script goes on, and then fails").isEqualTo(1);
        assertThat(typing("size disk").run("-f", "-", image).status()).isEqualTo(3);
    }

    /** The end of the file is that of the disk in it, with the copy of its table, and says nothing of what the file is. */
    @Test
    void containerThatEndsAsItsDiskDoes() throws IOException {
        byte[] disk = Files.readAllBytes(ImageRecipe.named("gpt-three").buildIn(folder));
        byte[] bytes = new byte[(64 << 10) + disk.length];
        System.arraycopy("QED\0".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 4);
        System.arraycopy(disk, 0, bytes, 64 << 10, disk.length);
        Path image = Files.write(folder.resolve("disk.qed"), bytes);
        for (Object[] options : new Object[][] {{"-l", image}, {"-J", image}, {"-l", "-t", "gpt", image}}) {
            assertThat(jdisk(options).err()).contains(": this is a QED, which jdisk cannot read yet").doesNotContain("end of that disk").hasLineCount(1);
        }
    }

    @Test
    void archiveThatIsAnAff4Image() throws IOException {
        Path image = folder.resolve("case.aff4");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(image))) {
            for (String name : new String[] {"container.description", "aff4%3A%2F%2F1/00000000", "information.turtle"}) {
                out.putNextEntry(new ZipEntry(name));
                out.write(name.getBytes(StandardCharsets.US_ASCII));
            }
        }
        assertThat(jdisk("-l", image).err()).contains("this is an AFF4 image, which jdisk cannot read yet; 'aff4imager'");
        assertThat(jdisk("--member", "information.turtle", image, "size", "disk").out()).isEqualTo("18\n");
    }

    @Test
    void laterPartOfASplitImage() throws IOException {
        Path image = ImageRecipe.named("floppy-fat12").buildIn(folder);
        byte[] bytes = Files.readAllBytes(image);
        for (String[] suffixes : new String[][] {{"001", "002", "003"}, {"000", "001", "002"}, {"aa", "ab", "ac"}}) {
            Path names = Files.createDirectory(folder.resolve(suffixes[0]));
            for (int n = 0; n < 3; n++) {
                Files.write(names.resolve("disk." + suffixes[n]), Arrays.copyOfRange(bytes, n << 19, Math.min((n + 1) << 19, bytes.length)));
            }
            for (int n = 1; n < 3; n++) {
                assertThat(jdisk("-l", names.resolve("disk." + suffixes[n])).err())
                        .contains("a later part of an image in several files; open the first, " + names.resolve("disk." + suffixes[0]))
                        .doesNotContain("-t dos");
                assertThat(jdisk(names.resolve("disk." + suffixes[n]), "size", "disk").err())
                        .contains("a later part of an image in several files; open the first, " + names.resolve("disk." + suffixes[0]));
            }
            assertThat(jdisk(names.resolve("disk." + suffixes[0]), "probe").out()).contains("vfat");
        }
    }

    @Test
    void tableInAPartition() throws IOException {
        ImageRecipe recipe = ImageRecipe.parse("""
                size 4194304
                mbr 1: 00 0/1/1 83 0/0/1 start 2048 count 4096
                bytes 1049038: 00 00 00 00 83 00 00 00 10 00 00 00 00 04 00 00
                bytes 1049086: 55 aa
                """);
        Path image = recipe.build(folder.resolve("nested.img"));
        assertThat(jdisk(image, "mount", "1").out()).isEqualTo(
                "# partition 1 holds a partition table of its own, as a disk does; 'open 1' opens that, and 'extract 1 FILE' copies it for 'jdisk FILE'\n");
    }

    /** The names that split(1) gives by itself say little, and nothing here says that they are parts; that the next lies there is said. */
    @Test
    void splitWithoutDots() throws IOException {
        Path first = Files.write(folder.resolve("xaa"), new byte[4096]);
        assertThat(jdisk("-l", first).err()).doesNotContain("beside");
        Files.write(folder.resolve("xab"), new byte[4096]);
        assertThat(jdisk("-l", first).err()).contains("xab lies beside it, and is not joined to it");
        Path later = Files.write(folder.resolve("xac"), new byte[4096]);
        for (Path part : List.of(folder.resolve("xab"), later)) {
            assertThat(jdisk("-l", part).err()).contains("xaa lies beside it").doesNotContain("-b");
        }
        Files.delete(folder.resolve("xab"));
        assertThat(jdisk("-l", later).err()).doesNotContain("beside");
    }
}
