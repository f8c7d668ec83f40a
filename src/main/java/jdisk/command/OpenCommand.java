package jdisk.command;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import jdisk.image.Image;
import jdisk.label.FoundPartition;
import jdisk.label.Partition;
import jdisk.label.PartitionNames;
import jdisk.label.WholeImage;
import jdisk.shell.Desk;
import jdisk.shell.NoTable;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.source.Sources;
import jdisk.unit.Extent;
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
        Target wanted = Target.parse("open", target, FORMS, session);
        Stretch found = switch (wanted) {
            case Target.Part part -> Stretch.of(part.partition(), session);
            case Target.Run run -> Stretch.of(run.extent(), session);
            case Target.Within within -> inside.begin(desk, "open").stretch(within);
            default -> throw new IllegalStateException(target);
        };
        if (found.there() == 0) {
            throw new UserError("nothing of " + session.visible().text(target) + " is there");
        }
        Outcome outcome = Copying.sayIncomplete(desk, found, List.of());
        String name = name(session.image().name(), wanted);
        Image opened = Sources.inside(found.slice().named(name));
        session.open(opened, name);
        desk.console().note("opened " + session.name() + ", " + opened.size() + " bytes; 'close' returns\n");
        if (session.label().isEmpty()) {
            desk.console().note(NoTable.why(session.disk(), session.visible()) + "\n");
        }
        return outcome;
    }

    /** The name of what is opened: of a partition its own, and otherwise what stands for it, after a colon. */
    private static String name(String image, Target target) {
        return switch (target) {
            case Target.Part(FoundPartition partition) -> image + ":" + partition.reference();
            case Target.Part(Partition partition) -> PartitionNames.of(image, partition);
            case Target.Run(Extent extent) -> image + ":" + extent.first() + ":" + extent.count();
            case Target.Within(WholeImage _, String path) -> image + ":" + path;
            case Target.Within(Partition partition, String path) -> image + ":" + partition.reference() + ":" + path;
            default -> throw new IllegalStateException(image);
        };
    }
}
