package jdisk.command;

import java.io.IOException;
import jdisk.shell.Outcome;
import jdisk.shell.Shell;

/** A word command, its arguments filled in. */
interface WordCommand {
    Outcome run(Shell shell) throws IOException;
}
