package jdisk.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.Contents;
import jdisk.probe.ContentsProbe;
import jdisk.probe.BootRecords;
import jdisk.unit.SectorSize;

/**
 * Finds the table of an image.
 *
 * <p>The order is fdisk's, with its reasons: a GPT first, because its disks carry an MBR as well, which only protects it; but a
 * GPT counts only if that MBR says so, because tools that know no GPT leave its headers behind when they write an MBR. Then an
 * MBR, an SGI and a Sun label, each by its own mark in sector 0: a sector that has two of them, such as a Sun label whose
 * checksum happens to be 55 AA, is what the first one says. What else was seen becomes a finding.
 *
 * <p>An MBR counts only if there is a reason for it: where its entries are none, what fills the image is looked for first, and both
 * are named.
 *
 * <p>Tables that no fdisk knows follow. That of a PC-98 ends in 55 AA, too, and has the name of a loader where an MBR has code; it
 * counts unless the entries of an MBR make sense, and comes before a boot record, which its code could be taken for. An Atari's has no mark, and counts only if its entries make sense and nothing else claims
 * the image; its checksum may happen to be 55 AA, and then those of an MBR must make none. An Amiga's comes last, because it may lie in any of the first blocks: a disk that was
 * given another table since may still have it.
 */
public final class LabelProber {
    /** The type of the MBR partition that protects a GPT. */
    static final int PROTECTIVE = 0xee;

    private final Image image;
    private final SectorSize sectorSize;
    private final ByteView first;
    private Optional<Recognition.Unreadable> unreadable;
    private Optional<MbrLabel> readMbr = Optional.empty();

    private LabelProber(Image image, SectorSize sectorSize) {
        this.image = image;
        this.sectorSize = sectorSize;
        this.unreadable = Optional.empty();
        this.first = peek(0, () -> Optional.of(image.view(0, MbrReader.LENGTH))).orElseGet(LabelProber::nothing);
    }

    /** What takes a look at a place where a table could begin. */
    private interface Look<T> {
        Optional<T> read() throws IOException;
    }

    /** A place that is only peeked at and cannot be read holds nothing: a bad sector there keeps no image shut. */
    private <T> Optional<T> peek(long sector, Look<T> look) {
        try {
            return look.read();
        } catch (IOException e) {
            if (unreadable.isEmpty()) {
                unreadable = Optional.of(new Recognition.Unreadable(sector, String.valueOf(e.getMessage())));
            }
            return Optional.empty();
        }
    }

    private static ByteView nothing() {
        return new ByteView(new byte[MbrReader.LENGTH]);
    }

    private boolean isFirstUnreadable() {
        return unreadable.isPresent() && unreadable.get().sector() == 0;
    }

    /**
     * Looks for a table.
     *
     * @param wanted the only kind to look for: it is then read even if the image looks like something else
     */
    public static Recognition probe(Image image, SectorSize sectorSize, Optional<Label.Kind> wanted) {
        if (image.size() < MbrReader.LENGTH) {
            return new Recognition.TooShort(image.size());
        }
        LabelProber prober = new LabelProber(image, sectorSize);
        return wanted.map(prober::only).orElseGet(prober::probe);
    }

    private Recognition only(Label.Kind kind) {
        Optional<? extends Label> found = switch (kind) {
            case GPT -> gpt(true);
            case DOS -> isFirstUnreadable() ? Optional.empty() : Optional.of(mbr());
            case BSD -> bsd();
            case MAC -> mac();
            case PC98 -> pc98();
            case ATARI -> AtariReader.read(image, sectorSize, first);
            case AMIGA -> AmigaReader.read(image, sectorSize);
            case SGI -> sgi();
            case SUN -> sun();
        };
        return found.<Recognition>map(Recognition.Table::new)
                .or(() -> unreadable)
                .orElseGet(() -> new Recognition.NotOfKind(kind));
    }

    /** The disklabel within a partition of a BSD, if there is one. */
    public static Optional<Label> nested(Image image, SectorSize sectorSize, Partition partition) throws IOException {
        return BsdReader.read(image, sectorSize, partition.extent().first(), partition.isOfFreeBsd()).map(label -> label);
    }

    /** The partitions for data of a table within a partition, whatever kind of system keeps one there. */
    public static List<NestedPartition> nestedPartitions(Image image, SectorSize sectorSize, Partition outer) throws IOException {
        List<? extends Partition> inner = outer.isOfBsd()
                ? nested(image, sectorSize, outer).map(Label::dataPartitions).orElse(List.of())
                : SubPartitionReader.read(image, sectorSize, outer);
        return inner.stream()
                .filter(partition -> partition.role() == Partition.Role.DATA)
                .map(partition -> new NestedPartition(outer, partition))
                .toList();
    }

