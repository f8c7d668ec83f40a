package jdisk.probe;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Volumes of every format, written in the words of their specifications, with what blkid of util-linux 2.38.1 says of them.
 * {@link BlkidComparisonTest} asks the blkid of the machine.
 */
final class MadeVolumes {

    private static final String UUID = "01234567-89ab-cdef-0123-456789abcdef";
    private static final int MIB = 1 << 20;

    private final Map<String, Made> volumes = new LinkedHashMap<>();

    /** A volume and what is to be said of it. */
    record Made(MadeVolume volume, Contents expected) { }

    private MadeVolumes() { }

    static Map<String, Made> all() {
        MadeVolumes made = new MadeVolumes();
        made.layers();
        made.fat();
        made.microsoft();
        made.linux();
        made.discs();
        made.apple();
        made.others();
        MadeLayers.addTo(made.volumes::put);
        return made.volumes;
    }

    private void add(String name, MadeVolume volume, String type, String version, String label, String uuid) {
        volumes.put(name, new Made(volume, new Contents(type, version, label, uuid)));
    }

    private void layers() {
        long size = 5L * MIB + 4096;
        long last = (size & -65536) - 65536;
        add("md-0.90", new MadeVolume(size).le32(last, 0xa92b4efcL, 0, 90, 0, 0, 0x01234567, 0, 1, 4096, 2, 2, 0, 0,
                0x89abcdefL, 0x01234567, 0x89abcdefL), "linux_raid_member", "0.90.0", "", UUID);
        add("md-0.90-big-endian", new MadeVolume(size).be32(last, 0xa92b4efcL, 0, 90, 3, 0, 0x01234567, 0, 1, 4096, 2, 2, 0, 0,
                0x89abcdefL, 0x01234567, 0x89abcdefL), "linux_raid_member", "0.90.3", "", UUID);
        add("md-1.0", md1(size, size - 8192, "end"), "linux_raid_member", "1.0", "end", UUID);
        add("md-1.1", md1(size, 0, "host:0"), "linux_raid_member", "1.1", "host:0", UUID);
        add("md-1.2", md1(size, 4096, ""), "linux_raid_member", "1.2", "", UUID);
        // A mirror's superblock at the end, and the file system that lies in the mirror.
        add("md-1.0-over-ext", md1(size, size - 8192, "").le16(1024 + 56, 0xef53), "linux_raid_member", "1.0", "", UUID);
        add("lvm2", new MadeVolume(4 * MIB).text(512, "LABELONE").le64(520, 1).le32(528, 0x2bdb0791L, 32).text(536, "LVM2 001")
                .text(544, "abcdefghijklmnopqrstuvwxyz012345"), "LVM2_member", "LVM2 001", "",
                "abcdef-ghij-klmn-opqr-stuv-wxyz-012345");
        add("luks1", new MadeVolume(2 * MIB).text(0, "LUKS\u00ba\u00be").be16(6, 1).text(168, UUID), "crypto_LUKS", "1", "", UUID);
        add("luks2-second-header", new MadeVolume(8 * MIB).text(0x8000, "SKUL\u00ba\u00be").be16(0x8006, 2).be64(0x8100, 0x8000)
                .text(0x8000 + 24, "secret").text(0x8000 + 168, UUID), "crypto_LUKS", "2", "secret", UUID);
        add("bitlocker-7", new MadeVolume(4 * MIB).text(0, "\u00ebX\u0090-FVE-FS-").le16(510, 0xaa55).le64(176, 65536)
                .le32(67, 1234)
                .text(65536, "-FVE-FS-").le16(65536 + 10, 2), "BitLocker", "2", "", "0000000000001234");
        add("bitlocker-to-go", fat32(new MadeVolume(64 * MIB)).text(0, "\u00ebX\u0090MSWIN4.1").le64(440, MIB)
                .text(MIB, "-FVE-FS-").le16(MIB + 10, 2), "BitLocker", "2", "", "");
        add("bitlocker-vista", new MadeVolume(4 * MIB).text(0, "\u00ebR\u0090-FVE-FS-"), "BitLocker", "", "", "");
    }

