package jdisk.probe;

import java.util.function.BiConsumer;
import jdisk.probe.MadeVolumes.Made;

/** Volumes of layers that hold others, and of file systems that few have, as in {@link MadeVolumes}; their checksums are right. */
final class MadeLayers {

    private static final String UUID = "01234567-89ab-cdef-0123-456789abcdef";
    private static final int MIB = 1 << 20;
    private static final int SECTOR = 512;
    private static final long SIZE = 8L * MIB;

    private final BiConsumer<String, Made> sink;

    private MadeLayers(BiConsumer<String, Made> sink) {
        this.sink = sink;
    }

    static void addTo(BiConsumer<String, Made> sink) {
        MadeLayers made = new MadeLayers(sink);
        made.raids();
        made.caches();
        made.guards();
        made.hosts();
        made.flash();
        made.systems();
    }

    private void add(String name, MadeVolume volume, String type, String version, String label, String uuid, int block) {
        sink.accept(name, new Made(volume, new Contents(type, version, label, uuid, block)));
    }

    private void member(String name, MadeVolume volume, String type, String version) {
        add(name, volume, type, version, "", "", 0);
    }

    private static MadeVolume disk() {
        return new MadeVolume(SIZE);
    }

    private static long fromEnd(int sectors) {
        return SIZE - (long) sectors * SECTOR;
    }

    private void raids() {
        add("ddf", ddf(1), "ddf_raid_member", "01.02.00", "", "LSI     \u0010", 0);
        add("ddf-elsewhere", ddf(257), "ddf_raid_member", "01.02.00", "", "LSI     \u0010", 0);
        member("ddf-without-primary", ddf(1).be32(16000L * SECTOR, 0), "", "");
        member("intel", disk().text(fromEnd(2), "Intel Raid ISM Cfg Sig. 1.1.00"), "isw_raid_member", "1.1.00");
        member("lsi", disk().text(fromEnd(1), "$XIDE$"), "lsi_mega_raid_member", "");
        member("via", disk().hex(fromEnd(1), "55 aa 01").hex(fromEnd(1) + 10, "07").hex(fromEnd(1) + 50, "07"), "via_raid_member", "1");
        member("via-sum", disk().hex(fromEnd(1), "55 aa 01").hex(fromEnd(1) + 10, "07").hex(fromEnd(1) + 50, "08"), "", "");
        member("silicon", disk().le32(fromEnd(1) + 96, 0x2f000000).le16(fromEnd(1) + 264, 5, 2).le16(fromEnd(1) + 318, 0xd0f9),
                "silicon_medley_raid_member", "2.5");
        member("silicon-sum", disk().le32(fromEnd(1) + 96, 0x2f000000).le16(fromEnd(1) + 318, 0xd0f9), "", "");
        member("nvidia", disk().text(fromEnd(2), "NVIDIA  ").le32(fromEnd(2) + 8, 30, 0x9b9667e7L).le16(fromEnd(2) + 16, 100),
                "nvidia_raid_member", "100");
        member("promise", disk().text(fromEnd(911), "Promise Technology, Inc."), "promise_fasttrack_raid_member", "");
        member("highpoint-45x", disk().le32(fromEnd(11), 0x5a7816f3), "hpt45x_raid_member", "");
        member("highpoint-37x", disk().le32(9 * SECTOR + 32, 0x5a7816fd), "hpt37x_raid_member", "");
        member("adaptec", disk().be32(fromEnd(1), 0x37fc4d1e).hex(fromEnd(1) + 63, "08").text(fromEnd(1) + 256, "DPTM"),
                "adaptec_raid_member", "8");
        member("jmicron", disk().text(fromEnd(1), "JM").hex(fromEnd(1) + 2, "03 02").le16(fromEnd(1) + 4, 0xb0b3),
                "jmicron_raid_member", "2.3");
        // The file system of a mirror shows through, and is not the mirror.
        member("intel-over-ext", disk().text(fromEnd(2), "Intel Raid ISM Cfg Sig. 1.3.00").le16(1024 + 56, 0xef53),
                "isw_raid_member", "1.3.00");
        add("lvm1", disk().text(0, "HM").le16(2, 1).text(44, "abcdefghijklmnopqrstuvwxyz012345"), "LVM1_member", "", "",
                "abcdef-ghij-klmn-opqr-stuv-wxyz-012345", 0);
        member("snapshot", disk().text(0, "SnAp").le32(4, 1, 1, 8), "DM_snapshot_cow", "");
    }

