package jdisk.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdisk.disk.DiskMap;
import jdisk.label.Label;
import jdisk.label.Partition;
import jdisk.listing.JsonListing;
import jdisk.listing.ListedDisk;
import jdisk.listing.MapDrawing;
import jdisk.listing.MapListing;
import jdisk.probe.Contents;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
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
        desk.console()
                .print(json
                        ? new JsonListing(session.listed(), false).map(label, regions, contents)
                        : text(desk.listed(), label, regions, contents));
        return Outcome.DONE;
    }

    /** The listing; on a terminal, the drawing below it. */
    private static String text(
            ListedDisk disk, Label label, List<DiskMap.Region> regions, Map<Integer, Contents> contents) {
        String drawing = MapDrawing.text(disk, label, regions);
        return MapListing.text(disk, label, regions, contents) + (drawing.isEmpty() ? "" : "\n" + drawing);
    }
}