    private static MadeVolume md1(long size, long at, String name) {
        return new MadeVolume(size).le32(at, 0xa92b4efcL, 1).hex(at + 16, UUID).text(at + 32, name).le64(at + 144, at / 512);
    }

    /** 32 MiB in clusters of 512 bytes; the root directory is the chain 2, 5, 3, full but for its last cluster. */
    private static MadeVolume fat32(MadeVolume volume) {
        volume.hex(0, "eb 58 90").text(3, "mkfs.fat").le16(11, 512).bytes(13, (byte) 1).le16(14, 32).bytes(16, (byte) 2)
                .bytes(21, (byte) 0xf8).le32(32, 131072).le32(36, 1008).le32(44, 2).le16(48, 1).hex(66, "29 cd ab 34 12")
                .text(71, "OF THE BOOT").text(82, "FAT32   ").le16(510, 0xaa55).text(512, "RRaA").text(512 + 484, "rrAa");
        long fat = 32L * 512;
        long data = fat + 2L * 1008 * 512;
        volume.le32(fat, 0x0ffffff8, 0x0fffffff, 5, 0x0fffffff, 0, 3);
        for (int n = 0; n < 16; n++) {
            volume.text(data + 32L * n, "FILE%02d  TXT ".formatted(n)).le16(data + 32L * n + 26, 9);
            volume.text(data + 3L * 512 + 32L * n, "\u00e5ILE%02d  TXT\u0008".formatted(n));
        }
        long third = data + 512;
        return volume.text(third, "A directory\u0018").text(third + 32, "Along name.\u000f").text(third + 64, "\u009aBER FAT  \u0009\u0008");
    }

    private void fat() {
        add("fat32", fat32(new MadeVolume(64 * MIB)), "vfat", "FAT32", "ÜBER FAT", "1234-ABCD");
        add("fat32-chain-leads-around", fat32(new MadeVolume(64 * MIB)).le32(32L * 512 + 20, 2), "vfat", "FAT32", "", "1234-ABCD");
        MadeVolume fat16 = new MadeVolume(16 * MIB).hex(0, "e9 00 00").le16(11, 512).bytes(13, (byte) 4).le16(14, 1)
                .bytes(16, (byte) 2).le16(17, 512).le16(19, 32768).bytes(21, (byte) 0xf8).le16(22, 32)
                .hex(38, "29 78 56 34 12").text(43, "NOT SHOWN  ").le16(510, 0xaa55);
        add("fat16-without-label", fat16, "vfat", "FAT16", "", "1234-5678");
        add("fat16", fat16.copy().text(65 * 512, "NEW LABEL  ("), "vfat", "FAT16", "NEW LABEL", "1234-5678");
        add("fat16-without-serial", fat16.copy().le32(39, 0), "vfat", "FAT16", "", "");
        add("fat16-e5", fat16.copy().text(65 * 512, "\u0005LABEL     \u0008"), "vfat", "FAT16", "ÕLABEL", "1234-5678");
        add("fat-of-dos-2", fat16.copy().ofSize(720 * 1024).hex(38, "00").le16(19, 1440), "vfat", "FAT12", "", "");
        // The same, but OS/2 says what it is.
        add("hpfs", fat16.copy().text(54, "HPFS    "), "", "", "", "");
    }

