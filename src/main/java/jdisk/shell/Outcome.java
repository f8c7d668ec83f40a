package jdisk.shell;

/** How a command ended. */
public enum Outcome {
    DONE(0),
    /** It could not be done. */
    FAILED(1),
    /** It was done, and the table has problems. */
    PROBLEMS(3),
    /** It was done, and the user wants to leave. */
    QUIT(0);

    private final int status;

    Outcome(int status) {
        this.status = status;
    }

    /** The exit status of a process that ends with it. */
    public int status() {
        return status;
    }

    public boolean isError() {
        return this == FAILED;
    }
}