    private Recognition probe() {
        boolean signed = MbrReader.hasSignature(first);
        boolean magic = GptReader.hasMagic(image, sectorSize);
        if (!signed) {
            Optional<Label> other = sgi().<Label>map(label -> label).or(this::sun);
            if (other.isPresent()) {
                return new Recognition.Table(other.get());
            }
        }
        MbrLabel mbr = mbr();
        boolean protective = signed && mbr.partitions().stream().anyMatch(LabelProber::isProtective);
        // A GPT whose MBR was wiped is found, too: nothing else claims the image then.
        if (protective || (!signed && (magic || isBackupMagic()))) {
            Optional<GptLabel> gpt = gpt(false);
            if (gpt.isPresent()) {
                return new Recognition.Table(withOthers(gpt.get()));
            }
        }
        if (!signed) {
            // Neither of these ends in 55 AA, so nothing that does can be taken for one of them.
            Optional<? extends Label> other = MacReader.hasMagic(first) ? mac() : bsd();
            if (other.isEmpty()) {
                other = atari();
            }
            if (other.isEmpty()) {
                other = AmigaReader.read(image, sectorSize);
            }
            if (other.isPresent()) {
                return new Recognition.Table(other.get());
            }
            OptionalLong elsewhere = GptReader.elsewhere(image, sectorSize);
            if (elsewhere.isPresent()) {
                return new Recognition.EndOfDisk(elsewhere.getAsLong());
            }
            return unreadable.<Recognition>map(Function.identity())
                    .orElseGet(() -> first.isZero() ? new Recognition.Blank() : new Recognition.NoSignature());
        }
        if (Pc98Reader.hasMark(first) && !looksLikeTable(mbr, sectorSize.sectors(image.size()))) {
            Optional<Pc98Label> pc98 = pc98();
            if (pc98.isPresent()) {
                return new Recognition.Table(pc98.get());
            }
            if (unreadable.isPresent()) {
                return unreadable.get(); // its loader read as an MBR is nonsense
            }
        }
        // A boot record comes next: it, too, ends in 55 AA, and its code read as entries is nonsense. But some disks have
        // both in one sector, so entries that make sense win.
        Optional<Contents> boot = BootRecords.find(first);
        if (boot.isPresent() && !looksLikeTable(mbr, sectorSize.sectors(image.size()))) {
            return new Recognition.BootRecord(boot.get());
        }
        if (protective) {
            // What was a GPT once: its MBR stays where a tool writes an Apple map over the rest.
            Optional<MacLabel> mac = MacReader.hasMagic(first) ? mac() : Optional.empty();
            return new Recognition.Table(mac.<Label>map(label -> label)
                    .orElseGet(() -> with(mbr, GptReader.faults(image, sectorSize))));
        }
        Optional<AtariLabel> atari = atari();
        if (atari.isPresent() && !looksLikeTable(mbr, sectorSize.sectors(image.size()))) {
            return new Recognition.Table(atari.get());
        }
        Optional<Contents> whole = isDoubtful(mbr) ? whole() : Optional.empty();
        if (whole.isPresent()) {
            return new Recognition.BootRecord(whole.get());
        }
        if (isCode(mbr)) {
            return new Recognition.BootCode();
        }
        return new Recognition.Table(withOthers(mbr, magic));
    }

    /**
     * Whether the entries say nothing, or what no table says: there are none, one has a boot flag that is none, or all lie
     * outside the image. Other volumes than those of {@link BootRecords} have code in their first sector that ends in 55 AA, or
     * lie behind one that is empty but for it.
     */
    private boolean isDoubtful(MbrLabel mbr) {
        long sectors = sectorSize.sectors(image.size());
        List<MbrPartition> used = mbr.primaries();
        return used.stream().allMatch(partition -> partition.entry().start() >= sectors)
                || used.stream().anyMatch(partition -> !partition.entry().hasUsualFlag());
    }

    /** Whether what would be entries is code: no flag of three of them is one that any tool sets. */
    private static boolean isCode(MbrLabel mbr) {
        return mbr.primaries().stream().filter(partition -> !partition.entry().hasUsualFlag()).count() > 2;
    }

