package jdisk.command;

import java.io.IOException;
import java.util.List;
import jdisk.image.Slice;
import jdisk.label.Partition;
import jdisk.listing.ByteListing;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Prints one number about where a partition lies, or a table of them all. */
abstract class ByteCommand implements WordCommand {
    @Parameters(paramLabel = "N", arity = "0..1", description = "a partition: 6, p6 or hda.img6")
    private @Nullable String partition;

    /** The command. */
    abstract String word();

    /** Whether the word asks something of the whole disk, too. */
    boolean takesDisk() {
        return false;
    }

    /** The number, in bytes. */
    abstract long bytes(Slice partition);

    @Override
    public final Outcome run(Desk desk) throws IOException {
        Session session = desk.session();
        if (partition != null && takesDisk() && partition.equals("disk")) {
            desk.console().print(session.disk().bytes() + "\n");
        } else if (partition == null) {
            List<? extends Partition> all = session.label().isPresent()
                    ? session.requireLabel().partitions()
                    : List.of(session.requireWhole(word()));
            desk.console().print(ByteListing.of(desk.listed(), all));
        } else {
            Partition found = Target.partition(word(), partition, session);
            desk.console().print(bytes(session.disk().slice(found)) + "\n");
        }
        return Outcome.DONE;
    }
}
