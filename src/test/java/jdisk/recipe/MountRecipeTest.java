package jdisk.recipe;

import static jdisk.recipe.Sample.command;
import static jdisk.recipe.Sample.holding;
import static jdisk.recipe.Sample.image;
import static jdisk.recipe.Sample.partition;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jdisk.label.SunPartition;
import jdisk.probe.Contents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tells mount(8) how to show the files of a partition without changing a byte of it, or why there is nothing to mount. */
final class MountRecipeTest {

    private static Recipe mount(int number, int type, String contents) {
        return MountRecipe.of(image("disk.img"), partition(number, type, 100, 100), holding(contents), "/mnt");
    }

    /** The options that keep a file system from replaying its journal are those of mount(8) and of each file system's manual page. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            vfat   |
            ntfs   |
            ext2   |
            ext3   | ,noload
            ext4   | ,noload
            xfs    | ,norecovery,nouuid
            btrfs  | ,rescue=nologreplay
            f2fs   | ,norecovery
            nilfs2 | ,norecovery
            """)
    void optionsOfEachFileSystem(String type, String options) {
        assertThat(command(mount(1, 0x83, type))).isEqualTo("mount -o ro,loop,offset=51200,sizelimit=51200"
                + Optional.ofNullable(options).orElse("") + " -t " + type + " disk.img /mnt");
    }

    @Test
    void sectorsOf4096() {
        assertThat(command(MountRecipe.of(Sample.imageOf4096(), partition(1, 8, 3), holding("vfat"), "/mnt")))
                .isEqualTo("mount -o ro,loop,offset=32768,sizelimit=12288 -t vfat disk.img /mnt");
    }

    /** mount(8) takes {@code LABEL=x} for a label. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            my disk    | 'my disk'
            it's       | 'it'\\''s'
            -r         | ./-r
            LABEL=root | './LABEL=root'
            /a=b       | '/a=b'
            """, delimiter = '|')
    void names(String name, String word) {
        assertThat(command(MountRecipe.of(image(name), partition(1, 100, 100), holding("vfat"), name)))
                .isEqualTo("mount -o ro,loop,offset=51200,sizelimit=51200 -t vfat " + word + " " + word);
    }

    @Test
    void namesThatCannotBeShown() {
        assertThat(command(MountRecipe.of(image("a\u001bb"), partition(1, 100, 100), holding("vfat"), "c\u009bd")))
                .endsWith(" -t vfat \"$(printf 'a\\033b')\" \"$(printf 'c\\302\\233d')\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x05, 0x0f, 0x85})
    void extendedPartition(int type) {
        assertThat(mount(2, type, "ext4")).isEqualTo(new Recipe.Refusal(
                "partition 2 is an extended partition, which only holds others: mount one of those, from 5 on"));
    }

    /** Within an extended partition, an entry of such a type is data like any other. */
    @ParameterizedTest
    @ValueSource(ints = {0x05, 0x0f, 0x85})
    void logicalPartitionOfAnExtendedType(int type) {
        assertThat(command(mount(5, type, "ext2"))).isEqualTo("mount -o ro,loop,offset=51200,sizelimit=51200 -t ext2 disk.img /mnt");
    }

    @Test
    void cutPartition() {
        assertThat(MountRecipe.of(image("disk.img"), partition(2, 900, 101), holding("ext2"), "/mnt")).isEqualTo(new Recipe.Refusal(
                "partition 2 is incomplete: 512 of its 51712 bytes lie past the end of the image, and an incomplete file system is not mounted; "
                        + "'dd 2' copies what is there"));
    }

    /** As far as the file system itself says, nothing of it is missing. */
    @Test
    void cutPartitionOfAWholeFileSystem() {
        Found whole = new Found(Optional.of(new Contents("ext2")), OptionalLong.of(51200), Optional.empty());
        assertThat(MountRecipe.of(image("disk.img"), partition(2, 900, 102), whole, "/mnt")).isEqualTo(new Recipe.Commands(
                List.of("partition 2 is incomplete: 1024 of its 52224 bytes lie past the end of the image", "the file system ends before that, and is whole"),
                List.of("mount -o ro,loop,offset=460800,sizelimit=51200 -t ext2 disk.img /mnt"), true));
        Found longer = new Found(Optional.of(new Contents("ext2")), OptionalLong.of(51201), Optional.empty());
        assertThat(MountRecipe.of(image("disk.img"), partition(2, 900, 102), longer, "/mnt")).isInstanceOf(Recipe.Refusal.class);
    }

