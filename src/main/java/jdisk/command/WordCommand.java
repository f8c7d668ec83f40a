package jdisk.command;

import java.io.IOException;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.usage.Arguments;
import jdisk.usage.Syntax;

/** A word command. */
interface WordCommand {
    /** How it is used. */
    Syntax syntax();

    /**
     * Runs the command.
     *
     * @param arguments as its syntax has them
     */
    Outcome run(Desk desk, Arguments arguments) throws IOException;
}
