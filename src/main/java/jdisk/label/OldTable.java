package jdisk.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.BootRecords;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;

/**
 * A table, or a part of one, at a place that nothing leads to any more: a copy of a GPT, an MBR, an EBR whose chain is broken, a
 * disklabel, the table of a disk within the disk.
 *
 * @param isLink whether it is a part of a chain: an EBR
 * @param at where it lies, in bytes from the start of the image
 * @param isProved whether it proves itself, by its checksums or by all of its parts, and need not by what it tells of
 * @param readings what it may tell: where it does not say from where it counts, or in what sectors, of each way to take it, the
 *     likeliest first; one at least
 */
public record OldTable(Label.Kind kind, boolean isLink, long at, boolean isProved, List<Reading> readings) {
    private static final long BSD_MAGIC = 0x82564557L;

    /** Where a BSD on other machines than PCs keeps its label. */
    private static final int BSD_WITHIN = 64;

    private static final String RIGID_DISK = "RDSK";
    private static final String MAC_ENTRY = "PM";

    /** No disk has more sectors than this, and the bytes of so many can be counted. */
    private static final long SECTOR_LIMIT = 1L << 48;

    /**
     * What a table tells.
     *
     * @param start where the disk begins that it is of, in bytes from the start of the image; less than 0 if the image is the end of
     *     a disk
     * @param partitions in bytes from the start of the image
     * @param links where EBRs should be, in bytes from the start of the image
     */
    public record Reading(long start, List<Extent> partitions, List<Long> links) {
        public Reading {
            partitions = List.copyOf(partitions);
            links = List.copyOf(links);
        }
    }

    public OldTable {
        readings = List.copyOf(readings);
    }

    /**
     * The table at a place, if there is one.
     *
     * @param offset of a sector of 512 bytes, in bytes
     * @param usual the size of sectors, where the table does not tell
     * @throws IOException if it cannot be read
     */
    public static Optional<OldTable> at(Image image, long offset, SectorSize usual) throws IOException {
        ByteView sector = image.view(offset, MbrReader.LENGTH);
        Optional<OldTable> found = Optional.empty();
        if (sector.has(0, GptHeader.MAGIC)) {
            found = gpt(image, sector, offset, usual);
        } else if (sector.has(0, RIGID_DISK)) {
            found = amiga(image, offset);
        } else if (sector.has(0, MAC_ENTRY)) {
            found = mac(image, sector, offset);
        } else if (sector.u32le(0) == BSD_MAGIC) {
            found = bsd(image, offset, usual, true);
        } else if (SgiReader.hasMagic(sector)) {
            found = sgi(image, sector, offset, usual);
        }
        if (found.isEmpty() && sector.u32le(BSD_WITHIN) == BSD_MAGIC) {
            found = bsd(image, offset + BSD_WITHIN, usual, false);
        }
        if (found.isEmpty() && SunReader.hasMagic(sector)) {
            found = sun(image, sector, offset, usual);
        }
        return found.isEmpty() && MbrReader.hasSignature(sector) && offset > 0 ? mbr(image, sector, offset, usual) : found;
    }

    private static Optional<OldTable> proved(Label.Kind kind, long offset, List<Reading> readings) {
        return Optional.of(new OldTable(kind, false, offset, true, readings));
    }

    /**
     * An MBR or an EBR: signed, with entries that are used, and none that is nonsense. Whether an EBR is told from an MBR does not
     * matter to what it says of its own partition; an EBR has neither code nor an identifier.
     */
    private static Optional<OldTable> mbr(Image image, ByteView sector, long offset, SectorSize usual) {
        List<MbrEntry> used = new ArrayList<>();
        for (int slot = 0; slot < MbrLabel.PRIMARIES; slot++) {
            MbrEntry entry = MbrReader.entry(sector, slot);
            boolean counts = entry.start() > 0 && (entry.count() > 0 || entry.isExtended());
            // What protects a GPT tells of nothing that the GPT does not.
            if (!entry.hasUsualFlag() || (entry.type() != 0 && !counts) || entry.type() == LabelProber.PROTECTIVE) {
                return Optional.empty();
            }
            if (entry.type() != 0) {
                used.add(entry);
            }
        }
        // The code of a boot record may have such bytes there.
        if (used.stream().allMatch(MbrEntry::isExtended) || BootRecords.find(sector).isPresent()) {
            return Optional.empty();
        }
        boolean link = isLink(sector);
        List<Reading> readings = new ArrayList<>();
        for (SectorSize size : sizes(usual)) {
            // It may be of a disk that begins with it, or have been of this one; an EBR counts from itself.
            for (long start : link ? new long[] {offset} : new long[] {offset, 0}) {
                reading(used, start, size, link, image.size()).ifPresent(readings::add);
            }
        }
        return readings.isEmpty() ? Optional.empty() : Optional.of(new OldTable(Label.Kind.DOS, link, offset, false, readings));
    }

