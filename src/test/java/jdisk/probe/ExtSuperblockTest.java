package jdisk.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Takes every field of a superblock from where the kernel's documentation puts it. */
final class ExtSuperblockTest {
    private static final String UUID = "01234567-89ab-cdef-0123-456789abcdef";
    private static final String OTHER_UUID = "89abcdef-0123-4567-89ab-cdef01234567";

    private static ExtSuperblock read(MadeVolume volume) throws IOException {
        return ExtSuperblock.read(Slice.of(volume.image())).orElseThrow();
    }

    private static MadeVolume empty() {
        return new MadeVolume(1 << 20).le16(1024 + 0x38, 0xef53);
    }

    /** Every field has another number: its own place, where nothing is said. */
    private static MadeVolume full() {
        MadeVolume volume = empty();
        for (int at : new int[] {0x0, 0x4, 0x8, 0xc, 0x10, 0x14, 0x20, 0x24, 0x28, 0x2c, 0x30, 0x40, 0x44, 0x48, 0x54, 0xe0, 0xe4, 0xe8,
            0x100, 0x104, 0x108, 0x150, 0x154, 0x158, 0x194, 0x198, 0x19c, 0x1c8, 0x1cc, 0x1d0, 0x1d4, 0x240, 0x244, 0x24c, 0x250, 0x26c,
            0x270, 0x280, 0x3fc}) {
            volume.le32(1024 + at, at + 1);
        }
        return volume.le32(1024 + 0x18, 2, 6).le16(1024 + 0x34, 52, 54).le16(1024 + 0x3a, 3, 2, 9).le32(1024 + 0x4c, 1)
                .le16(1024 + 0x58, 256, 7).le32(1024 + 0x5c, 0x4, 0x80 | 0x40, 0x200 | 0x1).hex(1024 + 0x68, UUID)
                .text(1024 + 0x78, "sixteen bytes ok").text(1024 + 0x88, "/mnt/of it").le16(1024 + 0xce, 63)
                .hex(1024 + 0xd0, OTHER_UUID).hex(1024 + 0xec, UUID).hex(1024 + 0xfc, "01 01").le16(1024 + 0xfe, 64)
                .le32(1024 + 0x10c, 1, 2, 3).le32(1024 + 0x10c + 64, 17).le32(1024 + 0x160, 1 | 4).le64(1024 + 0x168, 0x168)
                .hex(1024 + 0x174, "04 01").le64(1024 + 0x178, 0x178_0000_0000L).le64(1024 + 0x1a0, 0x1a0_0000_0000L)
                .text(1024 + 0x1a8, "ext4_first").le64(1024 + 0x1d8, 0x1d8_0000_0000L).text(1024 + 0x1e0, "ext4_last")
                .text(1024 + 0x200, "data=journal").hex(1024 + 0x254, "01 04 00 00").hex(1024 + 0x258, OTHER_UUID)
                .hex(1024 + 0x274, "01 02 03 04 05 06").le16(1024 + 0x27c, 1, 1);
    }

    @Test
    void counts() throws IOException {
        ExtSuperblock superblock = read(full());
        assertThat(superblock.inodes()).isEqualTo(0x1);
        assertThat(superblock.blocks()).isEqualTo(0x151_0000_0005L);
        assertThat(superblock.reservedBlocks()).isEqualTo(0x155_0000_0009L);
        assertThat(superblock.freeBlocks()).isEqualTo(0x159_0000_000dL);
        assertThat(superblock.freeInodes()).isEqualTo(0x11);
        assertThat(superblock.firstDataBlock()).isEqualTo(0x15);
        assertThat(superblock.blockBytes()).isEqualTo(4096);
        assertThat(superblock.clusterBytes()).isEqualTo(65536);
        assertThat(superblock.groupBlocks()).isEqualTo(0x21);
        assertThat(superblock.groupClusters()).isEqualTo(0x25);
        assertThat(superblock.groupInodes()).isEqualTo(0x29);
        assertThat(superblock.groups()).isEqualTo(((0x151_0000_0005L - 0x15) + 0x20) / 0x21);
        assertThat(superblock.group()).isEqualTo(7);
        assertThat(superblock.flexGroups()).isEqualTo(16);
        assertThat(superblock.descriptorBytes()).isEqualTo(64);
        assertThat(superblock.reservedDescriptorBlocks()).isEqualTo(63);
        assertThat(superblock.firstMetaGroup()).isEqualTo(0x105);
        assertThat(superblock.backupGroups()).containsExactly(0x24dL, 0x251L);
        assertThat(superblock.firstInode()).isEqualTo(0x55);
        assertThat(superblock.inodeBytes()).isEqualTo(256);
    }

