package jdisk.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jdisk.image.Slice;
import jdisk.label.Partition;
import jdisk.listing.ByteListing;
import jdisk.listing.JsonListing;
import jdisk.shell.Desk;
import jdisk.shell.NoTable;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.usage.Arguments;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

/** Prints one number about where each of some partitions lies, or a table of them all. */
abstract class ByteCommand implements WordCommand {
    private static final Option JSON = Option.flag("as JSON, both numbers", "--json");

    private static final String DISK = "disk";

    /** The command. */
    abstract String word();

    /** Whether the word asks something of the whole disk, too. */
    boolean takesDisk() {
        return false;
    }

    /** The number, in bytes. */
    abstract long bytes(Slice partition);

    /** The syntax, of which all but this is the same. */
    static Syntax syntax(String name, String purpose, String description, String example) {
        List<Parameter> parameters = List.of(Parameter.any("N...", "partitions: 6, p6 or hda.img6"));
        return new Syntax(name, purpose, List.of(description), example, List.of(JSON), parameters);
    }

    @Override
    public final Outcome run(Desk desk, Arguments arguments) throws IOException {
        boolean json = arguments.has(JSON);
        List<String> names = arguments.words();
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
        return partitions.stream().anyMatch(Partition::isWholeImage) && NoTable.isContainer(session.disk()) ? Outcome.PROBLEMS : Outcome.DONE;
    }

    private static Slice slice(Partition partition, Session session) {
        return partition.isWholeImage() ? Slice.of(session.image()) : session.disk().slice(partition);
    }
}