    private static MadeVolume ddf(int place) {
        MadeVolume volume = disk();
        for (long at : new long[] {fromEnd(place), 16000L * SECTOR}) {
            volume.be32(at, 0xde11de11L).text(at + 8, "LSI     \u0010").text(at + 32, "01.02.00").be64(at + 96, 16000);
        }
        return volume;
    }

    private void caches() {
        MadeVolume bcache = disk().le64(4096, 0xed3a245fb0085587L, 8, 1).hex(4096 + 24, "c68573f6-4e1a-45ca-8265-f57f48ba6d81")
                .hex(4096 + 40, UUID).le16(4096 + 206, 2).le64(4096 + 208, 5, 6);
        add("bcache", bcache, "bcache", "", "", UUID, 0);
        add("bcachefs-crc32c", bcachefs().hex(4096 + 144, "04").le64(4096, 0xa5135c3eL), "bcachefs", "28", "pool1", UUID, 4096);
        add("bcachefs-crc64", bcachefs().hex(4096 + 144, "08").le64(4096, 0x7393aea44b35e861L), "bcachefs", "28", "pool1", UUID, 4096);
        MadeVolume drbd = disk().be64(SIZE - 4096 + 40, 0x1122334455667788L).be32(SIZE - 4096 + 60, 0x8374026bL)
                .be32(SIZE - 4096 + 64, 256, 8, 257, 72, 4096);
        add("drbd-8", drbd, "drbd", "v08", "", "1122334455667788", 0);
        MadeVolume drbd9 = disk().be64(SIZE - 4096 + 48, 0x1122334455667788L).be32(SIZE - 4096 + 60, 0x8374026dL)
                .be32(SIZE - 4096 + 64, 256, 8, 257, 72, 4096).be32(SIZE - 4096 + 96, 1, 8);
        add("drbd-9", drbd9, "drbd", "v09", "", "1122334455667788", 0);
        add("drbd-proxy", disk().text(0, "DRBDdlh*").hex(16, UUID), "drbdproxy_datalog", "v0", "", UUID, 0);
        add("ceph", disk().text(0, "bluestore block device\n" + UUID + "\n"), "ceph_bluestore", "", "", "", 0);
        add("vdo", disk().text(0, "dmvdo001").hex(40, UUID), "vdo", "", "", UUID, 0);
        for (int copy : new int[] {1, 9}) {
            long at = (long) copy * SECTOR;
            MadeVolume stratis = disk().le32(at, 0x29e7bc16L).text(at + 4, "!Stra0tis").hex(at + 13, "86ff025e417268").le64(at + 20, 16384)
                    .text(at + 32, "0123456789abcdef0123456789abcdef").text(at + 64, "fedcba9876543210fedcba9876543210");
            add("stratis-" + copy, stratis, "stratis", "", "", "fedcba98-7654-3210-fedc-ba9876543210", 0);
        }
        add("zfs", zfs(0, true), "zfs_member", "5000", "tank", "12345678901234567890", 0);
        add("zfs-last-label", zfs(64L * MIB - 256 * 1024, false), "zfs_member", "5000", "tank", "12345678901234567890", 0);
        add("zfs-few-uberblocks", new MadeVolume(64 * MIB).le64(131072, 0x00bab10c, 5000), "", "", "", "", 0);
    }

    private static MadeVolume bcachefs() {
        return disk().le16(4096 + 16, 28).hex(4096 + 24, "c68573f6-66ce-90a9-d96a-60cf803df7ef").hex(4096 + 56, UUID)
                .text(4096 + 72, "pool1").le16(4096 + 120, 8).le32(4096 + 124, 2).hex(4096 + 760, "09");
    }