    @Test
    void stateAndFeatures() throws IOException {
        ExtSuperblock superblock = read(full());
        assertThat(superblock.state()).isEqualTo(ExtSuperblock.CLEAN | ExtSuperblock.ERRORS_FOUND);
        assertThat(superblock.revision()).isEqualTo(1);
        assertThat(superblock.minorRevision()).isEqualTo(9);
        assertThat(superblock.creator()).isEqualTo(0x49);
        assertThat(superblock.compatible()).isEqualTo(0x4);
        assertThat(superblock.incompatible()).isEqualTo(0xc0);
        assertThat(superblock.readOnlyCompatible()).isEqualTo(0x201);
        assertThat(superblock.features()).containsExactly(ExtFeature.HAS_JOURNAL, ExtFeature.EXTENTS, ExtFeature.SIXTY_FOUR_BIT,
                ExtFeature.SPARSE_SUPER, ExtFeature.BIGALLOC);
        assertThat(superblock.hasFlags(ExtSuperblock.SIGNED_HASH)).isTrue();
        assertThat(superblock.hasFlags(ExtSuperblock.UNSIGNED_HASH)).isFalse();
        assertThat(superblock.hasFlags(ExtSuperblock.UNDER_DEVELOPMENT)).isTrue();
        assertThat(superblock.defaultMountOptions()).isEqualTo(0x101);
        assertThat(superblock.mountOptions()).isEqualTo("data=journal");
    }

    @Test
    void namesAndTimes() throws IOException {
        ExtSuperblock superblock = read(full());
        assertThat(superblock.uuid()).isEqualTo(UUID);
        assertThat(superblock.label()).isEqualTo("sixteen bytes ok");
        assertThat(superblock.history().lastMountedOn()).isEqualTo("/mnt/of it");
        assertThat(superblock.history().written()).isEqualTo(0x1_0000_0031L);
        assertThat(superblock.history().mounted()).isEqualTo(0x2_0000_002dL);
        assertThat(superblock.history().made()).isEqualTo(0x3_0000_0109L);
        assertThat(superblock.history().checked()).isEqualTo(0x4_0000_0041L);
        assertThat(superblock.history().writtenKib()).isEqualTo(0x178_0000_0000L);
    }

    @Test
    void specialInodesAndSums() throws IOException {
        ExtSuperblock superblock = read(full());
        assertThat(superblock.journal().inode()).isEqualTo(0xe1);
        assertThat(superblock.journal().device()).isEqualTo(0xe5);
        assertThat(superblock.journal().uuid()).isEqualTo(OTHER_UUID);
        assertThat(superblock.journal().copy().length()).isEqualTo(68);
        assertThat(superblock.journal().copy().u32le(8)).isEqualTo(3);
        assertThat(superblock.journal().copy().u32le(64)).isEqualTo(17);
        assertThat(superblock.firstOrphan()).isEqualTo(0xe9);
        assertThat(superblock.orphanFileInode()).isEqualTo(0x281);
        assertThat(superblock.names().hashSeed().uuid(0)).isEqualTo(UUID);
        assertThat(superblock.names().hashVersion()).isEqualTo(ExtNames.HASH_HALF_MD4);
        assertThat(superblock.mmpBlock()).isEqualTo(0x168);
        assertThat(superblock.quotaInodes()).containsExactly(0x241L, 0x245L, 0x26dL);
        assertThat(superblock.checksumType()).isEqualTo(ExtSuperblock.CRC32C);
        assertThat(superblock.checksumSeed()).isEqualTo(0x271);
        assertThat(superblock.checksum()).isEqualTo(0x3fd);
        assertThat(superblock.names().encryptionAlgorithms()).containsExactly(1, 4);
        assertThat(superblock.names().encryptionSalt().uuid(0)).isEqualTo(OTHER_UUID);
        assertThat(superblock.names().encoding()).isEqualTo(ExtNames.UTF8_12_1);
        assertThat(superblock.names().encodingFlags()).isEqualTo(1);
    }

    @Test
    void errors() throws IOException {
        ExtSuperblock superblock = read(full());
        assertThat(superblock.history().errors()).isEqualTo(0x195);
        assertThat(superblock.history().firstError())
                .contains(new ExtHistory.RecordedError(0x5_0000_0199L, "ext4_first", 0x1c9, 0x19d, 0x1a0_0000_0000L));
        assertThat(superblock.history().lastError())
                .contains(new ExtHistory.RecordedError(0x6_0000_01cdL, "ext4_last", 0x1d5, 0x1d1, 0x1d8_0000_0000L));
        assertThat(read(empty()).history().firstError()).isEmpty();
        assertThat(read(empty()).history().lastError()).isEmpty();
    }

