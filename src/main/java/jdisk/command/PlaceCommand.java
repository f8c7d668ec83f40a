package jdisk.command;

import jdisk.label.Partition;
import jdisk.listing.PlaceListing;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Prints one number about where a partition lies, or a table of them all. */
abstract class PlaceCommand implements WordCommand {
    @Parameters(paramLabel = "N", arity = "0..1", description = "a partition: 6, p6 or hda.img6")
    private @Nullable String partition;

    /** The number, in bytes. */
    abstract long bytes(SectorSize sectorSize, Extent extent);

    @Override
    public final Outcome run(Shell shell) {
        Session session = shell.session();
        if (partition == null) {
            shell.console().print(PlaceListing.of(shell.disk(), session.requireLabel().partitions()));
        } else {
            Partition found = session.requirePartition(PartitionNumber.parse(partition, session));
            shell.console().print(bytes(session.sectorSize().size(), found.extent()) + "\n");
        }
        return Outcome.DONE;
    }
}
