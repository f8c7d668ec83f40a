package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Names the disk's own table behind that of a drive overlay.
 *
 * @see <a href="https://tldp.org/HOWTO/Large-Disk-HOWTO-9.html">Large Disk HOWTO, section 9</a>
 */
final class DriveOverlayTest {
    private static final int SECTORS = 20_000;

    private static byte[] table(int type, int start, int count) {
        ByteBuffer mbr = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        mbr.put(450, (byte) type).putInt(454, start).putInt(458, count).put(510, (byte) 0x55).put(511, (byte) 0xaa);
        return mbr.array();
    }

    private static Image disk(int type, long sector, byte[] behind) {
        return new SparseMemoryImage("a.img", SECTORS * 512L, Map.of(0L, table(type, 1, SECTORS - 1), sector * 512, behind));
    }

    private static List<Finding.OfReading> findings(Image image) {
        return ((Recognition.Table) LabelProber.probe(image, SectorSize.DEFAULT, Optional.empty())).label().findings();
    }

    @ParameterizedTest
    @CsvSource({"0x55, 1", "0x54, 63", "0x50, 63", "0x51, 63", "0x53, 63"})
    void isNamed(String type, long sector) {
        int code = Integer.decode(type);
        assertThat(findings(disk(code, sector, table(0x06, 63, 9000))))
                .containsExactly(new Finding.DriveOverlay(1, code, sector, SECTORS));
    }

    /** A partition that is only called so, code that ends in 55 AA, and a table behind that of any other. */
    @Test
    void isNotThere() {
        assertThat(findings(disk(0x54, 5, table(0x06, 63, 9000)))).isEmpty();
        assertThat(findings(disk(0x55, 1, table(0, 0x12345678, 9)))).isEmpty();
        assertThat(findings(disk(0x55, 1, table(0, 0, 0)))).isEmpty();
        assertThat(findings(disk(0x06, 1, table(0x06, 63, 9000)))).isEmpty();
    }
}
