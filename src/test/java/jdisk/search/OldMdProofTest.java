package jdisk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import jdisk.image.Image;
import jdisk.image.Progress;
import jdisk.testing.MadeDisk;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of arrays with a superblock of version 0.90, which is at their end and does not say where. */
final class OldMdProofTest {
    private static Search.Result search(Image image) {
        return Search.run(image, new Search.Plan(SectorSize.DEFAULT, 0, image.size()), Progress.until(() -> false));
    }

    /** That what is tried here is a superblock: those who read the arrays say so. */
    @Tag("realtool")
    @Test
    void isWhatMdadmReads(@TempDir Path folder) throws IOException, InterruptedException {
        RealTool mdadm = RealTool.named("mdadm", 1);
        Map<Long, byte[]> pieces = new LostDisk(40_000).md(0, 20_000, 19_904, 1, 0, true).pieces();
        Path member = new MadeDisk(20_000 * 1024, pieces).writeTo(folder.resolve("member"), 0, 0);
        Outcome examined = mdadm.run(folder, "--examine", member.toString());
        assertThat(examined.out().replaceAll(" +", " ")).as(examined.err()).contains(
                "Version : 0.90.00", "UUID : 01234567:89abcdef:01234567:89abcdef", "Raid Level : raid1", "Used Dev Size : 19904 ",
                "Checksum : ", " - correct");
        assertThat(RealTool.named("blkid", 1).run(folder, "-p", "-o", "export", member.toString()).out())
                .contains("TYPE=linux_raid_member", "VERSION=0.90.0", "UUID=01234567-89ab-cdef-0123-456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theMemberOfAMirrorOfVersion090(boolean little) {
        // 20 MB in a partition that does not end on 64 KiB.
        LostDisk disk = new LostDisk(90_000).ext(5001, "root").md(5001, 20_000, 19_904, 1, 0, little);
        assertThat(search(disk.image()).hits()).filteredOn(Hit::isPartition)
                .map(hit -> hit.start() / 512 + "+" + hit.length() / 512 + " " + hit.contents() + " " + hit.confidence())
                .containsExactly("5001+39936 Contents[type=linux_raid_member, version=0.90.0, label=, "
                        + "uuid=01234567-89ab-cdef-0123-456789abcdef, blockBytes=0] SURE");
    }

    @Test
    void theMemberOfAStripeSetOfVersion090() {
        // 19904 KiB are not a multiple of the chunks of 256 KiB: of a volume at its start, or none.
        LostDisk disk = new LostDisk(90_000).ext(5001, "root").md(5001, 20_000, 19_712, 5, 256 << 10, true);
        assertThat(search(disk.image()).hits()).filteredOn(Hit::isPartition)
                .map(hit -> hit.start() / 512 + "+" + hit.length() / 512 + " " + hit.contents().type() + " " + hit.confidence())
                .containsExactly("5001+39936 linux_raid_member SURE");
        LostDisk second = new LostDisk(90_000).md(5001, 20_000, 19_904, 5, 64 << 10, true);
        assertThat(search(second.image()).hits()).map(hit -> hit.start() / 512 + "+" + hit.length() / 512 + " " + hit.confidence())
                .containsExactly("5001+39936 LIKELY");
    }

    @Test
    void aSuperblockOfVersion090WithAWrongChecksumIsNone() {
        LostDisk disk = new LostDisk(90_000).md(5001, 20_000, 19_904, 1, 0, true).text((5001 + 39_808) * 512 + 300, "x");
        assertThat(search(disk.image()).hits()).isEmpty();
        // One of a stripe set without parity does not say where its member begins.
        assertThat(search(new LostDisk(90_000).md(5001, 20_000, 0, 0, 64 << 10, true).image()).hits()).isEmpty();
    }
}
