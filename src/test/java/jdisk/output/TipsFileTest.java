package jdisk.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import jdisk.image.Image;
import jdisk.source.Sources;
import jdisk.testing.ImageRecipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps one answer, for its user alone, and never in the image. */
final class TipsFileTest {

    private final Path folder;
    private final Path disk;
    private final Path path;

    TipsFileTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.disk = ImageRecipe.named("laptop").buildIn(folder);
        this.path = folder.resolve("state/jdisk/tips");
    }

    private TipsFile at(Path where) throws IOException {
        try (Image image = Sources.open(disk)) {
            return new TipsFile(where, image);
        }
    }

    @Test
    void keepsTheLastAnswer() throws IOException {
        assertThat(at(path).isOn()).isTrue();
        assertThat(at(path).set(false)).isTrue();
        assertThat(at(path).isOn()).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
        assertThat(at(path).set(true)).isTrue();
        assertThat(at(path).isOn()).isTrue();
        try (var files = Files.list(path.getParent())) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void isNeverTheImage() throws IOException {
        var before = Files.readAttributes(disk, "unix:size,lastModifiedTime,ino,nlink");
        TipsFile file = at(disk);
        assertThat(file.isOn()).isTrue();
        assertThat(file.set(false)).isFalse();
        Files.createDirectories(path.getParent());
        Files.createLink(path, disk);
        assertThat(at(path).set(false)).isFalse();
        Files.delete(path);
        assertThat(Files.readAttributes(disk, "unix:size,lastModifiedTime,ino,nlink")).isEqualTo(before);
    }

    @Test
    void followsNoLinkAndTakesNoDirectory() throws IOException {
        Files.createDirectories(path.getParent());
        Path other = Files.writeString(folder.resolve("other"), "off\n");
        Files.createSymbolicLink(path, other);
        assertThat(at(path).isOn()).isTrue();
        assertThat(at(path).set(true)).isFalse();
        assertThat(other).hasContent("off");
        assertThat(Files.isSymbolicLink(path)).isTrue();
        assertThat(at(folder).isOn()).isTrue();
        assertThat(at(folder).set(false)).isFalse();
    }

    @Test
    void doesWithoutAPlace() throws IOException {
        assertThat(at(Path.of("/proc/nowhere/tips")).set(false)).isFalse();
        assertThat(at(Path.of("/proc/nowhere/tips")).isOn()).isTrue();
        Files.createDirectories(path.getParent());
        Files.writeString(path, "of course\n");
        assertThat(at(path).isOn()).isTrue();
        Files.write(path, new byte[] {'o', 'f', 'f'});
        assertThat(at(path).isOn()).isFalse();
        assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
}