    /** What stands where newer ones have their numbers does not count. */
    @Test
    void oldRevision() throws IOException {
        ExtSuperblock superblock = read(full().le32(1024 + 0x4c, 0).le32(1024 + 0x60, 0, 0));
        assertThat(superblock.firstInode()).isEqualTo(11);
        assertThat(superblock.inodeBytes()).isEqualTo(128);
        assertThat(superblock.descriptorBytes()).isEqualTo(32);
        assertThat(superblock.blocks()).isEqualTo(5);
        assertThat(superblock.clusterBytes()).isEqualTo(4096);
    }

    /** Numbers that make no sense are 0, and those that may be anything stay what they are. */
    @Test
    void largestNumbers() throws IOException {
        ExtSuperblock superblock = read(empty().hex(1024, "ff".repeat(0x38)).hex(1024 + 0x3a, "ff".repeat(0x3c6)));
        assertThat(superblock.blockBytes()).isZero();
        assertThat(superblock.clusterBytes()).isZero();
        assertThat(superblock.flexGroups()).isZero();
        assertThat(superblock.groups()).isZero();
        assertThat(superblock.blocks()).as("unsigned").isEqualTo(-1);
        assertThat(superblock.inodeBytes()).isEqualTo(65535);
        assertThat(superblock.features()).hasSize(ExtFeature.values().length);
        assertThat(superblock.unknownFeatures(ExtFeature.Kind.COMPATIBLE)).isEqualTo(0xffff_e000L);
        assertThat(superblock.unknownFeatures(ExtFeature.Kind.INCOMPATIBLE)).isEqualTo(0xfffc_0820L);
        assertThat(superblock.unknownFeatures(ExtFeature.Kind.READ_ONLY_COMPATIBLE)).isEqualTo(0xfffe_0000L);
        assertThat(read(empty()).groups()).isZero();
    }