    private void microsoft() {
        MadeVolume exfat = new MadeVolume(8 * MIB).hex(0, "eb 76 90").text(3, "EXFAT   ").le64(72, 16384).le32(80, 128, 128, 512, 2000, 4)
                .le32(100, 0xdeadbeefL).hex(104, "00 01").hex(108, "09 03").le16(510, 0xaa55);
        long root = 512L * 512 + 2L * 4096;
        for (int n = 0; n < 128; n++) {
            exfat.hex(root + 32L * n, "05");
        }
        exfat.le32(128 * 512 + 16, 9).hex(512 * 512 + 7 * 4096, "83 05").text(512 * 512 + 7 * 4096 + 2, "größe", StandardCharsets.UTF_16LE);
        add("exfat", exfat, "exfat", "1.0", "größe", "DEAD-BEEF");
        add("exfat-chain-leads-around", exfat.copy().le32(128 * 512 + 16, 4), "exfat", "1.0", "", "DEAD-BEEF");
        MadeVolume ntfs = new MadeVolume(8 * MIB).hex(0, "eb 52 90").text(3, "NTFS    ").le16(11, 512).hex(13, "08").hex(21, "f8")
                .le64(40, 16383, 4, 1000).hex(64, "f6").le64(72, 0x0123456789abcdefL).le16(510, 0xaa55).text(16384, "FILE");
        long record = 16384L + 3L * 1024;
        ntfs.text(record, "FILE").le16(record + 20, 56).le32(record + 24, 200, 1024).le32(record + 56, 0x10, 24)
                .le32(record + 80, 0x60, 40).le32(record + 96, 14).le16(record + 100, 24)
                .text(record + 104, "Daten €", StandardCharsets.UTF_16LE).le32(record + 120, 0xffffffffL);
        add("ntfs", ntfs, "ntfs", "", "Daten €", "0123456789ABCDEF");
        add("ntfs-without-serial", ntfs.copy().le64(72, 0), "ntfs", "", "Daten €", "");
        add("ntfs-name-with-nul", ntfs.copy().le16(record + 104, 0x41, 0), "ntfs", "", "A", "0123456789ABCDEF");
    }

    private void linux() {
        add("ext2-of-old", ext(0, 0, 0).le32(1024 + 76, 0), "ext2", "0.0", "a label ü", UUID);
        add("ext2", ext(0x38, 0x2, 0x3), "ext2", "1.0", "a label ü", UUID);
        add("ext3", ext(0x4, 0x6, 0x3), "ext3", "1.0", "a label ü", UUID);
        add("ext4", ext(0x4, 0x42, 0x3), "ext4", "1.0", "a label ü", UUID);
        add("ext4-by-read-only-features", ext(0x4, 0x2, 0xb), "ext4", "1.0", "a label ü", UUID);
        add("ext-to-recover-without-journal", ext(0, 0x6, 0), "", "", "", "");
        add("ext4dev", ext(0x4, 0x42, 0x3).le32(1024 + 352, 4), "ext4dev", "1.0", "a label ü", UUID);
        add("ext-journal", ext(0, 0x8, 0), "jbd", "1.0", "a label ü", UUID);
        add("xfs", new MadeVolume(32 * MIB).text(0, "XFSB").be32(4, 4096).be64(8, 8192).hex(32, UUID).be32(80, 1, 2048, 4)
                .be16(102, 512, 512, 8).text(108, "twelve bytes").hex(120, "0c 09 09 03"), "xfs", "", "twelve bytes", UUID);
        add("btrfs", new MadeVolume(16 * MIB).hex(65536 + 32, UUID).text(65536 + 64, "_BHRfS_M").text(65536 + 299, "x".repeat(255)),
                "btrfs", "", "x".repeat(255), UUID);
        add("swap-big-endian", new MadeVolume(MIB).be32(1024, 1, 15).hex(1036, UUID).text(1052, "swap").text(65526, "SWAPSPACE2"),
                "swap", "1", "swap", UUID);
        add("swap-0", new MadeVolume(MIB).text(4086, "SWAP-SPACE"), "swap", "0", "", "");
        add("suspended", new MadeVolume(MIB).le32(1024, 1, 255).hex(1036, UUID).text(4086, "S1SUSPEND"), "swsuspend", "s1suspend", "",
                UUID);
        add("tuxonice", new MadeVolume(MIB).le32(1024, 1, 255).hex(1036, UUID).hex(0, "edc302e99856e50c").text(4086, "SWAPSPACE2"),
                "swsuspend", "tuxonice", "", UUID);
        add("jfs", new MadeVolume(16 * MIB).text(32768, "JFS1").le32(32768 + 16, 4096).le16(32768 + 20, 12, 3).le32(32768 + 24, 512)
                .le16(32768 + 28, 9).hex(32768 + 136, UUID).text(32768 + 152, "jfs"), "jfs", "", "jfs", UUID);
        add("reiserfs", new MadeVolume(4 * MIB).le32(65536 + 12, 18).le16(65536 + 44, 4096).text(65536 + 52, "ReIsEr2Fs")
                .hex(65536 + 84, UUID).text(65536 + 100, "reiser"), "reiserfs", "3.6", "reiser", UUID);
        add("reiserfs-of-old", new MadeVolume(4 * MIB).le32(8192 + 12, 18).le16(8192 + 44, 4096).text(8192 + 52, "ReIsErFs"),
                "reiserfs", "3.5", "", "");
        add("reiser4", new MadeVolume(4 * MIB).text(65536, "ReIsEr4").hex(65536 + 20, UUID).text(65536 + 36, "four"), "reiser4", "4",
                "four", UUID);
        add("f2fs", new MadeVolume(4 * MIB).hex(1024, "1020f5f2").le16(1028, 1, 16).hex(1024 + 108, UUID)
                .text(1024 + 124, "f2 日本", StandardCharsets.UTF_16LE), "f2fs", "1.16", "f2 日本", UUID);
        add("erofs", new MadeVolume(MIB).hex(1024, "e2e1f5e0").hex(1036, "0c").hex(1024 + 48, UUID).text(1024 + 64, "ero"), "erofs",
                "", "ero", UUID);
        add("squashfs", new MadeVolume(64 * 1024).text(0, "hsqs").le16(28, 4, 0), "squashfs", "4.0", "", "");
        add("squashfs-3", new MadeVolume(64 * 1024).text(0, "hsqs").le16(28, 3, 1), "squashfs3", "3.1", "", "");
        add("squashfs-2-big-endian", new MadeVolume(64 * 1024).text(0, "sqsh").be16(28, 2, 1), "squashfs3", "2.1", "", "");
        add("cramfs-big-endian", new MadeVolume(64 * 1024).hex(0, "28cd3d45").text(48, "compressed"), "cramfs", "", "compressed", "");
    }

