package jdisk.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

    /** What the footer of a virtual disk in Microsoft's format begins with. Source: its Virtual Hard Disk Image Format Specification. */
    private static final String VHD = "conectix";

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

    /** One whose entries are whole, but whose header has a wrong checksum: it is only used where somebody insists. */
    private record Doubtful(Sound entries) implements Copy {
        @Override
        public Optional<GptHeader> header() {
            return Optional.empty();
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
     * @param insisted whether a header may be used whose checksum is wrong, if there is no other and its entries are whole
     * @param mbr what was made of sector 0
     * @param unread what keeps sector 0 from being read
     * @return nothing if there is no copy that is sound
     */
    static Optional<GptLabel> read(
            Image image, SectorSize sectorSize, MbrLabel mbr, Optional<Finding.OfReading> unread, boolean insisted) {
        GptReader reader = new GptReader(image, sectorSize);
        unread.ifPresent(reader.findings::add);
        return reader.read(mbr, unread.isEmpty(), insisted);
    }

    /** What keeps both copies from being used; only to be asked where no table can be read. */
    static Finding.BothCopiesFaulty faults(Image image, SectorSize sectorSize) {
        GptReader reader = new GptReader(image, sectorSize);
        Copy primary = reader.copy(1);
        Copy backup = reader.backup(primary);
        boolean entriesAreWhole = primary instanceof Doubtful || backup instanceof Doubtful;
        return new Finding.BothCopiesFaulty(fault(primary), fault(backup), entriesAreWhole);
    }

    private static Finding.Fault fault(Copy copy) {
        return copy instanceof Faulty(Finding.Fault fault) ? fault : Finding.Fault.HEADER_CRC;
    }

    /** Whether the primary copy at this size of sectors is sound. */
    static boolean isSound(Image image, SectorSize sectorSize) {
        return new GptReader(image, sectorSize).copy(1) instanceof Sound;
    }

    /**
     * The entries of the copy whose header lies at a place, if it is sound, wherever the disk began of which it is: they lie as far
     * from it as it says that both are from there.
     *
     * @param offset in bytes
     */
    static Optional<List<GptPartition>> soundAt(Image image, SectorSize sectorSize, long offset) {
        GptReader reader = new GptReader(image, sectorSize);
        try {
            ByteView bytes = image.viewUpTo(offset, sectorSize.bytes());
            long size = bytes.length() < sectorSize.bytes() ? 0 : GptHeader.size(bytes);
            if (size < GptHeader.MINIMUM || size > sectorSize.bytes() || !GptHeader.hasRightCrc(bytes)) {
                return Optional.empty();
            }
            long own = GptHeader.read(bytes, 0).own();
            GptHeader header = GptHeader.read(bytes, own);
            long entries = header.entries();
            if (own < 1 || own >= GptPartition.SECTOR_LIMIT || entries < 1 || entries >= GptPartition.SECTOR_LIMIT) {
                return Optional.empty();
            }
            long array = offset + sectorSize.bytes(entries - own);
            return reader.withEntries(header, array) instanceof Sound sound ? Optional.of(entries(sound)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The sector a header in the last one says it is in, where that is another: the image is the end of a longer disk. */
    static OptionalLong elsewhere(Image image, SectorSize sectorSize) {
        GptReader reader = new GptReader(image, sectorSize);
        long last = reader.sectors - 1;
        try {
            if (reader.readCopy(last) instanceof Faulty(Finding.Fault fault) && fault == Finding.Fault.ELSEWHERE) {
                long own = GptHeader.read(image.view(sectorSize.bytes(last), sectorSize.bytes()), last).own();
                return own > last && own < GptPartition.SECTOR_LIMIT ? OptionalLong.of(own) : OptionalLong.empty();
            }
        } catch (IOException e) {
            // then nobody knows
        }
        return OptionalLong.empty();
    }

    /** Whether the place of the backup is soon read. */
    private boolean isNear(Copy primary) {
        long last = primary.header().map(GptHeader::other).filter(told -> told > 1 && told < sectors).orElse(sectors - 1);
        return image.isNear(sectorSize.bytes(last));
    }

    private Copy backup(Copy primary) {
        long last = sectors - 1;
        // A header that says it is its own backup tells nothing.
        long toldLast = primary.header().map(GptHeader::other).filter(told -> told != 1).orElse(last);
        Copy backup = copy(toldLast);
        if (backup.header().isEmpty() && toldLast != last) {
            Copy atEnd = copy(last);
            return atEnd.header().isPresent() ? atEnd : backup;
        }
        return backup;
    }

    private Optional<GptLabel> read(MbrLabel mbr, boolean mbrIsKnown, boolean insisted) {
        Copy primary = copy(1);
        Copy backup = primary instanceof Sound && !isNear(primary) ? new Faulty(Finding.Fault.LEFT_OUT) : backup(primary);
        // A copy without entries is what a drive that was never used has; beside one with entries it is damage.
        if (primary instanceof Sound first && backup instanceof Sound second
                && (first.found().count() == 0) != (second.found().count() == 0)) {
            primary = first.found().count() == 0 ? new Faulty(Finding.Fault.ARRAY_SIZE) : primary;
            backup = second.found().count() == 0 ? new Faulty(Finding.Fault.ARRAY_SIZE) : backup;
        }
        return read(mbr, mbrIsKnown, insisted, primary, backup);
    }

    private Optional<GptLabel> read(MbrLabel mbr, boolean mbrIsKnown, boolean insisted, Copy primary, Copy backup) {
        Optional<Sound> used = sound(primary).or(() -> sound(backup));
        if (used.isPresent()) {
            addFindings(primary, backup);
        } else if (insisted) {
            used = entriesOf(primary).or(() -> entriesOf(backup));
            findings.add(new Finding.HeadersDoubtful());
        }
        if (mbrIsKnown) {
            addFindings(mbr);
        }
        return used.map(copy -> label(copy, primary, backup, mbr));
    }

    private static Optional<Sound> sound(Copy copy) {
        return copy instanceof Sound sound ? Optional.of(sound) : Optional.empty();
    }

    private static Optional<Sound> entriesOf(Copy copy) {
        return copy instanceof Doubtful(Sound entries) ? Optional.of(entries) : Optional.empty();
    }

    private GptLabel label(Sound used, Copy primary, Copy backup, MbrLabel mbr) {
        List<GptPartition> partitions = entries(used);
        for (GptPartition partition : partitions) {
            if (!partition.isSensible()) {
                findings.add(new Finding.NumbersMakeNoSense(partition.number()));
            } else if (partition.extent().end() > sectors) {
                findings.add(new Finding.BeyondEnd(partition.number(), partition.extent(), sectors));
            }
        }
        return new GptLabel(used.found(), primary.header(), backup.header(), partitions, mbr, findings);
    }

    /** A virtual disk of fixed size in Microsoft's format is a raw image and one sector more. */
    private boolean isFooter(long sector) {
        try {
            return sector > 1 && image.viewUpTo(sectorSize.bytes(sector), VHD.length()).has(0, VHD);
        } catch (IOException e) {
            return false;
        }
    }

    private void addFindings(Copy primary, Copy backup) {
        if (!(primary instanceof Sound)) {
            findings.add(new Finding.PrimaryFaulty(fault(primary)));
        }
        if (!(backup instanceof Sound)) {
            findings.add(new Finding.BackupFaulty(fault(backup)));
        }
        primary.header().ifPresent(header -> {
            if (backup.header().isPresent()) {
                GptHeader other = backup.header().get();
                if (other.sector() == sectors - 2 && isFooter(sectors - 1)) {
                    findings.add(new Finding.Footer(sectors - 1));
                } else if (other.sector() != sectors - 1) {
                    findings.add(new Finding.BackupNotAtEnd(other.sector(), sectors - 1));
                }
                if (other.entries() == header.entries() && header.count() > 0) {
                    findings.add(new Finding.EntriesShared(header.entries()));
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
            boolean beforeFooter = told == sectors - 2 && findings.contains(new Finding.Footer(sectors - 1));
            if (told != sectors - 1 && told != 0xffff_ffffL && !beforeFooter) {
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
        GptHeader header = GptHeader.read(bytes, sector);
        if (!GptHeader.hasRightCrc(bytes)) {
            return header.own() == sector && withEntries(header, arrayAt(header)) instanceof Sound entries
                    ? new Doubtful(entries)
                    : new Faulty(Finding.Fault.HEADER_CRC);
        }
        if (header.own() != sector) {
            return new Faulty(Finding.Fault.ELSEWHERE);
        }
        return withEntries(header, arrayAt(header));
    }

    /** Where the entries of a header are, in bytes, if it counts from the start of the image; -1 if that is nowhere. */
    private long arrayAt(GptHeader header) {
        return header.entries() < 1 || header.entries() >= sectors ? -1 : sectorSize.bytes(header.entries());
    }

    /**
     * Reads the entries of a header, and checks them; their size is bounded by {@link #ARRAY_LIMIT}.
     *
     * @param at where they are, in bytes
     */
    private Copy withEntries(GptHeader header, long at) throws IOException {
        // Both factors are unsigned 32-bit numbers: their product fits a long, but perhaps with a minus sign.
        boolean sized = header.entrySize() >= GptHeader.ENTRY_MINIMUM;
        if (!sized || Math.unsignedMultiplyHigh(header.count(), header.entrySize()) != 0 || header.arrayBytes() > ARRAY_LIMIT
                || header.arrayBytes() < 0) {
            return new Faulty(Finding.Fault.ARRAY_SIZE);
        }
        if (header.count() == 0) {
            return header.entriesCrc() == 0 ? new Sound(header, new ByteView(new byte[0])) : new Faulty(Finding.Fault.ARRAY_CRC);
        }
        if (at < 0 || at > image.size() - header.arrayBytes()) {
            return new Faulty(Finding.Fault.ARRAY_BEHIND_END);
        }
        ByteView array = image.view(at, (int) header.arrayBytes());
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
