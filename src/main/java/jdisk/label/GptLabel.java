package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.unit.SectorSize;

/**
 * A GPT.
 *
 * @param header the copy that is used
 * @param primary the copy at the start of the disk, if it is sound
 * @param backup the other copy, if it is sound
 * @param partitions the entries in use, in the order of the array
 * @param mbr the MBR in sector 0, which keeps software that knows no GPT away
 */
public record GptLabel(
        GptHeader header,
        Optional<GptHeader> primary,
        Optional<GptHeader> backup,
        List<GptPartition> partitions,
        MbrLabel mbr,
        List<Finding.OfReading> findings)
        implements Label {
    /** The sector after the primary header, where its entries nearly always begin. */
    private static final long USUAL_ENTRIES = 2;

    /** Entries there are room for, unless a tool is told otherwise. */
    private static final long USUAL_COUNT = 128;

    public GptLabel {
        partitions = List.copyOf(partitions);
        findings = List.copyOf(findings);
    }

    @Override
    public Kind kind() {
        return Kind.GPT;
    }

    @Override
    public Optional<String> id() {
        return Optional.of(header.diskGuid());
    }

    @Override
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>(List.of(
                Field.number(Field.Name.FIRST_LBA, header.firstUsable()), Field.number(Field.Name.LAST_LBA, header.lastUsable())));
        if (header.count() != USUAL_COUNT) {
            fields.add(Field.word(Field.Name.TABLE_LENGTH, Long.toString(header.count()))); // sfdisk has it as a text in JSON
        }
        return fields;
    }

    @Override
    public Optional<Label> protective() {
        return Optional.of(mbr);
    }

    /**
     * Both copies. Each header says where its own entries are; of a copy that is not sound, the other says where its header is,
     * and its entries are taken to be where they usually are.
     */
    @Override
    public List<Area> areas(SectorSize sectorSize) {
        List<Area> areas = new ArrayList<>();
        // Where nothing was written, there is none.
        if (!mbr.partitions().isEmpty() || !mbr.findings().contains(new Finding.NoSignature(0))) {
            areas.add(new Area(Area.Kind.PROTECTIVE_MBR, 0, MbrReader.LENGTH));
        }
        areas.add(new Area(Area.Kind.GPT_HEADER, sectorSize.bytes(1), sectorSize.bytes()));
        addEntries(areas, Area.Kind.GPT_ENTRIES, primary.map(GptHeader::entries).orElse(USUAL_ENTRIES), sectorSize);
        long backupHeader = backup.map(GptHeader::sector).orElseGet(header::other);
        if (backupHeader > 1 && backupHeader < GptPartition.SECTOR_LIMIT) {
            long array = Math.ceilDiv(header.arrayBytes(), sectorSize.bytes());
            addEntries(areas, Area.Kind.GPT_BACKUP_ENTRIES, backup.map(GptHeader::entries).orElse(backupHeader - array), sectorSize);
            areas.add(new Area(Area.Kind.GPT_BACKUP_HEADER, sectorSize.bytes(backupHeader), sectorSize.bytes()));
        }
        return areas;
    }

    private void addEntries(List<Area> areas, Area.Kind kind, long sector, SectorSize sectorSize) {
        if (sector > 0 && sector < GptPartition.SECTOR_LIMIT) {
            areas.add(new Area(kind, sectorSize.bytes(sector), header.arrayBytes()));
        }
    }

    /** Whether the MBR holds partitions beside the one that protects the GPT. */
    public boolean isHybrid() {
        return mbr.partitions().size() > 1;
    }
}
