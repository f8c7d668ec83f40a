package jdisk.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import jdisk.disk.Disk;
import jdisk.label.GptHeader;
import jdisk.label.GptLabel;
import jdisk.label.GptPartition;
import jdisk.label.Label;
import jdisk.label.MbrEntry;
import jdisk.label.MbrLabel;
import jdisk.label.MbrPartition;
import jdisk.label.Partition;
import jdisk.unit.Chs;
import jdisk.unit.Extent;

/**
 * Makes of what was found the table that would have led to it: a GPT, or an MBR where it began on tracks as disks with one did, or
 * a GPT has no room. Nothing is written; the table is in memory.
 *
 * <p>Where there is a table still, its partitions are part of the new one, unless what was found tells otherwise.
 */
public final class FoundTable {
    private static final long GPT_ENTRIES = 128;
    private static final int GPT_ENTRY = 128;
    /** Tracks had so many sectors; the first partition began on the second, or behind as many. */
    private static final long TRACK = 63;
    private static final long GRAIN = 2048;
    private static final long MBR_LIMIT = 1L << 32;
    private static final Chs NOWHERE = new Chs(1023, 254, 63);
    private static final Chs NONE = new Chs(0, 0, 0);

    /**
     * What a partition of the new table is, in the words of both kinds.
     *
     * @param isOpen whether it may end sooner: its end is not known, or was cut off with that of the disk
     */
    private record Entry(Extent extent, boolean isOpen, int code, String guid) {}

    private final Disk disk;
    private final long sectors;
    private final int bytes;

    private FoundTable(Disk disk) {
        this.disk = disk;
        this.sectors = disk.sectors();
        this.bytes = disk.sectorSize().bytes();
    }

    /** The table; nothing where nothing was found, or no table has room for it. */
    public static Optional<Label> of(Disk disk, List<Hit> hits) {
        FoundTable table = new FoundTable(disk);
        List<Entry> entries = table.entries(hits);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Optional<Label> mbr = table.mbr(entries);
        Optional<Label> gpt = table.gpt(entries);
        boolean tracks = entries.getFirst().extent().first() % TRACK == 0 && entries.getFirst().extent().first() < GRAIN;
        boolean keeps = disk.label().map(Label::kind).filter(kind -> kind == Label.Kind.DOS).isPresent();
        return tracks || keeps ? mbr.or(() -> gpt) : gpt.or(() -> mbr);
    }

    private List<Entry> entries(List<Hit> hits) {
        List<Entry> entries = new ArrayList<>();
        for (Hit hit : hits) {
            if (hit.isPartition() && hit.start() % bytes == 0 && hit.start() / bytes < sectors) {
                long first = hit.start() / bytes;
                long end = Math.min(Math.ceilDiv(hit.end(), bytes), sectors);
                entries.add(new Entry(new Extent(first, end - first), !hit.isLengthKnown() || hit.end() > disk.bytes(), code(hit), guid(hit)));
            }
        }
        for (Partition known : disk.dataPartitions()) {
            Extent extent = known.extent();
            boolean free = entries.stream().noneMatch(entry -> entry.extent().first() < extent.end() && entry.extent().end() > extent.first());
            if (free && !extent.isEmpty() && extent.end() <= sectors) {
                entries.add(new Entry(extent, false, 0x83, "0FC63DAF-8483-4772-8E79-3D69D8477DE4"));
            }
        }
        entries.sort(Comparator.comparingLong(entry -> entry.extent().first()));
        return entries;
    }

    private Optional<Label> gpt(List<Entry> entries) {
        long array = Math.ceilDiv(GPT_ENTRIES * GPT_ENTRY, bytes);
        long last = sectors - array - 2;
        long first = entries.getFirst().extent().first();
        if (first < array + 2 || entries.size() > GPT_ENTRIES) {
            return Optional.empty();
        }
        List<GptPartition> partitions = new ArrayList<>();
        for (Entry entry : entries) {
            long end = entry.isOpen() ? Math.min(entry.extent().last(), last) : entry.extent().last();
            if (end > last || end < entry.extent().first()) {
                return Optional.empty();
            }
            String name = "partition " + entry.extent().first();
            partitions.add(new GptPartition(partitions.size() + 1, entry.guid(), guid(name), entry.extent().first(), end, 0, ""));
        }
        GptHeader header = new GptHeader(
                1, 0x10000, 1, sectors - 1, Math.min(first, GRAIN), last, guid("disk"), 2, GPT_ENTRIES, GPT_ENTRY, 0);
        MbrLabel protective = new MbrLabel(0, slots(List.of()), List.of(), 0, List.of());
        return Optional.of(new GptLabel(header, Optional.of(header), Optional.of(header), partitions, protective, List.of()));
    }

    /** An identifier that is the same whenever the same disk is searched. */
    private String guid(String what) {
        byte[] name = (disk.name() + " " + disk.bytes() + " " + what).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString().toUpperCase(Locale.ROOT);
    }

