package jdisk.command;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.label.Partition;
import jdisk.listing.HexDump;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.unit.Extent;
import jdisk.usage.Arguments;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class HexdumpCommand implements WordCommand {
    private static final Set<Target.Form> FORMS =
            Set.of(Target.Form.PARTITION, Target.Form.SECTOR_OF_PARTITION, Target.Form.SECTOR, Target.Form.PATH);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Bytes read at a time; a whole number of sectors of any size. */
    private static final int PIECE = 65_536;

    private final Inside inside;

    HexdumpCommand(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "hexdump",
                "show sectors or a file",
                List.of(
                        "Shows @|italic COUNT|@ sectors (1 if not given) in the form of @|bold hexdump -C|@, with their "
                                + "offsets in the image: those of a partition from its sector @|italic SECTOR|@ on (0 if not "
                                + "given), or those of the disk. Of a file of its file system, @|italic N:PATH|@, it shows "
                                + "all, with offsets in the file."),
                "hexdump 6:2 4",
                List.of(),
                List.of(
                        Parameter.required("N[:SECTOR]|N:PATH|@SECTOR", "a sector of a partition, or of the disk"),
                        Parameter.optional("COUNT", "number of sectors")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        String target = arguments.word(0);
        String sectors = arguments.word(1);
        if (!sectors.isEmpty() && (!NUMBER.matcher(sectors).matches() || Long.parseLong(sectors) == 0)) {
            throw new UserError("hexdump: '" + sectors + "' is not a number of sectors");
        }
        long count = sectors.isEmpty() ? 1 : Long.parseLong(sectors);
        Session session = desk.session();
        int sector = session.disk().sectorSize().bytes();
        if (Target.parse("hexdump", target, FORMS, session) instanceof Target.Within within) {
            Inside.Visit visit = inside.begin(desk, "hexdump");
            Slice content = visit.stretch(within).slice();
            // Of a file, all there is; or so many sectors, as if it were a disk.
            long end = sectors.isEmpty() || count > content.size() / sector ? content.size() : count * sector;
            return dump(desk, content, 0, end) == Outcome.DONE ? visit.outcome() : Outcome.FAILED;
        }
        Extent extent = extent(session, target, count);
        long at = session.disk().sectorSize().bytes(extent.first());
        // The sector at the image's end may be incomplete: what there is of it is shown.
        return dump(desk, session.image(), at, Math.min(session.disk().sectorSize().bytes(extent.end()), session.image().size()));
    }

    private static Outcome dump(Desk desk, Image image, long start, long end) throws IOException {
        long at = start;
        HexDump dump = HexDump.canonical(at);
        // Ends: each turn takes a piece of a range that is finite.
        while (at < end) {
            if (desk.isInterrupted()) {
                return Outcome.FAILED;
            }
            ByteView piece = image.view(at, (int) Math.min(PIECE, end - at));
            desk.console().print(dump.lines(piece));
            at += piece.length();
        }
        desk.console().print(dump.end());
        return Outcome.DONE;
    }

    private static Extent extent(Session session, String target, long count) {
        long sectors = Math.ceilDiv(session.image().size(), session.disk().sectorSize().bytes());
        return switch (Target.parse("hexdump", target, FORMS, session)) {
            case Target.Sector(long sector) -> within(new Extent(0, sectors), sector, count, "the image has");
            case Target.Part(Partition partition) -> inPartition(partition, 0, count, sectors);
            case Target.SectorOfPart(Partition partition, long sector) -> inPartition(partition, sector, count, sectors);
            case Target.Whole whole -> throw new IllegalStateException(target);
            case Target.Run run -> throw new IllegalStateException(target);
            case Target.Within within -> throw new IllegalStateException(target);
            case Target.Group group -> throw new IllegalStateException(target);
        };
    }

    private static Extent inPartition(Partition partition, long sector, long count, long sectors) {
        Extent extent = within(partition.extent(), sector, count, "partition " + partition.reference() + " has");
        if (extent.end() > sectors) {
            throw new UserError("sectors up to " + (extent.end() - 1) + " lie past the end of the image");
        }
        return extent;
    }

    private static Extent within(Extent whole, long sector, long count, String has) {
        if (sector >= whole.count() || count > whole.count() - sector) {
            throw new UserError(has + " " + whole.count() + " sectors, counted from 0: there is no "
                    + (count == 1 ? "sector " + sector : "run of " + count + " from sector " + sector));
        }
        return new Extent(whole.first() + sector, count);
    }
}