    /** What fills the image, if it is recognised; what cannot be read tells nothing, and then the first sector is what it says. */
    private Optional<Contents> whole() {
        try {
            return ContentsProbe.at(Slice.of(image));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isBackupMagic() {
        long last = sectorSize.sectors(image.size()) - 1;
        return last > 1 && GptReader.hasMagic(image, sectorSize, last);
    }

    private static boolean isProtective(MbrPartition partition) {
        return partition.entry().type() == PROTECTIVE;
    }

    /** Read once, whoever asks for it: a chain may be long. */
    private MbrLabel mbr() {
        if (readMbr.isEmpty()) {
            readMbr = Optional.of(MbrReader.read(image, sectorSize, first));
        }
        return readMbr.get();
    }

    private Optional<GptLabel> gpt(boolean insisted) {
        return GptReader.read(image, sectorSize, mbr(),
                unreadable.filter(found -> found.sector() == 0).map(found -> new Finding.FirstUnreadable(found.reason())), insisted);
    }

    /** The GPT with what else was seen: hybrid discs have an Apple map, too, and a disk made anew may have an old header. */
    private GptLabel withOthers(GptLabel gpt) {
        List<Finding.OfReading> findings = new ArrayList<>(gpt.findings());
        for (int bytes : SectorSize.ALLOWED) {
            SectorSize other = new SectorSize(bytes);
            if (!other.equals(sectorSize) && GptReader.hasMagic(image, other)) {
                findings.add(new Finding.AnotherHeader(other.bytes(1)));
            }
        }
        if (MacReader.hasMagic(first) && mac().isPresent()) {
            findings.add(new Finding.AnotherTable(Label.Kind.MAC));
        }
        return new GptLabel(gpt.header(), gpt.primary(), gpt.backup(), gpt.partitions(), gpt.mbr(), findings);
    }

    private Optional<BsdLabel> bsd() {
        return peek(1, () -> BsdReader.read(image, sectorSize, 0, false));
    }

    private Optional<MacLabel> mac() {
        return peek(1, () -> MacReader.read(image, sectorSize));
    }

    private Optional<Pc98Label> pc98() {
        return peek(1, () -> Pc98Reader.read(image, sectorSize));
    }

    private Optional<AtariLabel> atari() {
        return AtariReader.isLikely(first, sectorSize.sectors(image.size()))
                ? AtariReader.read(image, sectorSize, first)
                : Optional.empty();
    }

    private Optional<SgiLabel> sgi() {
        return SgiReader.find(first, sectorSize.sectors(image.size()));
    }

    private Optional<SunLabel> sun() {
        return SunReader.find(first, sectorSize.sectors(image.size()));
    }

    /** The MBR with what else was seen. A mark of two bytes may stand there by chance: the checksum has to be right, too. */
    private MbrLabel withOthers(MbrLabel mbr, boolean gpt) {
        MbrLabel label = gpt ? with(mbr, new Finding.AnotherTable(Label.Kind.GPT)) : mbr;
        if (SgiReader.hasMagic(first) && SgiReader.hasRightChecksum(first)) {
            label = with(label, new Finding.AnotherTable(Label.Kind.SGI));
        }
        if (SunReader.hasMagic(first) && SunReader.hasRightChecksum(first)) {
            label = with(label, new Finding.AnotherTable(Label.Kind.SUN));
        }
        if (MacReader.hasMagic(first) && mac().isPresent()) {
            label = with(label, new Finding.AnotherTable(Label.Kind.MAC));
        }
        Optional<Finding.DriveOverlay> overlay = DriveOverlay.find(image, sectorSize, label);
        if (overlay.isPresent()) {
            label = with(label, overlay.get());
        }
        if (Pc98Reader.hasMark(first)) {
            label = with(label, new Finding.AnotherTable(Label.Kind.PC98));
        }
        if (atari().isPresent()) {
            label = with(label, new Finding.AnotherTable(Label.Kind.ATARI));
        }
        // Only an empty MBR is worth a look at more than its own sector.
        if (label.partitions().isEmpty() && AmigaReader.read(image, sectorSize).isPresent()) {
            label = with(label, new Finding.AnotherTable(Label.Kind.AMIGA));
        }
        return label;
    }

    private static MbrLabel with(MbrLabel mbr, Finding.OfReading finding) {
        List<Finding.OfReading> findings = new ArrayList<>(mbr.findings());
        findings.add(finding);
        return new MbrLabel(mbr.diskId(), mbr.slots(), mbr.chain(), mbr.extended(), findings);
    }

    /** Whether every entry is free or sensible, and at least one is not free. */
    private static boolean looksLikeTable(MbrLabel mbr, long sectors) {
        List<MbrPartition> used = mbr.primaries();
        return !used.isEmpty() && used.stream().map(MbrPartition::entry).allMatch(entry -> {
            boolean placed = entry.start() != 0 && entry.count() != 0 && entry.start() + entry.count() <= sectors;
            return entry.hasUsualFlag() && entry.type() != 0 && placed;
        });
    }
}
