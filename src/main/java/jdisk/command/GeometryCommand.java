package jdisk.command;

import jdisk.label.SectorSizeFinder;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.unit.GeometryChoice;
import picocli.CommandLine.Command;

@Command(
        name = "geometry",
        header = "geometry and sector size, and how they were found",
        description = "Prints the geometry and the sector size in force, and where each number came from: an option, the places "
                + "(C/H/S) written in the table, expert mode, the size of the image, or a default. Expert mode's @|bold c|@, @|bold h|@ and @|bold s|@ change it in memory.",
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
                        + line("total sectors", session.disk().sectors(), "from the size of the image"));
        return Outcome.DONE;
    }

    private static String line(String what, long number, String why) {
        return what + " ".repeat(15 - what.length()) + number + " (" + why + ")\n";
    }
}