    private static MadeVolume ext(long compatible, long incompatible, long readOnly) {
        return new MadeVolume(4 * MIB).le16(1024 + 56, 0xef53).le32(1024 + 76, 1).le32(1024 + 92, compatible, incompatible, readOnly)
                .hex(1024 + 104, UUID).text(1024 + 120, "a label ü  ", StandardCharsets.UTF_8);
    }

    private void discs() {
        String date = "2004022913590712";
        String asUuid = "2004-02-29-13-59-07-12";
        MadeVolume iso = new MadeVolume(MIB).hex(32768, "01").text(32769, "CD001\u0001").text(32768 + 40, "%-32s".formatted("MY_DISC"))
                .text(32768 + 813, date).text(32768 + 830, "0".repeat(16)).hex(34816, "ff").text(34817, "CD001\u0001");
        add("iso9660", iso, "iso9660", "", "MY_DISC", asUuid);
        add("iso9660-changed", iso.copy().text(32768 + 830, "2020" + date.substring(4)), "iso9660", "", "MY_DISC",
                "2020-02-29-13-59-07-12");
        MadeVolume joliet = iso.copy().hex(34816, "02").text(34816 + 88, "%/E").hex(36864, "ff").text(36865, "CD001\u0001");
        add("joliet", joliet.copy().text(34816 + 40, "%-16s".formatted("Größe"), StandardCharsets.UTF_16BE), "iso9660",
                "Joliet Extension", "Größe", asUuid);
        // Joliet has room for 16 characters only: the longer one is shown if they are its start.
        add("joliet-same", joliet.copy().text(32768 + 40, "%-32s".formatted("A NAME LONGER THAN 16"))
                .text(34816 + 40, "A NAME LONGER TH", StandardCharsets.UTF_16BE), "iso9660", "Joliet Extension",
                "A NAME LONGER THAN 16", asUuid);
        add("iso9660-date-of-nuls", iso.copy().hex(32768 + 830, "00".repeat(17)), "iso9660", "", "MY_DISC", "");
        add("iso9660-date-cut-off", iso.copy().hex(32768 + 830, "00".repeat(17)).text(32768 + 830, "2020"), "iso9660", "", "MY_DISC", "2020-");
        // What is missing of a longer label is taken from the other one, which has no such characters.
        MadeVolume full = joliet.copy().text(34816 + 40, "Größe und mehr a", StandardCharsets.UTF_16BE);
        add("joliet-longer", full.copy().text(32768 + 40, "%-32s".formatted("Gr__e_und_mehr_als_sechzehn")), "iso9660", "Joliet Extension",
                "Größe und mehr als_sechzehn", asUuid);
        add("joliet-capitals", full.copy().text(32768 + 40, "%-32s".formatted("GR__E_UND_MEHR_ALS_SECHZEHN")), "iso9660", "Joliet Extension",
                "Größe und mehr aLS_SECHZEHN", asUuid);
        add("joliet-not-the-same", full.copy().text(32768 + 40, "%-32s".formatted("Gr__e und mehr  or less")), "iso9660",
                "Joliet Extension", "Größe und mehr a", asUuid);
        add("high-sierra", new MadeVolume(MIB).text(32768 + 9, "CDROM").text(32768 + 48, "%-32s".formatted("OLD")), "iso9660",
                "High Sierra", "OLD", "");
        add("udf", udf("0123456789ABCDEF rest"), "udf", "2.01", "Ein Größtes", "0123456789abcdef");
        add("udf-half-of-digits", udf("0123ABCDwxyz"), "udf", "2.01", "Ein Größtes", "0123abcd7778797a");
        add("udf-no-digits", udf("some name"), "udf", "2.01", "Ein Größtes", "736f6d65206e616d");
        add("udf-of-other-characters", udf("0123456789ABCDEF").hex(300 * 2048 + 200, "01").hex(301 * 2048 + 20, "01"), "udf", "2.01",
                "", "");
        // Revisions are in hexadecimal; of those that it names the greatest counts.
        long integrity = 400L * 2048 + 80 + 8 + 40;
        add("udf-2.50", udf("0123456789ABCDEF").le16(integrity, 0x250), "udf", "2.50", "Ein Größtes", "0123456789abcdef");
        add("udf-own-revision", udf("0123456789ABCDEF").le16(301 * 2048 + 240, 0x260), "udf", "2.60", "Ein Größtes", "0123456789abcdef");
        add("udf-to-write", udf("0123456789ABCDEF").le16(integrity + 2, 0x260), "udf", "2.60", "Ein Größtes", "0123456789abcdef");
        add("udf-and-iso9660", udf("0123456789ABCDEF").text(32769, "CD001"), "udf", "2.01", "Ein Größtes", "0123456789abcdef");
    }

