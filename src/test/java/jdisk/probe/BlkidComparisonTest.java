package jdisk.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdisk.image.FileImage;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Finds in volumes what the blkid of this machine finds: in those made byte by byte, and in those that real tools make. */
@Tag("realtool")
final class BlkidComparisonTest {

    private static final int MIB = 1 << 20;

    /** Formats whose checksums the bytes made here lack; blkid checks them since util-linux 2.40. */
    private static final Set<String> WITHOUT_CHECKSUM = Set.of("exfat", "btrfs", "apfs");

    private final Path folder;

    BlkidComparisonTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** A tool that makes a file system in a file, and the file's size; {@code FILE} stands for it. */
    private record Maker(String name, long size, String tool, List<String> arguments) {

        static Maker of(String name, int mebibytes, String tool, String... arguments) {
            return new Maker(name, (long) mebibytes * MIB, tool, List.of(arguments));
        }
    }

    private static final List<Maker> MAKERS = List.of(
            Maker.of("fat12", 8, "mkfs.vfat", "-F", "12", "-n", "LABEL 12", "FILE"),
            Maker.of("fat12-unnamed", 8, "mkfs.vfat", "-F", "12", "FILE"),
            Maker.of("fat16", 20, "mkfs.vfat", "-F", "16", "-n", "FULL ELEVEN", "FILE"),
            Maker.of("fat16-odd", 20, "mkfs.vfat", "-F", "16", "-s", "2", "-f", "1", "-R", "5", "-n", "A'B&C{}~", "FILE"),
            Maker.of("fat32", 64, "mkfs.vfat", "-F", "32", "-s", "1", "-n", "FAT32", "FILE"),
            Maker.of("fat32-4096", 300, "mkfs.vfat", "-F", "32", "-S", "4096", "-n", "K4", "FILE"),
            Maker.of("exfat", 16, "mkfs.exfat", "-L", "a name", "FILE"),
            Maker.of("exfat-unnamed", 16, "mkfs.exfat", "FILE"),
            Maker.of("ntfs", 16, "mkfs.ntfs", "-q", "-F", "-f", "-L", "a name of many words, 32 long  ", "FILE"),
            Maker.of("ntfs-unnamed", 16, "mkfs.ntfs", "-q", "-F", "-f", "FILE"),
            Maker.of("ntfs-4096", 64, "mkfs.ntfs", "-q", "-F", "-f", "-s", "4096", "-c", "65536", "-L", "K64", "FILE"),
            Maker.of("ext2", 8, "mke2fs", "-q", "-F", "-t", "ext2", "-L", "two", "FILE"),
            Maker.of("ext2-rev0", 8, "mke2fs", "-q", "-F", "-t", "ext2", "-r", "0", "FILE"),
            Maker.of("ext3", 8, "mke2fs", "-q", "-F", "-t", "ext3", "-L", "sixteen bytes ok", "FILE"),
            Maker.of("ext4", 8, "mke2fs", "-q", "-F", "-t", "ext4", "-L", "größe", "FILE"),
            Maker.of("ext4-control", 8, "mke2fs", "-q", "-F", "-t", "ext4", "-L", "a\u001b[2J\tb ", "FILE"),
            Maker.of("ext4-unnamed", 8, "mke2fs", "-q", "-F", "-t", "ext4", "FILE"),
            Maker.of("ext4-without-journal", 8, "mke2fs", "-q", "-F", "-t", "ext4", "-O", "^has_journal", "FILE"),
            Maker.of("ext2-huge-file", 8, "mke2fs", "-q", "-F", "-t", "ext2", "-O", "huge_file", "FILE"),
            Maker.of("ext4-test", 8, "mke2fs", "-q", "-F", "-t", "ext4", "-E", "test_fs", "FILE"),
            Maker.of("ext-journal", 8, "mke2fs", "-q", "-F", "-O", "journal_dev", "-L", "log", "FILE"),
            Maker.of("xfs", 320, "mkfs.xfs", "-q", "-L", "twelve bytes", "FILE"),
            Maker.of("xfs-4", 320, "mkfs.xfs", "-q", "-m", "crc=0", "FILE"),
            Maker.of("btrfs", 128, "mkfs.btrfs", "-q", "-L", "a name ", "FILE"),
            Maker.of("btrfs-unnamed", 128, "mkfs.btrfs", "-q", "FILE"),
            Maker.of("swap", 2, "mkswap", "-L", "swap", "FILE"),
            Maker.of("swap-unnamed", 2, "mkswap", "FILE"),
            Maker.of("swap-65536", 2, "mkswap", "-p", "65536", "-L", "large pages", "FILE"),
            Maker.of("squashfs", 0, "mksquashfs", "FOLDER", "FILE", "-quiet", "-noappend"),
            Maker.of("iso9660", 0, "xorriso", "-as", "mkisofs", "-quiet", "-V", "My Disc", "-o", "FILE", "FOLDER"),
            Maker.of("joliet", 0, "xorriso", "-as", "mkisofs", "-quiet", "-J", "-V", "A Name Of More Than 16", "-o", "FILE", "FOLDER"),
            Maker.of("luks1", 20, "cryptsetup", "-q", "luksFormat", "--type", "luks1", "--pbkdf-force-iterations", "1000", "FILE", "KEY"),
            Maker.of("luks2", 20, "cryptsetup", "-q", "luksFormat", "--type", "luks2", "--pbkdf", "pbkdf2",
                    "--pbkdf-force-iterations", "1000", "--label", "a name", "FILE", "KEY"),
            Maker.of("minix1", 8, "mkfs.minix", "-1", "FILE"),
            Maker.of("minix2", 8, "mkfs.minix", "-2", "FILE"),
            Maker.of("minix3", 8, "mkfs.minix", "-3", "FILE"),
            Maker.of("cramfs", 0, "mkfs.cramfs", "-n", "a name", "FOLDER", "FILE"),
            Maker.of("erofs", 0, "mkfs.erofs", "--quiet", "FILE", "FOLDER"),
            Maker.of("bfs", 2, "mkfs.bfs", "-V", "volum", "-F", "fsnam", "FILE"),
            Maker.of("nilfs2", 200, "mkfs.nilfs2", "-q", "-L", "a name", "FILE"),
            Maker.of("nilfs2-1024", 200, "mkfs.nilfs2", "-q", "-b", "1024", "FILE"),
            Maker.of("ocfs2", 64, "mkfs.ocfs2", "-q", "-F", "-x", "-M", "local", "-L", "a name", "FILE"),
            Maker.of("ocfs2-4096", 64, "mkfs.ocfs2", "-q", "-F", "-x", "-M", "local", "-b", "4096", "FILE"),
            Maker.of("gfs2", 64, "mkfs.gfs2", "-O", "-p", "lock_nolock", "-t", "cluster:name", "FILE"),
            Maker.of("f2fs", 64, "mkfs.f2fs", "-q", "-l", "größe", "FILE"),
            Maker.of("jfs", 32, "mkfs.jfs", "-q", "-L", "a name", "FILE"),
            Maker.of("reiserfs", 64, "mkreiserfs", "-q", "-f", "-f", "-l", "a name", "FILE"),
            Maker.of("reiserfs-3.5", 64, "mkreiserfs", "-q", "-f", "-f", "--format", "3.5", "FILE"),
            Maker.of("udf-hard-disk", 64, "mkudffs", "--utf8", "-l", "größe", "-b", "512", "FILE"),
            Maker.of("udf-1.02", 64, "mkudffs", "--utf8", "-r", "1.02", "-b", "2048", "-l", "日本", "FILE"),
            Maker.of("udf-2.50", 64, "mkudffs", "-m", "bdr", "-r", "2.50", "-l", "a name", "FILE"),
            Maker.of("bcache-backing", 64, "make-bcache", "-B", "FILE"),
            Maker.of("bcache-cache", 64, "make-bcache", "-C", "FILE"),
            Maker.of("verity", 1, "veritysetup", "format", "BLOCK", "FILE"));

