package jdisk.command;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.shell.Desk;
import jdisk.shell.NoTable;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.source.Sources;
import jdisk.usage.Arguments;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class OpenCommand implements WordCommand {
    private static final Set<Target.Form> FORMS = Set.of(Target.Form.PARTITION, Target.Form.RUN, Target.Form.PATH);

    private final Inside inside;

    OpenCommand(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "open",
                "use an image within this",
                List.of(
                        "Takes what is in a partition, in a run of sectors or in a file of a file system for the image, until "
                                + "@|bold close|@: a table within a partition, a floppy disk's image, the disk of a virtual "
                                + "machine. A container is read as it would be if it lay outside."),
                "open 6",
                List.of(),
                List.of(Parameter.required("N[:PATH]|START:COUNT", "what to open")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        String target = arguments.word(0);
        Session session = desk.session();
        Slice found = switch (Target.parse("open", target, FORMS, session)) {
            case Target.Part part -> session.disk().slice(part.partition());
            case Target.Run run -> session.disk().slice(run.extent());
            case Target.Within within -> inside.begin(desk, "open").stretch(within).slice();
            default -> throw new IllegalStateException(target);
        };
        if (found.size() == 0) {
            throw new UserError("nothing of " + session.visible().text(target) + " is there");
        }
        String name = session.image().name() + (target.startsWith("/") ? ":" : "") + target;
        Image opened = Sources.inside(found.named(name));
        session.open(opened, name);
        desk.console().note("opened " + session.name() + ", " + opened.size() + " bytes; 'close' returns\n");
        if (session.label().isEmpty()) {
            desk.console().note(NoTable.why(session.disk(), session.visible()) + "\n");
        }
        return Outcome.DONE;
    }
}
