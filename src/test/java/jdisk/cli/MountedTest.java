package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import jdisk.testing.ImageRecipe;
import jdisk.testing.LoopDevices;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guide's three ways end as they did in 2004, with a list of files: mount by offset, a loop device, a partition copied out. */
@Tag("realtool")
final class MountedTest {

    private static final String HELLO = "Hello from the partition\n";

    /** Neither a border of cylinders nor one of mebibytes. */
    private static final long START = 2051;

    private static final int MEBIBYTE = 1 << 20;

    /** Makes a file system with the folder {@code files} in it in the file {@code part}. */
    private static final String EXT = "mke2fs -q -t %s -d files part";

    private final LoopDevices devices;
    private final Path folder;
    private final Path mountPoint;

    MountedTest(@TempDir Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        devices = LoopDevices.orSkip(folder);
        mountPoint = Files.createDirectory(folder.resolve("m"));
        Files.writeString(Files.createDirectory(folder.resolve("files")).resolve("hello.txt"), HELLO);
    }

    /** Makes a disk of one partition that holds a file system. */
    private Path disk(String name, int mebibytes, String tool, String command) throws IOException, InterruptedException {
        RealTool.named(tool, 1);
        Path part = folder.resolve("part");
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
            file.setLength((long) mebibytes * MEBIBYTE);
        }
        Outcome made = RealTool.named("sh", 1).run(folder, "-c", "PATH=$PATH:/usr/sbin:/sbin\n" + command);
        assertThat(made.status()).as(made.toString()).isZero();
        long size = Math.ceilDiv(Files.size(part), 512L);
        Path image = ImageRecipe.parse("size " + (START + size + 2048) * 512 + "\nmbr 1: 00 0/1/1 83 0/0/1 start " + START + " count " + size)
                .build(folder.resolve(name));
        try (InputStream from = Files.newInputStream(part); RandomAccessFile to = new RandomAccessFile(image.toFile(), "rw")) {
            to.seek(START * 512);
            byte[] piece = new byte[MEBIBYTE];
            // Holes stay holes: the files are large and nearly empty.
            for (int n = from.readNBytes(piece, 0, piece.length); n > 0; n = from.readNBytes(piece, 0, piece.length)) {
                if (!isZero(piece, n)) {
                    to.write(piece, 0, n);
                } else {
                    to.seek(to.getFilePointer() + n);
                }
            }
        }
        Files.delete(part);
        return image;
    }

    private static boolean isZero(byte[] bytes, int length) {
        for (int n = 0; n < length; n++) {
            if (bytes[n] != 0) {
                return false;
            }
        }
        return true;
    }

    private static String printed(Object... arguments) {
        Outcome outcome = jdisk(arguments);
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return outcome.out();
    }

    /** Runs commands that mount something at {@code m}, and lists what is there then. */
    private String listed(String mounting) throws IOException, InterruptedException {
        Outcome outcome = devices.run(folder, "set -e\n" + mounting + "trap 'umount m' EXIT\ngrep \" $(pwd -P)/m \" /proc/mounts | grep -q ' ro[ ,]'\n"
                + "ls m; cat m/hello.txt");
        abortIfTheKernelCannot(outcome);
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return outcome.out();
    }

    private static void abortIfTheKernelCannot(Outcome outcome) {
        if (outcome.err().contains("unknown filesystem type") || outcome.err().contains("fuse: device not found")) {
            String why = "not mounted: this kernel cannot: " + outcome.err().lines().findFirst().orElse("");
            System.out.println(why);
            abort(why);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ext2, 8, mke2fs, mke2fs -q -t ext2 -d files part
            ext3, 8, mke2fs, mke2fs -q -t ext3 -d files part
            ext4, 8, mke2fs, mke2fs -q -t ext4 -d files part
            xfs, 320, mkfs.xfs, mkfs.xfs -q -p proto part
            btrfs, 128, mkfs.btrfs, mkfs.btrfs -q --rootdir files part
            squashfs, 0, mksquashfs, mksquashfs files part -noappend -quiet -no-progress
            ntfs, 8, mkfs.ntfs, mkfs.ntfs -F -q -Q part && ntfscp part files/hello.txt hello.txt
            vfat, 8, mkfs.vfat, mkfs.vfat part && mcopy -i part files/hello.txt ::
            """)
    void mountByOffset(String type, int mebibytes, String tool, String command) throws Exception {
        Files.writeString(folder.resolve("proto"), "/dummy\n0 0\nd--755 0 0\nhello.txt ---644 0 0 files/hello.txt\n$\n");
        Path image = disk("disk.img", mebibytes, tool, command);
        String line = printed(image, "mount", "1", mountPoint);
        assertThat(line).contains(" -t " + type + " ");
        Path before = Files.copy(image, folder.resolve("before"));

        assertThat(listed(line)).contains("hello.txt\n").endsWith(HELLO);

        assertThat(Files.mismatch(image, before)).as("the image is as it was").isEqualTo(-1);
    }

    /** A disk that was not shut down: without noload, its journal would be replayed, which a read-only device refuses. */
    @Test
    void mountOfWhatWasNotUnmounted() throws Exception {
        Path image = disk("disk.img", 8, "mke2fs", EXT.formatted("ext3") + " && debugfs -w -R 'feature needs_recovery' part 2> /dev/null");
        String line = printed(image, "mount", "1", mountPoint);
        assertThat(devices.run(folder, line.replace(",noload", "")).status()).isNotZero();
        assertThat(listed(line)).endsWith(HELLO);
    }

    /** Two partitions of an image at once: without size limits, their loop devices would overlap. */
    @Test
    void mountOfTwo() throws Exception {
        Path image = disk("disk.img", 8, "mke2fs", EXT.formatted("ext3"));
        Files.copy(image, folder.resolve("second"));
        long size = Files.size(image);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(2 * size);
            file.seek(size);
            file.write(Files.readAllBytes(folder.resolve("second")));
        }
        ImageRecipe.parse("size " + 2 * size + "\nmbr 2: 00 0/1/1 83 0/0/1 start " + (size / 512 + START) + " count 16384").build(image);
        Files.createDirectory(folder.resolve("m2"));
        Outcome outcome = devices.run(folder, "set -e\n" + printed(image, "mount", "1", mountPoint) + "trap 'umount m' EXIT\n"
                + printed(image, "mount", "2", folder.resolve("m2")) + "trap 'umount m m2' EXIT\ncat m/hello.txt m2/hello.txt");
        assertThat(outcome).isEqualTo(new Outcome(0, HELLO + HELLO, ""));
    }

    @Test
    void mountOfAnImageWithAnOddName() throws Exception {
        Path image = disk("it's, \"my\"\ndisk=$1.img", 8, "mke2fs", EXT.formatted("ext4"));
        assertThat(listed(printed(image, "mount", "1", mountPoint))).endsWith(HELLO);
    }

    @ParameterizedTest
    @CsvSource({"ext2", "ext3", "ext4"})
    void threeWaysToTheSameFiles(String type) throws Exception {
        Path image = disk("disk.img", 8, "mke2fs", EXT.formatted(type));
        String journal = type.equals("ext2") ? "" : ",noload";
        String files = "hello.txt\nlost+found\n" + HELLO;
        assertThat(listed(printed(image, "mount", "1", mountPoint))).isEqualTo(files);

        String attached = "device=$(" + printed(image, "losetup", "1").strip() + ")\n";
        Outcome device = devices.run(folder, "set -e\n" + attached + "trap 'losetup -d $device' EXIT\nblockdev --getsize64 --getro $device\n"
                + "mount -o ro" + journal + " -t " + type + " $device m\nls m; cat m/hello.txt; umount m");
        assertThat(device).isEqualTo(new Outcome(0, 8 * MEBIBYTE + "\n1\n" + files, ""));

        Outcome copied = RealTool.named("sh", 1).run(folder, "-c", printed(image, "dd", "1", "copy"));
        assertThat(copied.err()).contains("16384+0 records out");
        assertThat(listed("mount -o ro,loop" + journal + " -t " + type + " copy m\n")).isEqualTo(files);
    }

    /**
     * Disks made elsewhere. The digests of their files were taken with The Sleuth Kit, which reads a file system without
     * mounting it. That of a FAT file whose name depends on the options of mount is left out.
     */
    @ParameterizedTest
    @CsvSource({"three-ext, 1, ext2", "three-ext, 2, ext3", "three-ext, 3, ext4", "gpt-four, 1, vfat", "gpt-four, 2, ext4", "gpt-four, 4, ntfs"})
    void threeWaysIntoADiskMadeElsewhere(String disk, int number, String type) throws Exception {
        Path image = folder.resolve(disk + ".img");
        String digests = disk + "-" + number + ".sha256";
        for (String name : List.of(disk + ".img.xz", digests)) {
            try (InputStream resource = Objects.requireNonNull(MountedTest.class.getResourceAsStream("/disks/" + name))) {
                Files.copy(resource, folder.resolve(name));
            }
        }
        Outcome unpacked = RealTool.named("xz", 3).run(folder, "-dk", disk + ".img.xz");
        assertThat(unpacked.status()).as(unpacked.toString()).isZero();
        Path before = Files.copy(image, folder.resolve("before"));
        String options = "mount -o ro" + (type.matches("ext[34]") ? ",noload" : "") + " -t " + type;

        String mounted = filesAre(digests, printed(image, "mount", number, mountPoint));
        assertThat(filesAre(digests, "device=$(" + printed(image, "losetup", number).strip() + ")\n"
                + "trap 'losetup -d $device' EXIT\n" + options + " $device m\n")).isEqualTo(mounted);
        printed(image, "extract", number, folder.resolve("copy"));
        assertThat(filesAre(digests, options + " -o loop copy m\n")).isEqualTo(mounted);

        assertThat(Files.mismatch(image, before)).as("the image is as it was").isEqualTo(-1);
    }

    /** Compares the files that are there once something is mounted, and lists them. */
    private String filesAre(String digests, String mounting) throws IOException, InterruptedException {
        Outcome outcome = devices.run(folder, "set -e\n" + mounting + "(cd m; sha256sum --check --strict --quiet ../" + digests + "; ls -lR)\numount m");
        abortIfTheKernelCannot(outcome);
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return outcome.out();
    }

    /** The device has the sectors that the file system was made on: on larger ones than that it cannot be mounted. */
    @ParameterizedTest
    @CsvSource({"1024, 512", "4096, 4096"})
    void losetupOnSectorsOf4096(int block, int sector) throws Exception {
        Path image = ImageRecipe.named("sector-4096").buildIn(folder);
        Outcome made = RealTool.named("mke2fs", 1).run(folder, "-q", "-F", "-t", "ext4", "-b", Integer.toString(block), "-E", "offset=35651584",
                image.toString(), 8192 * 1024 / block + "");
        assertThat(made.status()).as(made.toString()).isZero();
        String attach = printed(image, "losetup", "5").strip();
        Outcome device = devices.run(folder, "mkdir -p n; device=$(" + attach + ") && blockdev --getss --getsize64 --getro $device; "
                + "mount -o ro,noload -t ext4 $device n && ls n && umount n; losetup -d $device");
        assertThat(device).isEqualTo(new Outcome(0, sector + "\n8388608\n1\nlost+found\n", ""));
    }

    /** A file system that wants its journal replayed, in a member of an array of two, the other of which is gone. */
    @Test
    void halfAMirror() throws Exception {
        Path image = folder.resolve("half.img");
        Files.write(image, new byte[0]);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(20L * MEBIBYTE);
        }
        assertThat(RealTool.named("sfdisk", 1).runReading("start=2048,size=32768,type=fd\n", folder, "-q", image.toString()).status()).isZero();
        Outcome made = RealTool.named("mke2fs", 1).run(folder, "-q", "-F", "-t", "ext4", "-b", "1024", "-E", "offset=1048576", image.toString(), "16000");
        assertThat(made.status()).as(made.toString()).isZero();
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            ByteBuffer superblock = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
            superblock.putInt(0, 0xa92b4efc).putInt(4, 1).putInt(72, 1).putLong(144, 32752);
            file.seek((2048 + 32752) * 512L);
            file.write(superblock.array());
        }
        String commands = printed(image, "mount", "1", mountPoint);
        assertThat(commands).contains("# partition 1 is a member of a Linux RAID", "mdadm --assemble --run --readonly", ",noload -t ext4 ");
        assertThat(devices.run(folder, "set -e\n" + commands + "ls m\numount m")).isEqualTo(new Outcome(0, "lost+found\n", ""));
    }

    /** The image of one partition taken while its system ran: what its driver would replay cannot be written. */
    @Test
    void partitionImageWithAJournalToReplay() throws Exception {
        Path image = folder.resolve("dirty.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(16L * MEBIBYTE);
        }
        assertThat(RealTool.named("mke2fs", 1).run(folder, "-q", "-F", "-t", "ext4", image.toString()).status()).isZero();
        assertThat(RealTool.named("debugfs", 1).run(folder, "-w", "-R", "feature +needs_recovery", image.toString()).status()).isZero();
        String commands = printed(image, "mount", "0", mountPoint);
        assertThat(printed(image, "mount")).isEqualTo(commands.replace(mountPoint.toString(), "/mnt"));
        assertThat(devices.run(folder, "set -e\n" + commands + "ls m\numount m")).isEqualTo(new Outcome(0, "lost+found\n", ""));
        Outcome listed = jdisk("-l", image);
        assertThat(listed.err()).contains("try '" + commands.strip().replace(mountPoint.toString(), "DIR") + "'");
    }
}
