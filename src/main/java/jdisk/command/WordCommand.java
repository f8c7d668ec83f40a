package jdisk.command;

import java.io.IOException;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;

/** A word command, its arguments filled in. */
interface WordCommand {
    Outcome run(Desk desk) throws IOException;
}
