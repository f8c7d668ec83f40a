package jdisk.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jdisk.image.Slice;
import jdisk.label.Partition;
import jdisk.listing.ByteListing;
import jdisk.listing.JsonListing;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints one number about where each of some partitions lies, or a table of them all. */
abstract class ByteCommand implements WordCommand {
    private static final String DISK = "disk";

    @Option(names = "--json", description = "as JSON, both numbers")
    private boolean json;

    @Parameters(paramLabel = "N...", arity = "0..*", description = "partitions: 6, p6 or hda.img6")
    private List<String> names = List.of();

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
        List<Partition> partitions = new ArrayList<>();
        for (String name : names) {
            partitions.add(takesDisk() && name.equals(DISK) ? session.disk().whole() : Target.partition(word(), name, session));
        }
        if (names.isEmpty()) {
            partitions.addAll(session.label().isPresent() ? session.requireLabel().partitions() : List.of(session.requireWhole(word())));
        }
        if (json) {
            new JsonListing(session.listed(), false, desk.console()::print).places(word(), partitions);
        } else if (names.isEmpty()) {
            desk.console().print(ByteListing.of(desk.listed(), partitions));
        } else {
            partitions.forEach(partition -> desk.console().print(bytes(slice(partition, session)) + "\n"));
        }
        return Outcome.DONE;
    }

    private static Slice slice(Partition partition, Session session) {
        return partition.isWholeImage() ? Slice.of(session.image()) : session.disk().slice(partition);
    }
}