    @TestFactory
    List<DynamicTest> bytesOfTheSpecification() throws IOException, InterruptedException {
        RealTool blkid = RealTool.named("blkid", MadeVolumes.all().size());
        Set<String> known = Set.copyOf(blkid.run(folder, "-k").out().lines().toList());
        List<DynamicTest> tests = new ArrayList<>();
        MadeVolumes.all().forEach((name, made) -> tests.add(dynamicTest(name, () -> {
            Contents asked = asked(blkid, made.volume().write(folder.resolve(name)));
            assumeFalse(asked.type().isEmpty() && WITHOUT_CHECKSUM.contains(made.expected().type()), "a blkid that checks sums");
            assumeTrue(!asked.type().isEmpty() || known.contains(made.expected().type()) || made.expected().type().isEmpty(),
                    "a blkid that does not know it");
            assertAgree(found(folder.resolve(name)), asked);
        })));
        return tests;
    }

    @TestFactory
    List<DynamicTest> madeByTools() throws IOException {
        RealTool blkid = RealTool.named("blkid", MAKERS.size());
        Files.writeString(Files.createDirectory(folder.resolve("FOLDER")).resolve("a file"), "with text");
        Files.writeString(folder.resolve("KEY"), "secret");
        Files.write(folder.resolve("BLOCK"), new byte[4096]);
        List<DynamicTest> tests = new ArrayList<>();
        for (Maker maker : MAKERS) {
            tests.add(dynamicTest(maker.name(), () -> {
                RealTool tool = RealTool.named(maker.tool(), 1);
                Path file = folder.resolve("FILE");
                Files.deleteIfExists(file);
                if (maker.size() > 0) {
                    try (RandomAccessFile empty = new RandomAccessFile(file.toFile(), "rw")) {
                        empty.setLength(maker.size());
                    }
                }
                Outcome made = tool.run(folder, maker.arguments().toArray(String[]::new));
                assertThat(made.status()).as(made.toString()).isZero();
                Contents asked = asked(blkid, file);
                assertThat(asked.type()).isNotEmpty();
                assertAgree(found(file), asked);
            }));
        }
        return tests;
    }

