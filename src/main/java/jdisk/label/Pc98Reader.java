package jdisk.label;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.ContentsProbe;
import jdisk.unit.Chs;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;

/**
 * Reads the partition table of a PC-98.
 *
 * <pre>
 * sector 0                                       sector 1: 16 entries of 32 bytes
 *   4 "IPL1", or the name of another loader        0 mid: 80 can be booted, and for which system
 * 510 55 AA                                        1 sid: 80 active, and what it holds
 *                                                  4 place of its loader   8 first place   12 last place
 *                                                 16 name, 16 bytes, filled up with blanks
 *
 * place: 0 sector   1 head   2 cylinder, 16 bits
 * </pre>
 *
 * All numbers are little-endian and count from 0, sectors as well; a last place on sector 0 of head 0 stands for the end of its
 * cylinder. Source: {@code struct pc98_partition} of FreeBSD ({@code sys/diskpc98.h}) and the description of Linux/98.
 *
 * <p>The table tells places, but not how many heads and sectors there are: only the disk knew. What the user gives holds. Else,
 * where last places are told in full and all are on the same head and sector, partitions end with a cylinder, and these are the last
 * of each. Else the first of the usual geometries counts by which something known begins where the first partition does; and
 * else the first of which the disk has whole cylinders, which is a guess and said to be one.
 */
final class Pc98Reader {
    /** Both sectors. */
    static final int LENGTH = 1024;

    static final int SECTOR = 512;
    private static final List<String> LOADERS = List.of("IPL1", "Linux 98", "GRUB/98 ");
    private static final int LOADER = 4;
    private static final int ENTRIES = 16;
    private static final int ENTRY = 32;
    private static final int NAME = 16;

    /** Heads and sectors of the disks there were, the smallest first, and of image files as parted counts them. */
    private static final List<List<Integer>> USUAL = List.of(
            List.of(8, 17), List.of(4, 32), List.of(8, 25), List.of(8, 32), List.of(4, 33), List.of(8, 33), List.of(7, 17),
            List.of(8, 63), List.of(15, 63), List.of(16, 63), List.of(8, 128), List.of(255, 63));

    private Pc98Reader() {}

    /** Whether the first sector has the loader of a PC-98. */
    static boolean hasMark(ByteView first) {
        return LOADERS.stream().anyMatch(loader -> first.has(LOADER, loader));
    }

    /**
     * Reads the table; nothing if there is none, or sectors are not of 512 bytes.
     *
     * @throws IOException if its sectors cannot be read
     */
    static Optional<Pc98Label> read(Image image, SectorSize sectorSize) throws IOException {
        ByteView table = image.viewUpTo(0, LENGTH);
        if (!sectorSize.equals(SectorSize.DEFAULT) || table.length() < LENGTH || !hasMark(table)) {
            return Optional.empty();
        }
        List<Finding.OfReading> findings = new ArrayList<>();
        if (!MbrReader.hasSignature(table)) {
            findings.add(new Finding.NoSignature(0));
        }
        long sectors = sectorSize.sectors(image.size());
        Geometry assumed = assumed(sectors);
        List<Pc98Partition> partitions = new ArrayList<>();
        for (int slot = 0; slot < ENTRIES; slot++) {
            int at = SECTOR + slot * ENTRY;
            if (!table.slice(at, NAME).isZero()) {
                String name = table.text(at + NAME, ENTRY - NAME, japanese()).stripTrailing();
                partitions.add(new Pc98Partition(
                        slot + 1, table.u8(at), table.u8(at + 1), place(table, at + 8), place(table, at + 12), name, assumed));
            }
        }
        Optional<Geometry> found = commonEnd(partitions, sectors).or(() -> byContents(image, partitions, sectors));
        List<Pc98Partition> placed = partitions.stream().map(partition -> partition.in(found.orElse(assumed))).toList();
        return Optional.of(new Pc98Label(found.orElse(assumed), found.isEmpty(), placed, sectors, findings));
    }

    private static Charset japanese() {
        return Charset.isSupported("windows-31j") ? Charset.forName("windows-31j") : StandardCharsets.ISO_8859_1;
    }

    private static Chs place(ByteView table, int at) {
        return new Chs(table.u16le(at + 2), table.u8(at + 1), table.u8(at));
    }

    /** The first usual geometry whose cylinders fill the disk, or that of the first PC-98 disks if none does. */
    private static Geometry assumed(long sectors) {
        List<Integer> fitting = USUAL.stream()
                .filter(usual -> sectors % ((long) usual.getFirst() * usual.getLast()) == 0)
                .findFirst()
                .orElse(USUAL.getFirst());
        return Geometry.of(fitting.getFirst(), fitting.getLast(), sectors);
    }

    /** The geometry in which all partitions end with a cylinder, if their last places tell it. */
    private static Optional<Geometry> commonEnd(List<Pc98Partition> partitions, long sectors) {
        List<Chs> ends = partitions.stream().map(Pc98Partition::last).filter(last -> last.head() != 0 || last.sector() != 0).toList();
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        Chs end = ends.getFirst();
        boolean common = ends.stream().allMatch(other -> other.head() == end.head() && other.sector() == end.sector());
        boolean possible = partitions.stream()
                .allMatch(partition -> partition.first().head() <= end.head() && partition.first().sector() <= end.sector());
        return common && possible
                ? Optional.of(Geometry.of((int) end.head() + 1, (int) end.sector() + 1, sectors))
                : Optional.empty();
    }

    /** The first usual geometry by which something known begins where the first partition does, and all lie on the disk. */
    private static Optional<Geometry> byContents(Image image, List<Pc98Partition> partitions, long sectors) {
        for (List<Integer> usual : USUAL) {
            Geometry geometry = Geometry.of(usual.getFirst(), usual.getLast(), sectors);
            List<Pc98Partition> placed = partitions.stream().map(partition -> partition.in(geometry)).toList();
            boolean possible = placed.stream()
                    .allMatch(partition -> partition.isSensible() && partition.extent().first() > 1 && partition.extent().end() <= sectors);
            if (possible && !placed.isEmpty() && holdsSomething(image, placed.getFirst())) {
                return Optional.of(geometry);
            }
        }
        return Optional.empty();
    }

    private static boolean holdsSomething(Image image, Pc98Partition partition) {
        try {
            long first = SectorSize.DEFAULT.bytes(partition.extent().first());
            return ContentsProbe.at(Slice.of(image, first, SectorSize.DEFAULT.bytes(partition.extent().count()))).isPresent();
        } catch (IOException e) {
            return false; // it tells nothing; whether it matters is found when the partition is read
        }
    }
}
