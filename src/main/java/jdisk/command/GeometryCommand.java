package jdisk.command;

import java.util.List;
import jdisk.image.Layer;
import jdisk.label.SectorSizeFinder;
import jdisk.listing.JsonListing;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.unit.GeometryChoice;
import jdisk.usage.Arguments;
import jdisk.usage.Option;
import jdisk.usage.Syntax;

final class GeometryCommand implements WordCommand {
    private static final Option JSON = Option.flag("as JSON", "--json");

    @Override
    public Syntax syntax() {
        return new Syntax(
                "geometry",
                "geometry and sector size",
                List.of(
                        "Prints the geometry and the sector size in force, and where each number came from: an option, the "
                                + "places (C/H/S) written in the table, expert mode, the size of the image, or a default. Of "
                                + "an image in a container, what that says of itself follows. Expert mode's @|bold c|@, @|bold "
                                + "h|@ and @|bold s|@ change it in memory. @|bold --json|@ writes it as JSON."),
                "geometry",
                List.of(JSON),
                List.of());
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) {
        boolean json = arguments.has(JSON);
        Session session = desk.session();
        GeometryChoice choice = session.disk().geometryChoice();
        SectorSizeFinder.Choice sector = session.disk().sectorSizeChoice();
        List<JsonListing.GeometryFact> facts = List.of(
                new JsonListing.GeometryFact("heads", choice.geometry().heads(), choice.heads().why()),
                new JsonListing.GeometryFact("sectors/track", choice.geometry().sectors(), choice.sectors().why()),
                new JsonListing.GeometryFact("cylinders", choice.geometry().cylinders(), choice.cylinders().why()),
                new JsonListing.GeometryFact("sector size", sector.size().bytes(), sector.origin().why()),
                new JsonListing.GeometryFact("total sectors", session.disk().sectors(), "from the size of the image"));
        if (json) {
            new JsonListing(session.listed(), false, desk.console()::print).geometry(facts, session.image().layers());
            return Outcome.DONE;
        }
        facts.forEach(fact -> desk.console().print(line(fact.what(), fact.value(), fact.why())));
        desk.console().print(layers(session));
        return Outcome.DONE;
    }

    /** The forms in which the image is kept, and what they say of themselves. */
    private static String layers(Session session) {
        StringBuilder text = new StringBuilder();
        for (Layer layer : session.image().layers()) {
            text.append(fact("container", layer.format() + " of " + layer.size() + " bytes"));
            layer.facts().forEach((title, fact) -> text.append(fact("  " + title, session.visible().text(fact))));
        }
        return text.toString();
    }

    private static String fact(String title, String fact) {
        return title + " ".repeat(Math.max(17 - title.length(), 1)) + fact.replaceAll("\\R", " ") + "\n";
    }

    private static String line(String what, long number, String why) {
        return what + " ".repeat(15 - what.length()) + number + " (" + why + ")\n";
    }
}
