package jdisk.command;

import java.io.IOException;
import java.util.Optional;
import jdisk.filesystem.Directory;
import jdisk.filesystem.NamedStream;
import jdisk.filesystem.Walk;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;

/** What the words have in common that go through a tree: what cannot be read is said, and the user can stop them. */
abstract class PlaceVisitor implements Walk.Visitor {
    /** So many nodes are visited before it is asked again whether to stop. */
    private static final int PATIENCE = 64;

    final Desk desk;
    final Inside.Visit visit;
    final Inside.Place place;
    private int seen;
    private boolean stopped;

    PlaceVisitor(Desk desk, Inside.Visit visit, Inside.Place place) {
        this.desk = desk;
        this.visit = visit;
        this.place = place;
    }

    /** A path as messages name it. */
    final String shown(Walk.Visit at) {
        return visit.shown(place.partition(), at.path().text());
    }

    @Override
    public void unreadable(Walk.Visit at, IOException why) {
        visit.lost(shown(at) + ": " + IoMessage.of(why));
    }

    /** Belongs to a file that was visited. */
    @Override
    public void stream(Walk.Visit at, NamedStream stream) {
        // and is no file of its own
    }

    @Override
    public void noEntries(Walk.Visit at, Directory directory, Optional<IOException> why) {
        visit.noEntries(at, directory, why);
    }

    @Override
    public boolean isOver() {
        stopped = stopped || (++seen % PATIENCE == 0 && desk.isInterrupted());
        return stopped;
    }
}
