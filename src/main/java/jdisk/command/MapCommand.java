package jdisk.command;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
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
import jdisk.listing.MapSvg;
import jdisk.output.OutputGuard;
import jdisk.probe.Contents;
import jdisk.search.GapContent;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.text.TextTable;
import jdisk.usage.Arguments;
import jdisk.usage.Option;
import jdisk.usage.Syntax;

final class MapCommand implements WordCommand {
    private static final Option JSON = Option.flag("as JSON", "--json");
    private static final Option CONTENT = Option.flag("tell what is in gaps", "--content");
    private static final Option SVG = Option.value("FILE", "write the drawing into a file, as SVG", "--svg");
    private static final Option FORCE = Option.flag("replace a file that exists", "--force");

    @Override
    public Syntax syntax() {
        return new Syntax(
                "map",
                "what every sector is for",
                List.of(
                        "Lists tables, partitions and gaps in disk order, so that every sector is accounted for. Of a "
                                + "partition it shows its number, its type, the file system in it with its label, and the "
                                + "partition's own name; an extended one has no line of its own, but what it holds has. On a "
                                + "terminal, a drawing to scale comes first. @|bold --json|@ writes the list as JSON. @|bold "
                                + "--svg|@ writes the drawing, with its numbers and a legend, into a file for a report, which "
                                + "any browser shows; one that exists stays, unless @|bold --force|@ is given. @|bold "
                                + "--content|@ reads the gaps, and tells of each whether it is empty, or at which sector its "
                                + "data begin and what that looks like."),
                "map",
                List.of(JSON, CONTENT, SVG, FORCE),
                List.of());
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        boolean json = arguments.has(JSON);
        Optional<Path> svg = arguments.path(SVG);
        boolean force = arguments.has(FORCE);
        if (json && svg.isPresent()) {
            throw new UserError("map: '--json' and '--svg' do not go together");
        }
        if (force && svg.isEmpty()) {
            throw new UserError("map: '--force' is for '--svg'");
        }
        Session session = desk.session();
        Optional<Label> label = session.label();
        List<? extends Partition> partitions =
                label.isPresent() ? label.get().partitions() : List.of(session.requireWhole("map"));
        List<DiskMap.Region> regions = label.isPresent() ? session.disk().map() : whole(partitions.getFirst());
        Map<Partition, Contents> contents = new HashMap<>();
        regions.stream().map(DiskMap.Region::partition).flatMap(Optional::stream).forEach(partition ->
                session.disk().mainContents(partition).ifPresent(found -> contents.put(partition, found)));
        Map<DiskMap.Region, GapContent> gaps = new HashMap<>();
        Outcome outcome = arguments.has(CONTENT) ? look(desk, regions, gaps) : Outcome.DONE;
        if (svg.isPresent()) {
            save(session, svg.get(), force, MapSvg.of(desk.listed(), partitions, regions, contents, gaps));
            desk.inform("Map saved.\n");
        } else if (json) {
            new JsonListing(session.listed(), false, desk.console()::print).map(regions, contents, gaps);
        } else {
            print(desk, partitions, regions, MapListing.table(desk.listed(), regions, contents, gaps));
        }
        return outcome;
    }

    private static void save(Session session, Path file, boolean force, String text) throws IOException {
        if (file.getFileName() == null || file.toString().isEmpty()) {
            throw new UserError("map: '" + file + "' is not the name of a file");
        }
        new OutputGuard(session.image()).writeText(file, text, force);
    }

    /** Looks into the gaps; what cannot be read is said. */
    private Outcome look(Desk desk, List<DiskMap.Region> regions, Map<DiskMap.Region, GapContent> gaps) {
        Outcome outcome = Outcome.DONE;
        for (DiskMap.Region region : regions) {
            if (region.kind() != DiskMap.Kind.GAP) {
                continue;
            }
            try {
                gaps.put(region, GapContent.of(desk.disk().slice(region.extent()), desk::isInterrupted));
            } catch (InterruptedIOException e) {
                throw new UserError("interrupted");
            } catch (IOException e) {
                desk.report(new UserError("the gap at sector " + region.extent().first() + " cannot be read: " + IoMessage.of(e)));
                outcome = Outcome.PROBLEMS;
            }
        }
        return outcome;
    }

    private static List<DiskMap.Region> whole(Partition image) {
        return List.of(new DiskMap.Region(
                DiskMap.Kind.PARTITION, image.extent(), Optional.of(image), Optional.empty()));
    }

    /** The listing; on a terminal, the drawing above it. */
    private static void print(Desk desk, List<? extends Partition> partitions, List<DiskMap.Region> regions, TextTable listing) {
        String drawing = MapDrawing.text(desk.listed(), partitions, regions);
        if (drawing.isEmpty()) {
            listing.writeTo(desk.console()::print);
        } else {
            // In one piece, which a pager can show.
            desk.console().print(drawing + "\n" + listing);
        }
    }
}
