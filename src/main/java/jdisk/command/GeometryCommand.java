package jdisk.command;

import jdisk.image.Layer;
import jdisk.label.SectorSizeFinder;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.unit.GeometryChoice;
import picocli.CommandLine.Command;

@Command(
        name = "geometry",
        header = "geometry and sector size",
        description = "Prints the geometry and the sector size in force, and where each number came from: an option, the places "
                + "(C/H/S) written in the table, expert mode, the size of the image, or a default. Of an image in a container, what that says of itself follows. Expert mode's @|bold c|@, @|bold h|@ and @|bold s|@ change it in memory.",
        footer = "geometry")
final class GeometryCommand implements WordCommand {
    @Override
    public Outcome run(Desk desk) {
        Session session = desk.session();
        GeometryChoice choice = session.disk().geometryChoice();
        SectorSizeFinder.Choice sector = session.disk().sectorSizeChoice();
        desk.console()
                .print(line("heads", choice.geometry().heads(), choice.heads().why())
                        + line("sectors/track", choice.geometry().sectors(), choice.sectors().why())
                        + line("cylinders", choice.geometry().cylinders(), choice.cylinders().why())
                        + line("sector size", sector.size().bytes(), sector.origin().why())
                        + line("total sectors", session.disk().sectors(), "from the size of the image")
                        + layers(session));
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
