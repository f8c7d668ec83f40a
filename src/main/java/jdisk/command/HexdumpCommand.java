package jdisk.command;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.image.ByteView;
import jdisk.label.Partition;
import jdisk.listing.HexDump;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.shell.UserError;
import jdisk.unit.Extent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "hexdump",
        header = "show sectors of a partition or of the disk",
        description = "Shows @|italic COUNT|@ sectors (1 if not given) in the form of @|bold hexdump -C|@, with their offsets in "
                + "the image: those of a partition from its sector @|italic SECTOR|@ on (0 if not given), or those of the disk.",
        footer = "hexdump 6:2 4")
final class HexdumpCommand implements WordCommand {
    private static final Pattern IN_PARTITION = Pattern.compile("(.+?)(?::(\\d{1,18}))?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern ON_DISK = Pattern.compile("@(\\d{1,18})");

    /** Bytes read at a time; a whole number of sectors of any size. */
    private static final int PIECE = 65_536;

    @Parameters(index = "0", paramLabel = "N[:SECTOR]|@SECTOR", description = "a sector of a partition, or of the disk")
    private String place = "";

    @Parameters(index = "1", paramLabel = "COUNT", arity = "0..1", defaultValue = "1", description = "number of sectors")
    private String sectors = "";

    @Override
    public Outcome run(Shell shell) throws IOException {
        if (!NUMBER.matcher(sectors).matches() || Long.parseLong(sectors) == 0) {
            throw new UserError("hexdump: '" + sectors + "' is not a number of sectors");
        }
        long count = Long.parseLong(sectors);
        Session session = shell.session();
        Matcher onDisk = ON_DISK.matcher(place);
        Extent extent = onDisk.matches() ? onDisk(session, Long.parseLong(onDisk.group(1)), count) : inPartition(session, count);
        long at = session.sectorSize().size().bytes(extent.first());
        // The sector at the image's end may be incomplete: what there is of it is shown.
        long end = Math.min(session.sectorSize().size().bytes(extent.end()), session.image().size());
        HexDump dump = HexDump.canonical(at);
        // Ends: each turn takes a piece of a range that is finite.
        while (at < end) {
            if (shell.console().isInterrupted()) {
                return Outcome.FAILED;
            }
            ByteView piece = session.image().view(at, (int) Math.min(PIECE, end - at));
            shell.console().print(dump.lines(piece));
            at += piece.length();
        }
        shell.console().print(dump.end());
        return Outcome.DONE;
    }

    private static Extent onDisk(Session session, long sector, long count) {
        long sectors = Math.ceilDiv(session.image().size(), session.sectorSize().size().bytes());
        return within(new Extent(0, sectors), sector, count, "the image has");
    }

    private Extent inPartition(Session session, long count) {
        Matcher matcher = IN_PARTITION.matcher(place);
        if (!matcher.matches()) {
            throw new UserError("'" + place + "' is not a place; 'hexdump 1' and 'hexdump @0' name some");
        }
        Partition partition = session.requirePartition(PartitionNumber.parse(matcher.group(1), session));
        long sector = matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2));
        Extent extent = within(partition.extent(), sector, count, "partition " + partition.number() + " has");
        if (extent.end() > Math.ceilDiv(session.image().size(), session.sectorSize().size().bytes())) {
            throw new UserError("sectors up to " + (extent.end() - 1) + " lie behind the end of the image");
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
