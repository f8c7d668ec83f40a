package jdisk.command;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    public Outcome run(Desk desk) throws IOException {
        Session session = desk.session();
        Optional<Label> label = session.label();
        List<? extends Partition> partitions =
                label.isPresent() ? label.get().partitions() : List.of(session.requireWhole("map"));
        List<DiskMap.Region> regions = label.isPresent() ? session.disk().map() : whole(partitions.getFirst());
        Map<Partition, Contents> contents = new HashMap<>();
        regions.stream().map(DiskMap.Region::partition).flatMap(Optional::stream).forEach(partition ->
                session.disk().mainContents(partition).ifPresent(found -> contents.put(partition, found)));
        if (json) {
            new JsonListing(session.listed(), false, desk.console()::print).map(regions, contents);
        } else {
            print(desk, partitions, regions, contents);
        }
        return Outcome.DONE;
    }

    private static List<DiskMap.Region> whole(Partition image) {
        return List.of(new DiskMap.Region(
                DiskMap.Kind.PARTITION, image.extent(), Optional.of(image), Optional.empty()));
    }

    /** The listing; on a terminal, the drawing below it. */
    private static void print(Desk desk, List<? extends Partition> partitions, List<DiskMap.Region> regions, Map<Partition, Contents> contents) {
        String drawing = MapDrawing.text(desk.listed(), partitions, regions);
        TextTable listing = MapListing.table(desk.listed(), regions, contents);
        if (drawing.isEmpty()) {
            listing.writeTo(desk.console()::print);
        } else {
            // In one piece, which a pager can show.
            desk.console().print(listing + "\n" + drawing);
        }
    }
}
