package jdisk.label;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;

/**
 * A table, or a part of one, at a place that nothing leads to any more: a copy of a GPT, an EBR whose chain is broken, a disklabel.
 *
 * @param sectorSize the size of the sectors in which it counts
 * @param sector where it lies, in those
 * @param partitions what it tells of
 * @param isSummed whether a checksum proves it
 */
public record OldTable(Label.Kind kind, SectorSize sectorSize, long sector, List<Extent> partitions, boolean isSummed) {
    private static final long BSD_MAGIC = 0x82564557L;
    private static final int ENTRIES = 446;

    public OldTable {
        partitions = List.copyOf(partitions);
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
        if (sector.has(0, GptHeader.MAGIC)) {
            return gpt(image, sector, offset);
        }
        if (sector.u32le(0) == BSD_MAGIC) {
            return bsd(image, offset, usual);
        }
        return offset % usual.bytes() == 0 && offset > 0 ? ebr(sector, offset, usual) : Optional.empty();
    }

    /** Whether a sector may be an EBR: signed, with an entry that is used, perhaps a link, and two that are not. */
    private static Optional<OldTable> ebr(ByteView sector, long offset, SectorSize usual) {
        if (!MbrReader.hasSignature(sector) || !sector.slice(ENTRIES + 2 * MbrEntry.LENGTH, 2 * MbrEntry.LENGTH).isZero()) {
            return Optional.empty();
        }
        MbrEntry data = MbrReader.entry(sector, 0);
        MbrEntry link = MbrReader.entry(sector, 1);
        boolean fits = data.hasUsualFlag() && data.type() != 0 && !data.isExtended() && data.start() > 0 && data.count() > 0
                && (link.isCleared() || (link.isExtended() && link.hasUsualFlag()));
        long own = offset / usual.bytes();
        return fits
                ? Optional.of(new OldTable(Label.Kind.DOS, usual, own, List.of(new Extent(own + data.start(), data.count())), false))
                : Optional.empty();
    }

    private static Optional<OldTable> gpt(Image image, ByteView sector, long offset) {
        for (int bytes : SectorSize.ALLOWED) {
            SectorSize size = new SectorSize(bytes);
            long own = GptHeader.read(sector, 0).own();
            if (offset % bytes == 0 && own == offset / bytes) {
                Optional<List<GptPartition>> entries = GptReader.soundAt(image, size, own);
                if (entries.isPresent()) {
                    List<Extent> extents = entries.get().stream().filter(GptPartition::isSensible).map(GptPartition::extent).toList();
                    return Optional.of(new OldTable(Label.Kind.GPT, size, own, extents, true));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<OldTable> bsd(Image image, long offset, SectorSize usual) throws IOException {
        long own = offset / usual.bytes();
        if (own < 1 || offset % usual.bytes() != 0) {
            return Optional.empty();
        }
        return BsdReader.read(image, usual, own - 1, true)
                .filter(label -> label.offset() == offset && !label.findings().contains(new Finding.WrongChecksum(Label.Kind.BSD)))
                .map(label -> new OldTable(
                        Label.Kind.BSD, usual, own, label.partitions().stream().map(BsdPartition::extent).toList(), true));
    }
}