    /** Blocks of 2048 bytes. */
    private static MadeVolume udf(String set) {
        long primary = 300L * 2048;
        long logical = 301L * 2048;
        long integrity = 400L * 2048;
        return new MadeVolume(2 * MIB).text(32769, "BEA01").text(34817, "NSR03").text(36865, "TEA01")
                .le16(256 * 2048, 2).le32(256 * 2048 + 12, 256, 16 * 2048, 300)
                .le16(primary, 1).le32(primary + 12, 300).hex(primary + 72, "08").text(primary + 73, set)
                .bytes(primary + 199, (byte) (set.length() + 1))
                .le16(logical, 6).le32(logical + 12, 301).text(primary + 201, "OSTA Compressed Unicode")
                .text(logical + 21, "OSTA Compressed Unicode").hex(logical + 84, "10")
                .text(logical + 85, "Ein Größtes", StandardCharsets.UTF_16BE).hex(logical + 211, "17")
                .text(logical + 217, "*OSTA UDF Compliant").le16(logical + 240, 0x150).le32(logical + 268, 1)
                .le32(logical + 432, 2048, 400)
                .le16(integrity, 9).le32(integrity + 12, 400).le32(integrity + 72, 1, 46).le16(integrity + 80 + 8 + 40, 0x201)
                .le16(302 * 2048, 8).le32(302 * 2048 + 12, 302);
    }