    @Test
    void nothingElseIsOne() throws IOException {
        assertThat(ExtSuperblock.read(Slice.of(full().le16(1024 + 0x38, 0xef52).image()))).isEmpty();
        assertThat(ExtSuperblock.read(Slice.of(full().image(), 0, 2047))).isEmpty();
        assertThat(ExtSuperblock.of(new ByteView(new byte[100]))).isEmpty();
        assertThatThrownBy(() -> new ExtSuperblock(new ByteView(new byte[1024]))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void copyInALargerBlock() throws IOException {
        assertThat(ExtSuperblock.of(full().image().view(1024, 4096))).contains(read(full()));
    }

    /** Names of dumpe2fs that are not those of the kernel. */
    private static final Map<String, String> NAMES = Map.of(
            "extent", "extents", "metadata_csum_seed", "csum_seed", "large_dir", "largedir", "uninit_bg", "gdt_csum");

    @Tag("realtool")
    @ParameterizedTest
    @ValueSource(strings = {
        "-t ext2 -r 0",
        "-t ext2 -O sparse_super2,large_dir",
        "-t ext3 -L a-label -g 1024 -m 3",
        "-t ext4 -b 4096 -G 4 -E hash_seed=01234567-89ab-cdef-0123-456789abcdef",
        "-t ext4 -O casefold,encrypt,inline_data,metadata_csum_seed,quota,project,mmp,ea_inode,verity",
        "-t ext4 -O bigalloc,^64bit,^metadata_csum,uninit_bg,^has_journal -C 16384 -I 512 -M /mnt/x",
        "-t ext4 -O meta_bg,^resize_inode,fast_commit,stable_inodes,dir_nlink",
        "-O journal_dev"
    })
    void asDumpe2fsSays(String options, @TempDir Path folder) throws Exception {
        MadeByTool made = MadeByTool.of(folder, 16, "mke2fs", "-q -F " + options + " FILE");
        MadeByTool.Answer told = made.asked("dumpe2fs", "-h FILE");
        ExtSuperblock superblock = made.read(ExtSuperblock::read);
        assertThat(superblock.features().stream().map(ExtFeature::label).collect(Collectors.toSet())).isEqualTo(
                Set.of(told.word("^Filesystem features: +(.*)$").split(" ")).stream()
                        .filter(name -> !name.equals("(none)"))
                        .map(name -> NAMES.getOrDefault(name, name))
                        .collect(Collectors.toSet()));
        assertThat(superblock.uuid()).isEqualTo(told.word("^Filesystem UUID: +(.*)$"));
        assertThat(superblock.revision()).isEqualTo(told.number("^Filesystem revision #: +(\\d+)"));
        assertThat(superblock.inodes()).isEqualTo(told.number("^Inode count: +(\\d+)"));
        assertThat(superblock.blocks()).isEqualTo(told.number("^Block count: +(\\d+)"));
        assertThat(superblock.reservedBlocks()).isEqualTo(told.number("^Reserved block count: +(\\d+)"));
        assertThat(superblock.freeBlocks()).isEqualTo(told.number("^Free blocks: +(\\d+)"));
        assertThat(superblock.freeInodes()).isEqualTo(told.number("^Free inodes: +(\\d+)"));
        assertThat(superblock.firstDataBlock()).isEqualTo(told.number("^First block: +(\\d+)"));
        assertThat(superblock.blockBytes()).isEqualTo((int) told.number("^Block size: +(\\d+)"));
        assertThat(superblock.clusterBytes()).isEqualTo((int) told.number("^(?:Cluster|Fragment) size: +(\\d+)"));
        assertThat(superblock.groupBlocks()).isEqualTo(told.number("^Blocks per group: +(\\d+)"));
        assertThat(superblock.groupClusters()).isEqualTo(told.number("^(?:Clusters|Fragments) per group: +(\\d+)"));
        assertThat(superblock.groupInodes()).isEqualTo(told.number("^Inodes per group: +(\\d+)"));
        assertThat(superblock.state() & ExtSuperblock.CLEAN).isEqualTo(told.text().contains("state:         clean") ? 1 : 0);
        if (superblock.revision() > 0) {
            assertThat(superblock.firstInode()).isEqualTo(told.number("^First inode: +(\\d+)"));
            assertThat(superblock.inodeBytes()).isEqualTo((int) told.number("^Inode size:\\s+(\\d+)"));
        }
        compareWhereTold(superblock, told);
    }

    /** What dumpe2fs says only of those that have it. */
    private static void compareWhereTold(ExtSuperblock superblock, MadeByTool.Answer told) {
        compare(told, "Filesystem volume name: +(.*)", superblock.label().isEmpty() ? "<none>" : superblock.label());
        String folder = superblock.history().lastMountedOn();
        compare(told, "Last mounted on: +(.*)", folder.isEmpty() ? "<not available>" : folder);
        compare(told, "Group descriptor size: +(.*)", superblock.descriptorBytes());
        compare(told, "Reserved GDT blocks: +(.*)", superblock.reservedDescriptorBlocks());
        compare(told, "First meta block group: +(.*)", superblock.firstMetaGroup());
        compare(told, "Flex block group size: +(.*)", superblock.flexGroups());
        compare(told, "Journal inode: +(.*)", superblock.journal().inode());
        compare(told, "Directory Hash Seed: +(.*)", superblock.names().hashSeed().uuid(0));
        compare(told, "Default directory hash: +(.*)", superblock.names().hashVersion() == ExtNames.HASH_HALF_MD4 ? "half_md4" : "?");
        compare(told, "User quota inode: +(.*)", superblock.quotaInodes().get(0));
        compare(told, "Group quota inode: +(.*)", superblock.quotaInodes().get(1));
        compare(told, "Project quota inode: +(.*)", superblock.quotaInodes().get(2));
        compare(told, "MMP block number: +(.*)", superblock.mmpBlock());
        compare(told, "Checksum: +(.*)", "0x%08x".formatted(superblock.checksum()));
        compare(told, "Checksum seed: +(.*)", "0x%08x".formatted(superblock.checksumSeed()));
        compare(told, "Checksum type: +(.*)", superblock.checksumType() == ExtSuperblock.CRC32C ? "crc32c" : "?");
        compare(told, "Character encoding: +(.*)", superblock.names().encoding() == ExtNames.UTF8_12_1 ? "utf8-12.1" : "?");
        compare(told, "Backup block groups: +(.*)",
                superblock.backupGroups().stream().filter(group -> group != 0).map(String::valueOf).collect(Collectors.joining(" ")));
        compare(told, "Lifetime writes: +(\\d+) kB", superblock.history().writtenKib());
        compare(told, "Encryption PW Salt: +(.*)", superblock.names().encryptionSalt().uuid(0));
    }

    private static void compare(MadeByTool.Answer told, String regex, Object expected) {
        if (told.has("^" + regex + "$")) {
            assertThat(told.word("^" + regex + "$").strip()).as(regex).isEqualTo(String.valueOf(expected));
        }
    }

    /** A copy says which group it lies in, and is otherwise the same where it matters. */
    @Tag("realtool")
    @ParameterizedTest
    @CsvSource({"1, 8193", "3, 24577"})
    void copyInAnotherGroup(int group, int block, @TempDir Path folder) throws Exception {
        MadeByTool made = MadeByTool.of(folder, 32, "mke2fs", "-q -F -t ext4 -b 1024 FILE");
        ExtSuperblock first = made.read(ExtSuperblock::read);
        ExtSuperblock copy = made.read(volume -> volume.viewIfThere(block * 1024L, 1024).flatMap(ExtSuperblock::of));
        assertThat(first.group()).isZero();
        assertThat(copy.group()).isEqualTo(group);
        assertThat(copy.blocks()).isEqualTo(first.blocks());
        assertThat(copy.uuid()).isEqualTo(first.uuid());
        assertThat(first.groups()).isEqualTo(4);
    }
}
