package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.unit.Geometry;

/**
 * Reads a Sun disk label.
 *
 * <pre>
 *   0  description, 128 characters       424  extra sectors a cylinder     444  eight entries of 8 bytes:
 * 128  VTOC: version, 32 bits            430  interleave                        0 cylinder it starts on, 32 bits
 * 132        name of the volume, 8       432  cylinders of data                 4 number of sectors, 32 bits
 * 140        number of entries           434  alternate cylinders          508  DA BE
 * 142        eight times 4 bytes:        436  heads                        510  checksum: all words together,
 *               0 tag   2 flags          438  sectors a track                   by exclusive or, make 0
 * 188        600DDEEE
 * 420  turns a minute
 * 422  physical cylinders
 * </pre>
 *
 * All numbers are big-endian, of 16 bits where nothing else is said. Source: {@code struct dk_label} of SunOS
 * ({@code sys/dklabel.h}) with the VTOC of {@code sys/vtoc.h} in it, as Solaris has it on SPARC.
 *
 * <p>A label from before the VTOC, or with another one, is read all the same, as fdisk does; which tags it has is doubtful then.
 */
final class SunReader {
    static final int LENGTH = 512;
    private static final int MAGIC = 0xdabe;

    /** Also the bound of what is read: whatever number the VTOC tells, the table has room for eight. */
    static final int PARTITIONS = 8;

    private static final int ID = 0;
    private static final int ID_LENGTH = 128;
    private static final int VERSION = 128;
    private static final int VOLUME = 132;
    private static final int VOLUME_LENGTH = 8;
    private static final int COUNT = 140;
    private static final int INFOS = 142;
    private static final int INFO_LENGTH = 4;
    private static final int SANITY = 188;
    private static final int RPM = 420;
    private static final int PHYSICAL = 422;
    private static final int EXTRA = 424;
    private static final int INTERLEAVE = 430;
    private static final int CYLINDERS = 432;
    private static final int ALTERNATE = 434;
    private static final int HEADS = 436;
    private static final int SECTORS = 438;
    private static final int ENTRIES = 444;
    private static final int ENTRY_LENGTH = 8;
    private static final int MAGIC_AT = 508;

    private static final long VTOC_VERSION = 1;
    private static final long VTOC_SANITY = 0x600d_deeeL;

    private SunReader() {}

    static boolean hasMagic(ByteView sector) {
        return sector.u16be(MAGIC_AT) == MAGIC;
    }

    static boolean hasRightChecksum(ByteView sector) {
        int sum = 0;
        for (int at = 0; at < LENGTH; at += 2) {
            sum ^= sector.u16be(at);
        }
        return sum == 0;
    }

    /** Whether it has a VTOC as Solaris has, which nothing has there by chance. */
    static boolean hasVtoc(ByteView sector) {
        return sector.u32be(VERSION) == VTOC_VERSION && sector.u32be(SANITY) == VTOC_SANITY;
    }

    /**
     * Reads the label.
     *
     * @param sector the first {@link #LENGTH} bytes of the image
     * @param sectors sectors of the image
     * @return nothing if there is none
     */
    static Optional<SunLabel> find(ByteView sector, long sectors) {
        return hasMagic(sector) ? Optional.of(read(sector, sectors)) : Optional.empty();
    }

    private static SunLabel read(ByteView sector, long sectors) {
        SunLabel.Drive drive = new SunLabel.Drive(
                sector.u16be(CYLINDERS),
                sector.u16be(HEADS),
                sector.u16be(SECTORS),
                sector.u16be(ALTERNATE),
                sector.u16be(PHYSICAL),
                sector.u16be(EXTRA),
                sector.u16be(INTERLEAVE),
                sector.u16be(RPM));
        Geometry geometry = drive.hasGeometry()
                ? drive.geometry()
                : Geometry.of(Geometry.DEFAULT_HEADS, Geometry.DEFAULT_SECTORS, sectors);
        List<SunPartition> partitions = new ArrayList<>();
        for (int slot = 0; slot < PARTITIONS; slot++) {
            int entry = ENTRIES + slot * ENTRY_LENGTH;
            int info = INFOS + slot * INFO_LENGTH;
            long count = sector.u32be(entry + 4);
            if (count != 0) {
                partitions.add(new SunPartition(
                        slot + 1, sector.u32be(entry), count, sector.u16be(info), sector.u16be(info + 2), geometry.sectorsPerCylinder()));
            }
        }
        return new SunLabel(
                sector.latin1(ID, ID_LENGTH), sector.latin1(VOLUME, VOLUME_LENGTH), drive, partitions, sectors, findings(sector, drive));
    }

    private static List<Finding.OfReading> findings(ByteView sector, SunLabel.Drive drive) {
        List<Finding.OfReading> findings = new ArrayList<>();
        if (!hasRightChecksum(sector)) {
            findings.add(new Finding.WrongChecksum(Label.Kind.SUN));
        }
        if (!drive.hasGeometry()) {
            findings.add(new Finding.NoGeometry());
        }
        if (sector.u32be(VERSION) != VTOC_VERSION) {
            findings.add(new Finding.VtocVersion(sector.u32be(VERSION)));
        }
        if (sector.u32be(SANITY) != VTOC_SANITY) {
            findings.add(new Finding.VtocSanity(sector.u32be(SANITY)));
        }
        if (sector.u16be(COUNT) != PARTITIONS) {
            findings.add(new Finding.VtocCount(sector.u16be(COUNT), PARTITIONS));
        }
        return findings;
    }
}