    /** Not every blkid tells the size of every file system's blocks. */
    private static void assertAgree(Contents found, Contents asked) {
        assertThat(found.withBlocks(0)).isEqualTo(asked.withBlocks(0));
        if (asked.blockBytes() != 0 && found.blockBytes() != 0) {
            assertThat(found.blockBytes()).isEqualTo(asked.blockBytes());
        }
    }

    private static Contents found(Path file) throws IOException {
        try (Image image = FileImage.open(file)) {
            return ContentsProbe.at(Slice.of(image, 0, image.size())).orElse(new Contents(""));
        }
    }

    /** What blkid says, from the form of its output in which each byte is told. */
    private Contents asked(RealTool blkid, Path file) throws IOException, InterruptedException {
        Outcome outcome = blkid.run(folder, "-p", "-o", "udev", file.toString());
        assertThat(outcome.status()).as(outcome.toString()).isIn(0, 2); // 2: nothing was found
        Map<String, String> told = new HashMap<>();
        for (String line : outcome.out().lines().toList()) {
            int sign = line.indexOf('=');
            told.put(line.substring(0, sign), line.substring(sign + 1));
        }
        String type = told.getOrDefault("ID_FS_TYPE", "");
        Charset otherwise = Charset.forName(type.equals("vfat") ? "IBM850" : type.equals("hfs") ? "x-MacRoman" : "ISO-8859-1");
        return new Contents(
                type,
                decoded(told.getOrDefault("ID_FS_VERSION", ""), otherwise),
                decoded(told.getOrDefault("ID_FS_LABEL_ENC", ""), otherwise),
                decoded(told.getOrDefault("ID_FS_UUID_ENC", ""), otherwise),
                Integer.parseInt(told.getOrDefault("ID_FS_BLOCK_SIZE", "0")));
    }

    /** Undoes {@code \xNN}, which stands for a byte. */
    private static String decoded(String text, Charset otherwise) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); at++) {
            if (text.startsWith("\\x", at)) {
                bytes.write(Integer.parseInt(text.substring(at + 2, at + 4), 16));
                at += 3;
            } else {
                bytes.writeBytes(text.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            return bytes.toString(otherwise);
        }
    }
}
