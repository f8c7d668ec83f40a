package jdisk.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.filesystem.NamedStream;
import jdisk.filesystem.Node;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.SymbolicLink;
import jdisk.image.ExtentImage;
import jdisk.listing.StatListing;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.usage.Arguments;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class StatCommand implements WordCommand {
    private final Inside inside;

    StatCommand(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "stat",
                "everything about a file",
                List.of(
                        "Prints all that the file system keeps of a file or directory: its inode, size, times as exactly as "
                                + "they are kept, mode or attributes, where a link leads, and the sectors of the image that "
                                + "hold its contents."),
                "stat 6:/etc/fstab",
                List.of(),
                List.of(Parameter.some("N:PATH...", "files or directories")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        List<String> targets = arguments.words();
        Inside.Visit visit = inside.begin(desk, "stat");
        boolean first = true;
        for (Inside.Place place : visit.places(targets, Inside.Follow.NONE)) {
            desk.console().print((first ? "" : "\n")
                    + StatListing.text(found(visit, place), desk.session().visible(), desk.disk().sectorSize().bytes()));
            first = false;
            visit.say(place.partition(), place.volume());
        }
        return visit.outcome();
    }

    private static StatListing.Found found(Inside.Visit visit, Inside.Place place) {
        Node node = place.found().node();
        String name = place.partition().reference() + ":" + place.found().text();
        Optional<String> target = Optional.empty();
        Optional<List<ExtentImage.Piece>> pieces = Optional.empty();
        List<? extends NamedStream> streams = List.of();
        List<Node.Extended> extended = List.of();
        try {
            streams = node.streams();
            extended = node.extended();
            if (node instanceof SymbolicLink link) {
                target = Optional.of(link.target().text());
            } else if (node instanceof RegularFile file && file.content() instanceof ExtentImage content) {
                pieces = Optional.of(content.piecesOfRoot());
            }
        } catch (IOException e) {
            visit.lost(visit.shown(place.partition(), place.found().text()) + ": " + IoMessage.of(e));
        }
        return new StatListing.Found(name, node, target, streams, extended, pieces);
    }
}