    /** Pairs: version 5000, name "tank", pool_guid. */
    private static MadeVolume zfs(long label, boolean little) {
        MadeVolume volume = new MadeVolume(64 * MIB).hex(label + 16384, "01010000").be32(label + 16384 + 4, 0, 1);
        long at = label + 16384 + 12;
        volume.be32(at, 36, 32, 7).text(at + 12, "version").be32(at + 20, 8, 1).be64(at + 28, 5000);
        at += 36;
        volume.be32(at, 32, 48, 4).text(at + 12, "name").be32(at + 16, 9, 1, 4).text(at + 28, "tank");
        at += 32;
        volume.be32(at, 40, 40, 9).text(at + 12, "pool_guid").be32(at + 24, 8, 1).be64(at + 32, Long.parseUnsignedLong("12345678901234567890"));
        for (int n = 0; n < 4; n++) {
            long block = label + 131072 + 1024L * n;
            if (little) {
                volume.le64(block, 0x00bab10c, 5000, 10 + n, 77);
            } else {
                volume.be64(block, 0x00bab10c, 5000, 10 + n, 77);
            }
        }
        return volume;
    }

    private void guards() {
        add("verity", disk().text(0, "verity").le32(8, 1, 1).hex(16, UUID).text(32, "sha256").le32(64, 4096, 4096), "DM_verity_hash", "1",
                "", UUID, 0);
        add("integrity", disk().text(0, "integrt").hex(8, "03"), "DM_integrity", "3", "", "", 0);
        add("file-vault", disk().le32(0, 0x64b657d0, 0xffffffffL).le16(8, 1, 16).text(88, "CS").le32(90, 1).hex(304, UUID), "cs_fvault2",
                "1", "", UUID, 0);
    }

    private void hosts() {
        MadeVolume vmfs = disk().le32(2L * MIB, 0x2fabf15e, 9).hex(2L * MIB + 8, "05").hex(2L * MIB + 9, UUID).text(2L * MIB + 29, "datastore1");
        add("vmfs", vmfs, "VMFS", "5", "datastore1", "67452301-efcdab89-2301-456789abcdef", 0);
        add("vmfs-volume", vmfs.copy().le32(MIB, 0xc001d00dL, 6).hex(MIB + 130, UUID), "VMFS_volume_member", "6", "", "", 0);
        for (int block : new int[] {512, 4096}) {
            long at = 2L * block;
            add("ocfs2-" + block, new MadeVolume(16 * MIB).text(at, "OCFSV2").le16(at + 192, 0, 90).le32(at + 248, block == 512 ? 9 : 12, 12)
                    .text(at + 272, "cluster").hex(at + 336, UUID), "ocfs2", "0.90", "cluster", UUID, block);
        }
        MadeVolume gfs = new MadeVolume(64 * MIB).be32(65536, 0x01161970, 1).be32(65536 + 16, 100, 0, 1801, 1900, 0, 4096, 12)
                .text(65536 + 96, "lock_dlm").text(65536 + 160, "cl:fs").hex(65536 + 256, UUID);
        add("gfs2", gfs, "gfs2", "1", "cl:fs", UUID, 4096);
        add("gfs", gfs.copy().be32(65536 + 24, 1309, 1401), "gfs", "", "cl:fs", UUID, 0);
        add("oracle-asm", disk().text(32, "ORCLDISKDATA1").text(40, "DATA1"), "oracleasm", "", "DATA1", "", 0);
    }

    private void flash() {
        add("ubi", disk().text(0, "UBI#\u0001").be64(8, 3).be32(16, 64, 2048, 1234567).be32(60, 0x35dd11f9), "ubi", "1", "", "1234567", 0);
        add("ubifs", disk().le32(0, 0x06101831, 0x3eaae26a).le64(8, 1).le32(16, 4096, 6).le32(80, 5).hex(108, UUID).le32(124, 3), "ubifs",
                "w5r3", "", UUID, 0);
        add("zonefs", disk().le32(0, 0x5a4f4653, 0xc64197faL).text(8, "zone label").hex(40, UUID), "zonefs", "", "zone label", UUID, 4096);
    }