    /** Up to four are primary; of more, a run of neighbours is in an extended partition, each with room for its own table before it. */
    private Optional<Label> mbr(List<Entry> entries) {
        if (entries.getLast().extent().end() > MBR_LIMIT || entries.getFirst().extent().first() == 0) {
            return Optional.empty();
        }
        if (entries.size() <= MbrLabel.PRIMARIES) {
            return Optional.of(new MbrLabel(id(), slots(entries), List.of(), 0, List.of()));
        }
        // As few as have to be are logical; the last ones, if they can be.
        for (int count = entries.size() - MbrLabel.PRIMARIES + 1; count <= entries.size(); count++) {
            for (int from = entries.size() - count; from >= 0; from--) {
                if (haveRoom(entries, from, from + count)) {
                    return Optional.of(mbr(entries, from, from + count));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean haveRoom(List<Entry> entries, int from, int to) {
        for (int i = from; i < to; i++) {
            if (entries.get(i).extent().first() - before(entries, i) < 1) {
                return false;
            }
        }
        return true;
    }

    /** Where what lies before an entry ends: sector 0 holds the table itself. */
    private static long before(List<Entry> entries, int i) {
        return i == 0 ? 1 : entries.get(i - 1).extent().end();
    }

    /** Where the table of a logical partition lies: a track before it, or as far as there is room. */
    private static long ebr(List<Entry> entries, int i) {
        long first = entries.get(i).extent().first();
        long gap = first - before(entries, i);
        long grain = first % TRACK == 0 ? TRACK : GRAIN;
        return first - (gap >= grain ? grain : 1);
    }

    private Label mbr(List<Entry> entries, int from, int to) {
        long start = ebr(entries, from);
        Extent container = new Extent(start, entries.get(to - 1).extent().end() - start);
        List<Entry> primary = new ArrayList<>(entries.subList(0, from));
        primary.add(new Entry(container, false, 0x05, ""));
        primary.addAll(entries.subList(to, entries.size()));
        List<MbrPartition> slots = new ArrayList<>(slots(primary));
        List<MbrLabel.Ebr> chain = new ArrayList<>();
        for (int i = from; i < to; i++) {
            long table = ebr(entries, i);
            int number = slots.size() + 1;
            Extent extent = entries.get(i).extent();
            slots.add(new MbrPartition(number, entry(entries.get(i).code(), extent.first() - table, extent.count()), table));
            boolean more = i + 1 < to;
            long next = more ? ebr(entries, i + 1) : 0;
            MbrEntry link = more ? entry(0x05, next - start, entries.get(i + 1).extent().end() - next) : entry(0, 0, 0);
            chain.add(new MbrLabel.Ebr(table, number, link));
        }
        return new MbrLabel(id(), slots, chain, from + 1, List.of());
    }

    private long id() {
        return UUID.nameUUIDFromBytes((disk.name() + " " + disk.bytes()).getBytes(StandardCharsets.UTF_8)).getLeastSignificantBits()
                & 0xffff_ffffL;
    }

    private static List<MbrPartition> slots(List<Entry> entries) {
        List<MbrPartition> slots = new ArrayList<>();
        for (int i = 0; i < MbrLabel.PRIMARIES; i++) {
            boolean used = i < entries.size();
            Extent extent = used ? entries.get(i).extent() : new Extent(0, 0);
            slots.add(new MbrPartition(i + 1, entry(used ? entries.get(i).code() : 0, extent.first(), extent.count()), 0));
        }
        return slots;
    }

    private static MbrEntry entry(int code, long start, long count) {
        Chs place = code == 0 ? NONE : NOWHERE;
        return new MbrEntry(0, place, code, place, start, count);
    }

    /** The type of an MBR for what was found. */
    private static int code(Hit hit) {
        return switch (hit.format()) {
            case FAT -> switch (hit.contents().version()) {
                case "FAT12" -> 0x01;
                case "FAT32" -> 0x0c;
                default -> 0x06;
            };
            case NTFS, EXFAT, REFS, BITLOCKER -> 0x07;
            case SWAP -> 0x82;
            case LVM -> 0x8e;
            case MD -> 0xfd;
            case HFS, HFS_PLUS -> 0xaf;
            case BTRFS, EXT, ISO9660, LUKS, SQUASHFS, UDF, XFS -> 0x83;
        };
    }

    /** The type of a GPT for what was found. */
    private static String guid(Hit hit) {
        return switch (hit.format()) {
            case FAT, NTFS, EXFAT, REFS, BITLOCKER -> "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7";
            case SWAP -> "0657FD6D-A4AB-43C4-84E5-0933C84B4F4F";
            case LVM -> "E6D6D379-F507-44C2-A23C-238F2A3DF928";
            case MD -> "A19D880F-05FC-4D3B-A006-743F0F84911E";
            case HFS, HFS_PLUS -> "48465300-0000-11AA-AA11-00306543ECAC";
            case LUKS -> "CA7D7CCB-63ED-4C53-861C-1742536059CC";
            case BTRFS, EXT, ISO9660, SQUASHFS, UDF, XFS -> "0FC63DAF-8483-4772-8E79-3D69D8477DE4";
        };
    }
}