    private static boolean isLink(ByteView sector) {
        MbrEntry first = MbrReader.entry(sector, 0);
        MbrEntry second = MbrReader.entry(sector, 1);
        return sector.slice(0, MbrReader.ENTRIES).isZero()
                && sector.slice(MbrReader.ENTRIES + 2 * MbrEntry.LENGTH, 2 * MbrEntry.LENGTH).isZero()
                && !first.isExtended()
                && (second.isCleared() || second.isExtended());
    }

    /** What entries say, unless all of it lies past the end of the image. */
    private static Optional<Reading> reading(List<MbrEntry> used, long start, SectorSize size, boolean link, long end) {
        List<Extent> partitions = new ArrayList<>();
        List<Long> links = new ArrayList<>();
        for (MbrEntry entry : used) {
            if (!entry.isExtended()) {
                bytes(new Extent(entry.start(), entry.count()), size, start).ifPresent(partitions::add);
            } else if (!link) {
                links.add(start + size.bytes(entry.start())); // the link of an EBR counts from what that does not tell
            }
        }
        return partitions.stream().anyMatch(partition -> partition.first() < end)
                ? Optional.of(new Reading(start, partitions, links))
                : Optional.empty();
    }

    /** All sizes, the usual one first. */
    private static List<SectorSize> sizes(SectorSize usual) {
        List<SectorSize> sizes = new ArrayList<>(List.of(usual));
        SectorSize.ALLOWED.stream().map(SectorSize::new).filter(size -> !size.equals(usual)).forEach(sizes::add);
        return sizes;
    }

    /** A header says how far from the start of its disk it is; that may be another than this one, whole or in part. */
    private static Optional<OldTable> gpt(Image image, ByteView sector, long offset, SectorSize usual) {
        long own = GptHeader.read(sector, 0).own();
        Optional<OldTable> elsewhere = Optional.empty();
        for (SectorSize size : sizes(usual)) {
            Optional<List<GptPartition>> entries = GptReader.soundAt(image, size, offset);
            if (entries.isPresent()) {
                long start = offset - size.bytes(own);
                List<Extent> extents = entries.get().stream()
                        .filter(GptPartition::isSensible)
                        .map(GptPartition::extent)
                        .flatMap(extent -> bytes(extent, size, start).stream())
                        .toList();
                Optional<OldTable> table = proved(Label.Kind.GPT, offset, List.of(new Reading(start, extents, List.of())));
                if (start == 0) {
                    return table; // entries that are all zeros are found at more places than one
                }
                elsewhere = elsewhere.or(() -> table);
            }
        }
        return elsewhere;
    }

    private static Optional<OldTable> amiga(Image image, long offset) throws IOException {
        return AmigaReader.at(image, offset).map(label -> {
            long start = offset - label.offset();
            SectorSize size = new SectorSize(label.blockBytes());
            return new OldTable(Label.Kind.AMIGA, false, offset, true, List.of(reading(label, size, start)));
        });
    }

    /** The entry of an Apple map that is of the map itself, and so tells that it is in block 1, with all others behind it. */
    private static Optional<OldTable> mac(Image image, ByteView sector, long offset) throws IOException {
        long count = sector.u32be(4);
        if (sector.u32be(8) != 1 || count < 1) {
            return Optional.empty();
        }
        for (SectorSize size : sizes(SectorSize.DEFAULT)) {
            long start = offset - size.bytes();
            Optional<MacLabel> label = start < 0 ? Optional.empty() : MacReader.read(from(image, start), size);
            boolean whole = label.isPresent()
                    && label.get().blockBytes() == size.bytes()
                    && label.get().partitions().size() == count
                    && label.get().partitions().getFirst().role() == Partition.Role.TABLE;
            if (whole) {
                return proved(Label.Kind.MAC, offset, List.of(reading(label.get(), size, start)));
            }
        }
        return Optional.empty();
    }

