package jdisk.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdisk.disk.DiskMap;
import jdisk.label.Label;
import jdisk.label.Partition;
import jdisk.listing.JsonListing;
import jdisk.listing.MapDrawing;
import jdisk.listing.MapListing;
import jdisk.probe.Contents;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "map",
        header = "what every sector is used for",
        description = "Lists tables, partitions and gaps in disk order, so that every sector is accounted for, and "
                + "mentions the file systems in them. An extended partition has no line of its own; what it holds has. On a "
                + "terminal, a drawing to scale follows. @|bold --json|@ writes the list as JSON.",
        footer = "map")
final class MapCommand implements WordCommand {
    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Override
    public Outcome run(Desk desk) {
        Session session = desk.session();
        Label label = session.requireLabel();
        List<DiskMap.Region> regions = session.disk().map();
        Map<Integer, Contents> contents = new HashMap<>();
        for (Partition partition : label.dataPartitions()) {
            session.disk().mainContents(partition).ifPresent(found -> contents.put(partition.number(), found));
        }
        if (json) {
            new JsonListing(session.listed(), false, desk.console()::print).map(label, regions, contents);
        } else {
            print(desk, label, regions, contents);
        }
        return Outcome.DONE;
    }

    /** The listing; on a terminal, the drawing below it. */
    private static void print(Desk desk, Label label, List<DiskMap.Region> regions, Map<Integer, Contents> contents) {
        String drawing = MapDrawing.text(desk.listed(), label, regions);
        TextTable listing = MapListing.table(desk.listed(), label, regions, contents);
        if (drawing.isEmpty()) {
            listing.writeTo(desk.console()::print);
        } else {
            // In one piece, which a pager can show.
            desk.console().print(listing + "\n" + drawing);
        }
    }
}
