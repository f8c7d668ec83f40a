package jdisk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jdisk.image.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decoded and kept in a folder: when it is used again, and when not; what it never writes over. */
final class SpoolCacheTest {
    private static final int SIZE = 5 << 20;

    private final Path folder;
    private final Path cache;
    private final Path packed;
    private final byte[] disk = new byte[SIZE];

    /** What was said of it, in order. */
    private final List<String> told = new ArrayList<>();

    SpoolCacheTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.cache = folder.resolve("cache");
        byte[] noise = new byte[3 << 20];
        new Random(8).nextBytes(noise);
        System.arraycopy(noise, 0, disk, 1 << 20, noise.length); // zeros at both ends
        this.packed = Files.write(folder.resolve("disk.img.gz"), gzip(disk));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private Opening opening(Optional<String> member, Optional<InputStream> input) {
        Opening.Waiting waiting = new Opening.Waiting() {
            @Override
            public void decoded(String file, Opening.Place place, long decoded, OptionalLong size) {
                assertThat(place).isEqualTo(new Opening.Place(cache, true));
            }

            @Override
            public void kept(String file, Path where, boolean before) {
                assertThat(where).isRegularFile().hasParent(cache);
                told.add(before ? "again" : "kept");
            }
        };
        return new Opening(false, Optional.empty(), true, Optional.empty(), member, Optional.of(cache), false, input, waiting);
    }

    private Image opened(Path file) throws IOException {
        return Sources.open(file.toString(), opening(Optional.empty(), Optional.empty()));
    }

