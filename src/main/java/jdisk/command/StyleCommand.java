package jdisk.command;

import java.util.List;
import java.util.Optional;
import jdisk.listing.Style;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.UserError;
import jdisk.usage.Arguments;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class StyleCommand implements WordCommand {
    @Override
    public Syntax syntax() {
        return new Syntax(
                "style",
                "layout of listings",
                List.of(
                        "Changes the layout: @|bold classic|@ is that of fdisk 2.12, @|bold modern|@ that of today's fdisk, "
                                + "and @|bold auto|@ takes the one that fits the disk. The display unit becomes that fdisk's "
                                + "own."),
                "style modern",
                List.of(),
                List.of(Parameter.required("NAME", "auto, classic or modern").oneOf(List.of("auto", "classic", "modern"))));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) {
        String name = arguments.word(0);
        desk.session().setStyle(switch (name) {
            case "auto" -> Optional.empty();
            case "classic" -> Optional.of(Style.CLASSIC);
            case "modern" -> Optional.of(Style.MODERN);
            default -> throw new UserError("style: '" + name + "' is not auto, classic or modern");
        });
        return Outcome.DONE;
    }
}
