package jdisk.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.unit.SectorSize;

/**
 * Reads a GPT: both headers, and the entries of the one that is used.
 *
 * <pre>
 * entry:  0 GUID of the type   16 GUID of the partition   32 first sector   40 last sector   48 attributes
 *        56 name, 36 units of UTF-16
 * </pre>
 *
 * All numbers are little-endian. Source: UEFI specification, section 5.3.3. Which of the copies is used follows fdisk: the
 * primary one if it is sound, else the backup.
 */
final class GptReader {
    private static final int NAME_UNITS = 36;
    private static final String UNUSED = "00000000-0000-0000-0000-000000000000";

    /** No array in use takes more than a few hundred kilobytes; one of this size is damage, whatever its checksum. */
    static final long ARRAY_LIMIT = 4L << 20;

    private final Image image;
    private final SectorSize sectorSize;
    private final long sectors;
    private final List<Finding.OfReading> findings = new ArrayList<>();

    /** What was made of one copy. */
    private sealed interface Copy {
        /** Its header, if the copy can be used. */
        Optional<GptHeader> header();
    }

    /** One that can be used, and the bytes of its entries. */
    private record Sound(GptHeader found, ByteView array) implements Copy {
        @Override
        public Optional<GptHeader> header() {
            return Optional.of(found);
        }
    }

    private record Faulty(Finding.Fault fault) implements Copy {
        @Override
        public Optional<GptHeader> header() {
            return Optional.empty();
        }
    }

    private GptReader(Image image, SectorSize sectorSize) {
        this.image = image;
        this.sectorSize = sectorSize;
        this.sectors = sectorSize.sectors(image.size());
    }

    /** Whether a header stands where the primary one has to, sound or not. */
    static boolean hasMagic(Image image, SectorSize sectorSize) {
        return hasMagic(image, sectorSize, 1);
    }

    /** Whether a header stands at a sector; one that cannot be read tells nothing. */
    static boolean hasMagic(Image image, SectorSize sectorSize, long sector) {
        try {
            return image.viewUpTo(sectorSize.bytes(sector), GptHeader.MINIMUM).has(0, GptHeader.MAGIC);
        } catch (IOException e) {
            return false; // an MBR is one all the same, and a GPT has a copy elsewhere
        }
    }

    /**
     * Reads the table.
     *
     * @param mbr what was made of sector 0
     * @param unread what keeps sector 0 from being read
     * @return nothing if there is no copy that is sound
     */
    static Optional<GptLabel> read(Image image, SectorSize sectorSize, MbrLabel mbr, Optional<Finding.OfReading> unread) {
        GptReader reader = new GptReader(image, sectorSize);
        unread.ifPresent(reader.findings::add);
        return reader.read(mbr, unread.isEmpty());
    }

    private Optional<GptLabel> read(MbrLabel mbr, boolean mbrIsKnown) {
        Copy primary = copy(1);
        long last = sectors - 1;
        long toldLast = primary.header().map(GptHeader::other).orElse(last);
        Copy backup = copy(toldLast);
        if (backup.header().isEmpty() && toldLast != last) {
            Copy atEnd = copy(last);
            backup = atEnd.header().isPresent() ? atEnd : backup;
        }
        addFindings(primary, backup);
        if (mbrIsKnown) {
            addFindings(mbr);
        }
        if (!((primary instanceof Sound ? primary : backup) instanceof Sound used)) {
            return Optional.empty();
        }
        List<GptPartition> partitions = entries(used);
        for (GptPartition partition : partitions) {
            if (!partition.isSensible()) {
                findings.add(new Finding.NumbersMakeNoSense(partition.number()));
            } else if (partition.extent().end() > sectors) {
                findings.add(new Finding.BeyondEnd(partition.number(), partition.extent(), sectors));
            }
        }
        return Optional.of(new GptLabel(used.found(), primary.header(), backup.header(), partitions, mbr, findings));
    }