    /** Blocks of 4096 bytes; the catalog is in two extents, its first leaf in the second of them. */
    private static MadeVolume hfsPlus(MadeVolume volume, long at) {
        long header = at + 1024;
        volume.text(header, "H+").be16(header + 2, 4).be32(header + 40, 4096).hex(header + 104, "0123456789abcdef")
                .be32(header + 288, 10, 1, 20, 4);
        long tree = at + 10L * 4096;
        volume.hex(tree + 8, "01").be16(tree + 14, 1).be32(tree + 16, 1, 5, 1, 1).be16(tree + 32, 4096);
        long leaf = at + 20L * 4096;
        return volume.hex(leaf + 8, "ff").be16(leaf + 10, 5).be16(leaf + 14, 26).be32(leaf + 16, 1).be16(leaf + 20, 10)
                .text(leaf + 22, "Macintosh ", StandardCharsets.UTF_16BE);
    }

    private void apple() {
        String uuid = "de53349f-21ad-3c08-9044-ae10cd9587d3";
        add("hfsplus", hfsPlus(new MadeVolume(4 * MIB), 0), "hfsplus", "", "Macintosh", uuid);
        add("hfsplus-without-identifier", hfsPlus(new MadeVolume(4 * MIB), 0).text(1024, "HX").hex(1024 + 104, "0000000000000000"),
                "hfsplus", "", "Macintosh", "");
        // In blocks of 1024 bytes, the first of them in sector 8, HFS Plus from the third one on.
        add("hfsplus-within-hfs", hfsPlus(new MadeVolume(4 * MIB), 8 * 512 + 2 * 1024).text(1024, "BD").be32(1024 + 20, 1024)
                .be16(1024 + 28, 8).text(1024 + 124, "H+").be16(1024 + 126, 2), "hfsplus", "", "Macintosh", uuid);
        add("hfs", new MadeVolume(2 * MIB).text(1024, "BD").be32(1024 + 20, 512).hex(1024 + 36, "0a").text(1024 + 37, "Disk \u00c7x\u00c8 yzz")
                .hex(1024 + 116, "0123456789abcdef"), "hfs", "", "Disk «x» y", uuid);
        add("apfs", new MadeVolume(2 * MIB).le16(24, 1).text(32, "NXSB").le32(36, 4096).hex(72, UUID), "apfs", "", "", UUID);
    }

    private void others() {
        add("ufs1-big-endian", new MadeVolume(2 * MIB).be32(8192 + 144, 0x3fffffff, 0x12345678).be32(8192 + 1372, 0x11954), "ufs", "1",
                "", "3fffffff12345678");
        add("ufs2", new MadeVolume(2 * MIB).le32(65536 + 144, 0x50000000, 0xabcdef01L).text(65536 + 680, "rootfs")
                .le32(65536 + 1372, 0x19540119), "ufs", "2", "rootfs", "50000000abcdef01");
        add("minix-1", new MadeVolume(2 * MIB).le16(1024, 704, 2048, 1, 1, 26).le16(1024 + 16, 0x138f), "minix", "1", "", "");
        add("minix-2-big-endian", new MadeVolume(2 * MIB).be16(1024, 704, 0, 1, 1, 26).be16(1024 + 16, 0x2468).be32(1024 + 20, 2048),
                "minix", "2", "", "");
        add("minix-3", new MadeVolume(2 * MIB).le32(1024, 704).le16(1024 + 6, 1, 1, 26).le32(1024 + 20, 2048).le16(1024 + 24, 0x4d5a), "minix", "3", "", "");
        add("zeros", new MadeVolume(MIB), "", "", "", "");
    }
}
