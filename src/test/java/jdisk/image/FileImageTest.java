package jdisk.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reads a file at any place, and refuses what is none. */
final class FileImageTest {

    private final Path folder;

    FileImageTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsAtAnyPlace() throws IOException {
        byte[] bytes = new byte[1000];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) (at * 7);
        }
        Path file = Files.write(folder.resolve("bytes.img"), bytes);
        try (Image image = FileImage.open(file)) {
            assertThat(image.size()).isEqualTo(1000);
            assertThat(image.name()).isEqualTo(file.toString());
            assertThat(image.view(0, 1000)).isEqualTo(new ByteView(bytes));
            assertThat(image.view(990, 10)).isEqualTo(new ByteView(Arrays.copyOfRange(bytes, 990, 1000)));
            assertThat(image.viewUpTo(990, 512)).isEqualTo(new ByteView(Arrays.copyOfRange(bytes, 990, 1000)));
            ByteBuffer rest = ByteBuffer.allocate(8).position(5);
            image.read(3, rest);
            assertThat(rest.array()).as("only what remains of the buffer is filled")
                    .containsExactly(0, 0, 0, 0, 0, bytes[3], bytes[4], bytes[5]);
        }
    }

    @Test
    void readPastTheEnd() throws IOException {
        Path file = Files.write(folder.resolve("short.img"), new byte[600]);
        try (Image image = FileImage.open(file)) {
            assertThatThrownBy(() -> image.view(512, 89)).isInstanceOf(EOFException.class)
                    .hasMessageContaining("600").hasMessageContaining("1 bytes short");
            assertThatThrownBy(() -> image.view(1L << 40, 1)).isInstanceOf(EOFException.class);
        }
    }

    /** Data stands at the start and in the middle; other files are open, and at other places. */
    @Test
    void holes() throws IOException {
        long middle = 10 << 20;
        long size = 30 << 20;
        Path file = Files.write(folder.resolve("sparse.img"), new byte[65536]);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(131_072), middle);
            channel.write(ByteBuffer.allocate(1), size);
            channel.truncate(size);
            try (Image image = FileImage.open(file)) {
                assumeTrue(image.knowsHoles(), "this file system does not tell where holes are");
                assertThat(image.nextData(7)).isEqualTo(7);
                assertThat(image.nextHole(7)).isEqualTo(65536);
                assertThat(image.nextData(65536)).isEqualTo(middle);
                assertThat(image.nextHole(65536)).isEqualTo(65536);
                assertThat(image.nextHole(middle)).isEqualTo(middle + 131_072);
                assertThat(image.nextData(middle + 131_072)).isEqualTo(size);
                assertThat(image.nextHole(size - 1)).isEqualTo(size - 1);
                assertThat(image.nextData(size - 1)).isEqualTo(size);
            }
        }
    }

    /** What a file no longer has is not a hole. */
    @Test
    void shrunk() throws IOException {
        Path file = Files.write(folder.resolve("sparse.img"), new byte[65536]);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), (4 << 20) - 1);
            try (Image image = FileImage.open(file)) {
                assumeTrue(image.knowsHoles(), "this file system does not tell where holes are");
                channel.truncate(32768);
                assertThat(image.nextData(0)).isZero();
                for (long at : new long[] {32768, 100_000, (4 << 20) - 1}) {
                    assertThatThrownBy(() -> image.nextData(at)).isInstanceOf(EOFException.class).hasMessageContaining("ends at byte 32768");
                    assertThatThrownBy(() -> image.nextHole(at)).isInstanceOf(EOFException.class).hasMessageContaining("ends at byte 32768");
                }
            }
        }
    }

    @Test
    void missingFile() {
        assertThatThrownBy(() -> FileImage.open(folder.resolve("missing.img"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void directory() {
        assertThatThrownBy(() -> FileImage.open(folder)).isInstanceOf(FileSystemException.class)
                .hasMessageContaining("directory");
    }

    @Test
    @Tag("realtool")
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void pipeIsRefusedAndNotWaitedFor() throws IOException, InterruptedException {
        RealTool mkfifo = RealTool.named("mkfifo", 1);
        Path pipe = folder.resolve("pipe");
        mkfifo.run(folder, pipe.toString());
        assertThat(pipe).exists();
        assertThatThrownBy(() -> FileImage.open(pipe)).isInstanceOf(FileSystemException.class)
                .hasMessageContaining("Neither a regular file nor a block device");
    }

    @Test
    void terminalOrOtherDeviceIsRefused() {
        assertThatThrownBy(() -> FileImage.open(Path.of("/dev/null"))).isInstanceOf(FileSystemException.class)
                .hasMessageContaining("Neither");
    }

    @Test
    void linkToAFileIsThatFile() throws IOException {
        Path file = Files.write(folder.resolve("disk.img"), new byte[512]);
        Path link = Files.createSymbolicLink(folder.resolve("link.img"), file);
        try (Image image = FileImage.open(link)) {
            assertThat(image.size()).isEqualTo(512);
        }
        Path broken = Files.createSymbolicLink(folder.resolve("broken.img"), folder.resolve("missing.img"));
        assertThatThrownBy(() -> FileImage.open(broken)).isInstanceOf(NoSuchFileException.class);
    }
}
