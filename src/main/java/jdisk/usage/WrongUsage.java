package jdisk.usage;

/** Arguments that cannot be understood; the message says what is wrong with them. */
public final class WrongUsage extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String unknown;

    public WrongUsage(String problem) {
        this(problem, "");
    }

    private WrongUsage(String problem, String unknown) {
        super(problem, null, false, false);
        this.unknown = unknown;
    }

    /** There is no such option. */
    static WrongUsage unknown(String option) {
        return new WrongUsage("unknown option '" + option + "'", option);
    }

    /** There is one argument too many. */
    static WrongUsage unexpected(String argument) {
        return new WrongUsage("unexpected argument '" + argument + "'", argument);
    }

    /** What was typed and is not known, as an option or at all; nothing if something else is wrong. */
    public String unknown() {
        return unknown;
    }

    /** The message, which is always there. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
