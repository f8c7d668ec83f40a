package jdisk.command;

import java.util.Optional;
import jdisk.listing.Style;
import jdisk.shell.Outcome;
import jdisk.shell.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "style",
        header = "change the layout of listings",
        description = "Changes the layout: @|bold classic|@ is that of fdisk 2.12, @|bold modern|@ that of today's fdisk, and "
                + "@|bold auto|@ takes the one that fits the disk. The display unit becomes that fdisk's own.",
        footer = "style modern")
final class StyleCommand implements WordCommand {
    /** The names users give the layouts. */
    enum Name {
        auto,
        classic,
        modern
    }

    @Parameters(paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
    private Name name = Name.auto;

    @Override
    public Outcome run(Shell shell) {
        shell.session().setStyle(switch (name) {
            case auto -> Optional.empty();
            case classic -> Optional.of(Style.CLASSIC);
            case modern -> Optional.of(Style.MODERN);
        });
        return Outcome.DONE;
    }
}