    private void assertDisk(Path file, byte[] bytes) throws IOException {
        try (Image image = opened(file)) {
            assertThat(image.size()).isEqualTo(bytes.length);
            assertThat(image.view(0, bytes.length).copy(0, bytes.length)).isEqualTo(bytes);
            assertThat(image.files()).containsExactly(file);
        }
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    @Test
    void isUsedAgain() throws IOException {
        for (int n = 0; n < 3; n++) {
            assertDisk(packed, disk);
        }
        assertThat(told).containsExactly("kept", "again", "again");
        assertThat(files(".img")).hasSize(1).allSatisfy(file -> assertThat(file).hasBinaryContent(disk));
        assertThat(files(".txt")).hasSize(1);
        assertThat(files("")).hasSize(2);
        // It is what it was decoded to before, whichever way it is had.
        String identity;
        try (Image image = opened(packed)) {
            identity = image.identity();
        }
        try (Image image = Sources.open(packed)) {
            assertThat(image.identity()).isEqualTo(identity);
        }
    }

    /** Changed in place, or replaced: with the same name and size. */
    @Test
    void isNotUsedForAnother() throws IOException {
        assertDisk(packed, disk);
        byte[] other = disk.clone();
        other[2 << 20] ^= 1;
        byte[] bytes = gzip(other);
        FileTime time = Files.getLastModifiedTime(packed);
        Files.write(packed, bytes);
        Files.setLastModifiedTime(packed, FileTime.fromMillis(time.toMillis() + 1));
        assertDisk(packed, other);
        // The same time, but another file.
        Path copy = Files.write(folder.resolve("other.gz"), gzip(disk));
        Files.setLastModifiedTime(copy, Files.getLastModifiedTime(packed));
        Files.move(packed, folder.resolve("away"));
        Files.move(copy, packed);
        assertDisk(packed, disk);
        assertThat(told).containsExactly("kept", "kept", "kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"changed", "longer", "shorter", "link", "second name", "no record", "other record"})
    void isNotUsedWhereItIsNotAsItWas(String how) throws IOException {
        assertDisk(packed, disk);
        Path kept = files(".img").getFirst();
        Path record = files(".txt").getFirst();
        byte[] bytes = Files.readAllBytes(kept);
        switch (how) {
            case "changed" -> {
                bytes[SIZE / 2] ^= 1;
                Files.write(kept, bytes);
                Files.setLastModifiedTime(kept, FileTime.fromMillis(1));
            }
            case "longer" -> Files.write(kept, new byte[SIZE + 1]);
            case "shorter" -> Files.write(kept, new byte[SIZE - 1]);
            case "link" -> {
                Files.move(kept, folder.resolve("elsewhere"));
                Files.createSymbolicLink(kept, folder.resolve("elsewhere"));
            }
            case "second name" -> Files.createLink(folder.resolve("second"), kept);
            case "no record" -> Files.delete(record);
            default -> Files.writeString(record, "another's text\n");
        }
        byte[] before = Files.readAllBytes(kept);
        assertThatThrownBy(() -> opened(packed)).isInstanceOf(IOException.class).hasMessageContaining("is not what jdisk kept there");
        assertThat(kept).hasBinaryContent(before);
        if (how.equals("other record")) {
            Files.delete(kept);
            assertThatThrownBy(() -> opened(packed)).isInstanceOf(IOException.class).hasMessageContaining("was not written by jdisk");
            assertThat(record).hasContent("another's text\n");
        } else if (!how.equals("no record")) {
            // Where it is away, all is kept anew.
            Files.delete(kept);
            assertDisk(packed, disk);
        }
    }

    /** What was not decoded to its end, or is damaged, is not kept; nothing is left of it. */
    @Test
    void keepsNothingThatIsIncomplete() throws IOException {
        byte[] zip = MadeContainers.zip(disk, ZipEntry.DEFLATED);
        Path archive = Files.write(folder.resolve("disk.zip"), zip);
        try (Image image = opened(archive)) {
            assertThat(image.view(0, 512).isZero()).isTrue();
            assertThat(files(".partial")).hasSize(1);
            assertThat(image.view(SIZE - (1 << 20) - 512, 512).length()).isEqualTo(512);
        }
        assertThat(files("")).isEmpty();
        try (Image image = opened(archive)) {
            assertThat(image.view(SIZE - 1, 1).isZero()).isTrue();
            assertThat(files(".img")).hasSize(1); // as soon as it is complete
        }
        byte[] bytes = Files.readAllBytes(packed);
        bytes[bytes.length - 6] ^= 1; // the checksum
        Path damaged = Files.write(folder.resolve("damaged.gz"), bytes);
        try (Image image = opened(damaged)) {
            assertThat(image.layers().getFirst().damage().orElse("")).contains("checksum");
        }
        assertThat(files(".partial")).isEmpty();
        assertThat(files(".img")).hasSize(1);
        // All is there, but it is not what it was.
        zip[zip.length - 22 - 46 - "disk.img".length() + 16] ^= 1;
        try (Image image = opened(Files.write(folder.resolve("wrong.zip"), zip))) {
            assertThat(image.view(0, SIZE).copy(0, SIZE)).isEqualTo(disk);
            assertThat(image.layers().getFirst().damage()).isPresent();
        }
        assertThat(files(".partial")).isEmpty();
        assertThat(files(".img")).hasSize(1);
    }

    @Test
    void membersOfAnArchiveAreKeptEachByItself() throws IOException {
        byte[] second = disk.clone();
        second[0] = 1;
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(archive)) {
            out.putNextEntry(new ZipEntry("a.img"));
            out.write(disk);
            out.putNextEntry(new ZipEntry("b.img"));
            out.write(second);
        }
        Path file = Files.write(folder.resolve("two.zip"), archive.toByteArray());
        for (String name : List.of("a.img", "b.img", "a.img", "b.img")) {
            try (Image image = Sources.open(file.toString(), opening(Optional.of(name), Optional.empty()))) {
                assertThat(image.view(0, SIZE).copy(0, SIZE)).isEqualTo(name.startsWith("a") ? disk : second);
            }
        }
        assertThat(told).containsExactly("kept", "kept", "again", "again");
    }

    /** Under a name made of what came, to be opened by it. */
    @Test
    void keepsStandardInput() throws IOException {
        byte[] other = disk.clone();
        other[9] = 1;
        for (byte[] bytes : List.of(disk, other, disk)) {
            try (Image image = Sources.open("-", opening(Optional.empty(), Optional.of(new ByteArrayInputStream(bytes))))) {
                assertThat(image.view(0, SIZE).copy(0, SIZE)).isEqualTo(bytes);
            }
        }
        assertThat(told).containsExactly("kept", "kept");
        assertThat(files(".img")).hasSize(2).anySatisfy(file -> assertThat(file).hasBinaryContent(disk))
                .anySatisfy(file -> assertThat(file).hasBinaryContent(other));
        assertThat(files("")).hasSize(4);
    }

    @Test
    void theFolderIsMadeOrRefused() throws IOException {
        Files.writeString(cache, "a file");
        assertThatThrownBy(() -> opened(packed)).isInstanceOf(IOException.class).hasMessageContaining("is not a directory");
        assertThat(cache).hasContent("a file");
    }

    /** An image in the folder is never written to: what is there by the name of what would be kept stays. */
    @Test
    void theImageMayLieInTheFolder() throws IOException {
        Files.createDirectory(cache);
        Path inside = Files.copy(packed, cache.resolve("disk.img.gz"));
        byte[] before = Files.readAllBytes(inside);
        assertDisk(inside, disk);
        assertDisk(inside, disk);
        assertThat(told).containsExactly("kept", "again");
        assertThat(inside).hasBinaryContent(before);
    }
}
