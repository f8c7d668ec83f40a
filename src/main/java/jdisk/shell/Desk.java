package jdisk.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import jdisk.disk.Disk;
import jdisk.listing.ListedDisk;

/** What a command works at: the session it is about, where it speaks, and what it may ask of the shell. */
public interface Desk {
    Session session();

    Console console();

    /** The word commands, which commands may explain. */
    Words words();

    /** The disk, seen through the table in front of the user. */
    default Disk disk() {
        return session().disk();
    }

    /** The disk, for listings that are shown on the console. */
    default ListedDisk listed() {
        return session().listed().on(console().page());
    }

    /** Whether the user has asked this command to stop. From the first time this is asked, it has to end by itself. */
    boolean isInterrupted();

    /** Whether more commands may follow this one. */
    boolean goesOn();

    /** Asks a question; within a script, the next line answers it. */
    Optional<String> ask(String prompt);

    /** Prints an answer as util-linux does in its loop: after a question or a warning, and at first, an empty line sets it off. */
    void inform(String text);

    /** Warns in fdisk's own words. */
    void warn(String text);

    /** Says what went wrong: where in a script, or with the program's and the image's name, unless it is fdisk's own sentence. */
    void report(UserError error);

    /**
     * Says in a comment why there is nothing for another shell to run: such output is handed on, and a comment does no harm
     * there. In a script, the error says it, too, as it says where.
     */
    Outcome decline(String why);

    /**
     * Runs the commands of a script.
     *
     * @param keepGoing whether a command that fails does not stop it
     * @return {@link Outcome#FAILED} if a command failed, else {@link Outcome#PROBLEMS} if one met any, else how it ended
     */
    Outcome runScript(Path path, boolean keepGoing);

    /**
     * Keeps a log of the session from now on.
     *
     * @param file whose name says in which form
     * @param force whether a file that has the name already may go
     */
    void record(Path file, boolean force, InstantSource clock) throws IOException;

    /**
     * Completes the log.
     *
     * @throws UserError if there is none
     */
    void stopRecording();

    /** The menu the user is in. */
    Menu.Mode mode();

    /** Enters expert mode; with a command after the key, runs that one command of expert mode instead. */
    Outcome enterExpert(List<String> command) throws IOException;

    Outcome leaveExpert();
}
