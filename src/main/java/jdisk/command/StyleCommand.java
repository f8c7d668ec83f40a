package jdisk.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.listing.Style;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "style",
        header = "layout of listings",
        description = "Changes the layout: @|bold classic|@ is that of fdisk 2.12, @|bold modern|@ that of today's fdisk, and "
                + "@|bold auto|@ takes the one that fits the disk. The display unit becomes that fdisk's own.",
        footer = "style modern")
final class StyleCommand implements WordCommand {
    /** Completes the names of the layouts. */
    private static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Names() {
            super(List.of("auto", "classic", "modern"));
        }
    }

    @Parameters(paramLabel = "NAME", completionCandidates = Names.class, description = "auto, classic or modern")
    private String name = "";

    @Override
    public Outcome run(Desk desk) {
        desk.session().setStyle(switch (name) {
            case "auto" -> Optional.empty();
            case "classic" -> Optional.of(Style.CLASSIC);
            case "modern" -> Optional.of(Style.MODERN);
            default -> throw new UserError("style: '" + name + "' is not auto, classic or modern");
        });
        return Outcome.DONE;
    }
}