    private void systems() {
        MadeVolume nilfs = nilfs(disk(), 1024, 10, "nil label", 0xb6878568L);
        add("nilfs2", nilfs, "nilfs2", "2", "nil label", UUID, 4096);
        add("nilfs2-second", nilfs(nilfs.copy().le16(1024 + 6, 0), SIZE - 4096, 11, "later", 0x2f58a195L), "nilfs2", "2", "later", UUID,
                4096);
        add("nilfs2-sum", nilfs.copy().text(1024 + 168, "NIL"), "", "", "", "", 0);
        add("romfs", disk().text(0, "-rom1fs-").be32(8, 1024, 0xc4409281L).text(16, "my romfs"), "romfs", "", "my romfs", "", 1024);
        MadeVolume hpfs = disk().le32(8192, 0xf995e849L, 0xfa53e9c5L).hex(8200, "02").le32(8704, 0xf9911849L, 0xfa5229c5L);
        add("hpfs-without-boot-record", hpfs, "hpfs", "2", "", "", 512);
        add("hpfs-with-boot-record", hpfs.copy().hex(38, "28").le32(39, 0x12345678).text(43, "OS2 LABEL  HPFS    ").le16(510, 0xaa55),
                "hpfs", "2", "OS2 LABEL", "1234-5678", 512);
        add("sysv", disk().text(9 * 1024 + 512 + 440, "fname fpack").le32(9 * 1024 + 512 + 504, 0xfd187e20L, 2), "sysv", "", "fname", "", 1024);
        add("sysv-big-endian", disk().text(512 + 440, "root").be32(512 + 504, 0xfd187e20L, 3), "sysv", "", "root", "", 2048);
        add("befs", disk().text(512, "Haiku disk").le32(544, 0x42465331, 0x42494745, 2048, 11).le64(560, 4096, 10)
                .le32(576, 2048, 0xdd121031L, 1, 13, 1, 0x434c454e).le32(624, 0x15b6830e, 0).le16(632, 20, 1)
                .le32(20 * 2048, 0x3bbe0ad9), "befs", "little-endian", "Haiku disk", "", 2048);
        add("befs-big-endian", disk().text(0, "BeOS").be32(32, 0x42465331, 0x42494745, 1024, 10).be64(48, 8192, 10)
                .be32(64, 1024, 0xdd121031L, 1, 13, 1, 0x434c454e).be32(112, 0x15b6830e, 0).be16(120, 20, 1)
                .be32(20 * 1024, 0x3bbe0ad9), "befs", "big-endian", "BeOS", "", 1024);
        add("bfs", disk().le32(0, 0x1badface, 512, SIZE - 1), "bfs", "", "", "", 0);
        add("vxfs", disk().le32(1024, 0xa501fcf5L, 7).le32(1024 + 32, 1024), "vxfs", "7", "", "", 1024);
        add("vxfs-big-endian", disk().be32(8192, 0xa501fcf5L, 7).be32(8192 + 32, 8192), "vxfs", "7", "", "", 8192);
        add("refs", disk().text(3, "ReFS"), "ReFS", "", "", "", 0);
        add("xfs-log", new MadeVolume(16 * MIB).be32(5120, 0xfeedbabeL, 1, 2, 512).be32(5120 + 300, 1).hex(5120 + 304, UUID),
                "xfs_external_log", "", "", "", 0);
        // An EROFS with 13 7f files, in the place where Minix has its mark.
        add("erofs-with-mark-of-minix", disk().hex(1024, "e2e1f5e0").hex(1036, "0c").le16(1040, 0x137f).le16(1024, 0xe1e2).hex(1024 + 48, UUID),
                "erofs", "", "", UUID, 4096);
    }

    private static MadeVolume nilfs(MadeVolume volume, long at, int checkpoint, String label, long sum) {
        return volume.le32(at, 2).le16(at + 6, 0x3434, 280).le32(at + 12, 77, sum, 2).le64(at + 32, SIZE).le64(at + 56, checkpoint).hex(at + 152, UUID)
                .text(at + 168, label);
    }
}
