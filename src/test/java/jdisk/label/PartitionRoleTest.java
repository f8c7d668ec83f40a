package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import jdisk.image.RecipeImage;
import jdisk.label.Partition.Role;
import jdisk.unit.Chs;
import jdisk.unit.Extent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an entry of each label stands for, whatever its type: one answer for everything that asks. */
final class PartitionRoleTest {

    private static final Extent SOMEWHERE = new Extent(100, 50);

    /** The types of extended partitions: of DOS, with LBA, and Linux' own. */
    private static final Set<Integer> EXTENDED = Set.of(0x05, 0x0f, 0x85);

    private static MbrPartition mbr(int number, int type) {
        Chs place = new Chs(0, 0, 1);
        return new MbrPartition(number, new MbrEntry(0, place, type, place, 100, 50), 0);
    }

    @Test
    void primaryOfAnMbr() {
        for (int type = 0; type < 256; type++) {
            for (int number = 1; number <= 4; number++) {
                assertThat(mbr(number, type).role()).as("%d of type %02x", number, type)
                        .isEqualTo(EXTENDED.contains(type) ? Role.CONTAINER : Role.DATA);
                assertThat(mbr(number, type).isLogical()).isFalse();
            }
        }
    }

    /** Whatever an entry within an extended partition is marked as, nothing is looked for in it. */
    @Test
    void logicalOfAnMbr() {
        for (int type = 0; type < 256; type++) {
            assertThat(mbr(5, type).role()).as("type %02x", type).isEqualTo(Role.DATA);
            assertThat(mbr(60, type).role()).as("type %02x", type).isEqualTo(Role.DATA);
            assertThat(mbr(5, type).isLogical()).isTrue();
        }
    }

    /** An EBR with two entries of such types: the first is its link, so that the second is its partition. */
    @ParameterizedTest
    @ValueSource(strings = {"05", "0f", "85"})
    void logicalOfAnExtendedTypeAsRead(String type) throws IOException {
        MbrLabel label = MbrReaderTest.read(RecipeImage.of("size 5120000",
                "mbr 1: 00 0/1/1 05 0/0/1 start 1000 count 9000",
                "ebr 1000 1: 00 0/1/1 05 0/0/1 start 4000 count 1000",
                "ebr 1000 2: 00 0/1/1 " + type + " 0/0/1 start 100 count 2000",
                "ebr 5000 1: 00 0/1/1 83 0/0/1 start 100 count 900"));
        assertThat(label.partitions()).extracting(MbrPartition::role).containsExactly(Role.CONTAINER, Role.DATA, Role.DATA);
        assertThat(label.dataPartitions()).extracting(Partition::extent).containsExactly(new Extent(1100, 2000), new Extent(5100, 900));
    }

    /** Also the one of Microsoft's that other tables would call a container: of dynamic disks. */
    @ParameterizedTest
    @ValueSource(strings = {"0FC63DAF-8483-4772-8E79-3D69D8477DE4", "AF9B60A0-1431-4F62-BC68-3311714A69AD",
        "024DEE41-33E7-11D3-9D69-0008C781F39F", "12345678-0000-0000-0000-000000000000"})
    void gpt(String type) {
        assertThat(new GptPartition(1, type, type, 34, 40, 0, "").role()).isEqualTo(Role.DATA);
    }

    @Test
    void sun() {
        for (int tag = 0; tag < 256; tag++) {
            SunPartition partition = new SunPartition(1, 0, 50, tag, 0, 100);
            assertThat(partition.role()).as("tag %02x", tag).isEqualTo(tag == 5 ? Role.WHOLE_DISK : Role.DATA);
            assertThat(partition.isWholeDisk()).isEqualTo(tag == 5);
        }
        assertThat(new SunPartition(3, 0, 50, 2, 0, 100).role()).as("the third is the whole disk by custom only").isEqualTo(Role.DATA);
    }

    @Test
    void sgi() {
        for (int type = 0; type < 256; type++) {
            assertThat(new SgiPartition(11, SOMEWHERE, type, SgiPartition.Use.NONE).role()).as("type %02x", type)
                    .isEqualTo(type == 6 ? Role.WHOLE_DISK : Role.DATA);
        }
        assertThat(new SgiPartition(11, SOMEWHERE, 0xffff_ff06L, SgiPartition.Use.NONE).role()).isEqualTo(Role.DATA);
    }

    @Test
    void bsd() {
        for (int type = 0; type < 256; type++) {
            assertThat(new BsdPartition(3, SOMEWHERE, 0, type, 0, 0, 0).role()).as("type %02x", type)
                    .isEqualTo(type == 0 ? Role.UNUSED : Role.DATA);
        }
    }

    @ParameterizedTest
    @CsvSource({"Apple_partition_map, TABLE", "Apple_Free, FREE", "Apple_HFS, DATA", "Apple_UNIX_SVR2, DATA", "Apple_Driver43, DATA",
        "Apple_Void, DATA", "Apple_Scratch, DATA", "'', DATA"})
    void mac(String type, Role role) {
        assertThat(new MacPartition(1, SOMEWHERE, "Apple_Free", type).role()).isEqualTo(role);
    }
}