    /**
     * A BSD disklabel, in the first sector of what it is the table of, or in the second.
     *
     * @param second whether it lies in the second
     */
    private static Optional<OldTable> bsd(Image image, long offset, SectorSize usual, boolean second) throws IOException {
        long told = BsdReader.sectorBytes(image.viewUpTo(offset, BsdLabel.LENGTH));
        SectorSize size = SectorSize.ALLOWED.contains((int) told) ? new SectorSize((int) told) : usual;
        long start = offset - (second ? size.bytes() : BSD_WITHIN);
        if (start < 0) {
            return Optional.empty();
        }
        Optional<BsdLabel> label = BsdReader.read(from(image, start), size, 0, false)
                .filter(found -> found.offset() == offset - start);
        if (label.isEmpty()) {
            return Optional.empty();
        }
        // Some count from the start of the disk, in which they have a slice, others from the slice; c, which is all of it, tells.
        Reading own = reading(label.get(), size, start);
        Reading disk = reading(label.get(), size, 0);
        boolean relative = label.get().partitions().stream()
                .anyMatch(partition -> partition.letter() == 'c' && partition.told().first() == 0);
        List<Reading> readings = start == 0 ? List.of(own) : relative ? List.of(own, disk) : List.of(disk, own);
        // GNU parted leaves a wrong checksum; what such a label tells of has to prove it.
        boolean summed = !label.get().findings().contains(new Finding.WrongChecksum(Label.Kind.BSD));
        return Optional.of(new OldTable(Label.Kind.BSD, false, offset, summed, readings));
    }

    private static Optional<OldTable> sgi(Image image, ByteView sector, long offset, SectorSize usual) {
        int told = SgiReader.sectorBytes(sector);
        SectorSize size = SectorSize.ALLOWED.contains(told) ? new SectorSize(told) : usual;
        return SgiReader.find(sector, size.sectors(image.size()))
                .filter(label -> SgiReader.hasRightChecksum(sector))
                .flatMap(label -> proved(Label.Kind.SGI, offset, hereOrFirst(label, size, offset)));
    }

    /** A checksum of 16 bits and a mark of as many prove less than others do: the mark of the VTOC has to be there, too. */
    private static Optional<OldTable> sun(Image image, ByteView sector, long offset, SectorSize usual) {
        return SunReader.find(sector, usual.sectors(image.size()))
                .filter(label -> SunReader.hasRightChecksum(sector) && label.drive().hasGeometry())
                .map(label -> new OldTable(
                        Label.Kind.SUN, false, offset, SunReader.hasVtoc(sector), hereOrFirst(label, SectorSize.DEFAULT, offset)));
    }

    /** What a table says that is in the first sector of its disk: of one that begins here, or of this one, if it was copied. */
    private static List<Reading> hereOrFirst(Label label, SectorSize size, long offset) {
        Reading here = reading(label, size, offset);
        return offset == 0 ? List.of(here) : List.of(here, reading(label, size, 0));
    }

    private static Reading reading(Label label, SectorSize size, long start) {
        List<Extent> extents = label.dataPartitions().stream()
                .flatMap(partition -> bytes(partition.extent(), size, start).stream())
                .toList();
        return new Reading(start, extents, List.of());
    }

    private static Slice from(Image image, long start) {
        return Slice.of(image, start, image.size() - start);
    }

    /** A run of sectors in bytes of the image; nothing if no disk has so many, or it lies before the image. */
    private static Optional<Extent> bytes(Extent sectors, SectorSize size, long start) {
        if (sectors.isEmpty() || sectors.end() > SECTOR_LIMIT) {
            return Optional.empty();
        }
        long first = start + size.bytes(sectors.first());
        return first < 0 || first > Long.MAX_VALUE >> 1
                ? Optional.empty()
                : Optional.of(new Extent(first, size.bytes(sectors.count())));
    }
}
