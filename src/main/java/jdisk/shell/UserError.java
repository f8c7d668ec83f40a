package jdisk.shell;

/** Something the user asked for cannot be done: a message of one line, without a trace. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean fdisks;

    public UserError(String message) {
        this(message, false);
    }

    private UserError(String message, boolean fdisks) {
        super(message, null, false, false);
        this.fdisks = fdisks;
    }

    /** An error that fdisk knows, in its words: they are shown as fdisk shows them, with nothing before. */
    public static UserError asFdisk(String message) {
        return new UserError(message, true);
    }

    public boolean isFdisks() {
        return fdisks;
    }

    /** The message, which is always there. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