    private void addFindings(Copy primary, Copy backup) {
        if (primary instanceof Faulty(Finding.Fault fault)) {
            findings.add(new Finding.PrimaryFaulty(fault));
        }
        if (backup instanceof Faulty(Finding.Fault fault)) {
            findings.add(new Finding.BackupFaulty(fault));
        }
        primary.header().ifPresent(header -> {
            if (backup.header().isPresent()) {
                GptHeader other = backup.header().get();
                if (other.sector() != sectors - 1) {
                    findings.add(new Finding.BackupNotAtEnd(other.sector(), sectors - 1));
                }
                if (other.entriesCrc() != header.entriesCrc() || !other.diskGuid().equals(header.diskGuid())) {
                    findings.add(new Finding.CopiesDiffer());
                }
            }
        });
    }

    private void addFindings(MbrLabel mbr) {
        Optional<MbrPartition> protecting = mbr.partitions().stream()
                .filter(partition -> partition.entry().type() == LabelProber.PROTECTIVE)
                .findFirst();
        if (protecting.isEmpty()) {
            findings.add(new Finding.NoProtectiveMbr());
        } else if (mbr.partitions().size() > 1) {
            findings.add(new Finding.HybridMbr());
        } else {
            long told = protecting.get().entry().count();
            if (told != sectors - 1 && told != 0xffff_ffffL) {
                findings.add(new Finding.ProtectiveSizeDiffers(told, sectors - 1));
            }
        }
    }

    /** What is to be made of the copy whose header is at a sector. */
    private Copy copy(long sector) {
        if (sector < 1 || sector >= sectors) {
            return new Faulty(Finding.Fault.BEHIND_END);
        }
        try {
            return readCopy(sector);
        } catch (IOException e) {
            return new Faulty(Finding.Fault.UNREADABLE); // the other copy is there for this
        }
    }

    /** Reads the header at a sector, and checks it and its entries. */
    private Copy readCopy(long sector) throws IOException {
        ByteView bytes = image.view(sectorSize.bytes(sector), sectorSize.bytes());
        if (!bytes.has(0, GptHeader.MAGIC)) {
            return new Faulty(Finding.Fault.MISSING);
        }
        long size = GptHeader.size(bytes);
        if (size < GptHeader.MINIMUM || size > sectorSize.bytes()) {
            return new Faulty(Finding.Fault.HEADER_SIZE);
        }
        if (!GptHeader.hasRightCrc(bytes)) {
            return new Faulty(Finding.Fault.HEADER_CRC);
        }
        GptHeader header = GptHeader.read(bytes, sector);
        if (header.own() != sector) {
            return new Faulty(Finding.Fault.ELSEWHERE);
        }
        return withEntries(header);
    }

    /** Reads the entries of a header, and checks them; their size is bounded by {@link #ARRAY_LIMIT}. */
    private Copy withEntries(GptHeader header) throws IOException {
        // Both factors are unsigned 32-bit numbers: their product fits a long, but perhaps with a minus sign.
        boolean sized = header.entrySize() >= GptHeader.ENTRY_MINIMUM && header.count() >= 1;
        if (!sized || Math.unsignedMultiplyHigh(header.count(), header.entrySize()) != 0 || header.arrayBytes() > ARRAY_LIMIT
                || header.arrayBytes() < 0) {
            return new Faulty(Finding.Fault.ARRAY_SIZE);
        }
        if (header.entries() < 1
                || header.entries() >= sectors
                || sectorSize.bytes(header.entries()) + header.arrayBytes() > image.size()) {
            return new Faulty(Finding.Fault.ARRAY_BEHIND_END);
        }
        ByteView array = image.view(sectorSize.bytes(header.entries()), (int) header.arrayBytes());
        CRC32 crc = new CRC32();
        array.addTo(crc);
        return crc.getValue() == header.entriesCrc() ? new Sound(header, array) : new Faulty(Finding.Fault.ARRAY_CRC);
    }

    private static List<GptPartition> entries(Sound copy) {
        List<GptPartition> partitions = new ArrayList<>();
        GptHeader header = copy.found();
        ByteView array = copy.array();
        for (int i = 0; i < header.count(); i++) {
            int at = (int) (i * header.entrySize());
            String type = array.guid(at);
            if (!type.equals(UNUSED)) {
                partitions.add(new GptPartition(
                        i + 1,
                        type,
                        array.guid(at + 16),
                        array.u64le(at + 32),
                        array.u64le(at + 40),
                        array.u64le(at + 48),
                        array.utf16le(at + 56, NAME_UNITS)));
            }
        }
        return partitions;
    }
}
