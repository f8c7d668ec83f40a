package jdisk.shell;

/**
 * Whether the user has asked the command that runs to stop. The shell opens one for each command and closes it at its end, so that
 * one Ctrl-C ends one command.
 */
public interface Interruption extends AutoCloseable {
    /** Whether the command is to end. From the first time this is asked, the command has to end by itself. */
    boolean isRequested();

    @Override
    void close();
}