    @Test
    void halfAMirror() {
        Found half = new Found(
                Optional.of(new Contents("linux_raid_member")), OptionalLong.empty(), Optional.of(new Contents("ext4").withBlocks(1024)));
        assertThat(MountRecipe.of(image("disk.img"), partition(1, 100, 100), half, "/mnt"))
                .isInstanceOfSatisfying(Recipe.Commands.class, recipe -> {
                    assertThat(recipe.notes()).hasSize(2);
                    assertThat(recipe.notes().getFirst()).startsWith("partition 1 is a member of a Linux RAID").contains("mdadm --assemble --run");
                    assertThat(recipe.commands())
                            .containsExactly("mount -o ro,loop,offset=51200,sizelimit=51200,noload -t ext4 disk.img /mnt");
                });
    }

    @Test
    void ufsOfEachSystem() {
        assertThat(command(MountRecipe.of(image("disk.img"), partition(1, 0xa5, 100, 100), Found.of(new Contents("ufs", "2", "", "")), "/mnt")))
                .contains(",ufstype=ufs2 -t ufs ");
        assertThat(command(mount(1, 0xa5, "ufs"))).contains(",ufstype=44bsd -t ufs ");
        assertThat(command(mount(1, 0xbf, "ufs"))).contains(",ufstype=sunx86 -t ufs ");
        SunPartition sun = new SunPartition(1, 0, 100, 2, 0, 100);
        assertThat(command(MountRecipe.of(image("disk.img"), sun, Found.of(new Contents("ufs", "1", "", "")), "/mnt")))
                .contains(",ufstype=sun -t ufs ");
    }

    @Test
    void blocksLargerThanAPage() {
        assertThat(MountRecipe.of(image("disk.img"), partition(1, 100, 100), Sample.inBlocks("ext4", 65536), "/mnt"))
                .isInstanceOfSatisfying(Recipe.Commands.class, recipe -> assertThat(recipe.notes()).singleElement().asString()
                        .contains("65536", "fuse2fs -o ro,offset=51200 disk.img DIR"));
        assertThat(command(MountRecipe.of(image("disk.img"), partition(1, 100, 100), Sample.inBlocks("ext4", 4096), "/mnt"))).contains("noload");
    }

    @Test
    void nothingThere() {
        assertThat(MountRecipe.of(image("disk.img"), partition(3, 1000, 5), Found.NOTHING, "/mnt"))
                .isEqualTo(new Recipe.Refusal("partition 3 lies past the end of the image: nothing of it is there"));
        assertThat(MountRecipe.of(image("disk.img"), partition(4, 10, 0), Found.NOTHING, "/mnt"))
                .isEqualTo(new Recipe.Refusal("partition 4 has no sectors"));
        assertThat(MountRecipe.of(image("disk.img"), partition(1, 10, 1), Found.NOTHING, "/mnt"))
                .isEqualTo(new Recipe.Refusal("no file system is recognised in partition 1; 'hexdump 1' shows its start"));
    }

    /** The types are blkid's; what is said names the tool that opens such a thing. */
    @ParameterizedTest
    @CsvSource({"swap, swap space", "swsuspend, suspended", "jbd, journal", "crypto_LUKS, cryptsetup open --readonly",
        "BitLocker, cryptsetup open --type bitlk --readonly", "LVM2_member, vgchange --activate y", "LVM1_member, LVM",
        "linux_raid_member, mdadm --assemble --run --readonly", "zfs_member, zpool import -d /dev -o readonly=on",
        "ddf_raid_member, mdadm --assemble", "silicon_medley_raid_member, silicon_medley_raid_member", "DM_verity_hash, veritysetup open",
        "cs_fvault2, cryptsetup open --type fvault2", "xfs_external_log, XFS", "bcache, bcache", "drbd, drbdadm", "VMFS, vmfs6-fuse",
        "VMFS_volume_member, vmfs6-fuse", "ubi, ubiattach", "vdo, LVM", "stratis, stratis pool start", "ceph_bluestore, ceph_bluestore"})
    void whatIsNotMounted(String type, String said) {
        assertThat(mount(7, 0x83, type)).isInstanceOfSatisfying(Recipe.Refusal.class,
                refusal -> assertThat(refusal.why()).startsWith("partition 7 is ").contains(said).doesNotContain("%"));
    }
}
