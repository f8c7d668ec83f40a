package jdisk.command;

import java.util.List;
import java.util.Optional;
import jdisk.filesystem.Directory;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.usage.Arguments;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class CdCommand implements WordCommand {
    private final Inside inside;

    CdCommand(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "cd",
                "choose a directory",
                List.of(
                        "Chooses the directory that paths begin at which name no partition: @|bold cd 6:/etc|@, then @|bold "
                                + "ls|@, @|bold cat fstab|@, @|bold cd ..|@. Without @|italic TARGET|@, none is chosen any "
                                + "more. @|bold pwd|@ shows which one is."),
                "cd 6:/etc",
                List.of(),
                List.of(Parameter.optional("N:PATH", "a directory")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) {
        String target = arguments.word(0);
        if (target.isEmpty()) {
            desk.session().setPlace(Optional.empty());
            return Outcome.DONE;
        }
        Inside.Visit visit = inside.begin(desk, "cd");
        Inside.Place place = visit.find(target, true);
        if (!(place.found().node() instanceof Directory)) {
            throw new UserError(visit.shown(place.partition(), place.found().text()) + " is not a directory");
        }
        desk.session().setPlace(Optional.of(new Session.Place(place.partition().reference(), place.found().text())));
        return visit.outcome();
    }
}
