package jdisk.command;

import jdisk.label.Partition;
import jdisk.listing.ByteListing;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Prints one number about where a partition lies, or a table of them all. */
abstract class ByteCommand implements WordCommand {
    @Parameters(paramLabel = "N", arity = "0..1", description = "a partition: 6, p6 or hda.img6")
    private @Nullable String partition;

    /** The command. */
    abstract String word();

    /** The number, in bytes. */
    abstract long bytes(SectorSize sectorSize, Extent extent);

    @Override
    public final Outcome run(Desk desk) {
        Session session = desk.session();
        if (partition == null) {
            desk.console().print(ByteListing.of(desk.listed(), session.requireLabel().partitions()));
        } else {
            Partition found = Target.partition(word(), partition, session);
            desk.console().print(bytes(session.disk().sectorSize(), found.extent()) + "\n");
        }
        return Outcome.DONE;
    }
}
