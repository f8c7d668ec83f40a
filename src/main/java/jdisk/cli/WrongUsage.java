package jdisk.cli;

/** A command line that cannot be understood; the message says what is wrong with it. */
final class WrongUsage extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String unknown;

    WrongUsage(String problem) {
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

    /** What was typed for an option and is none, or nothing if something else is wrong. */
    String unknown() {
        return unknown;
    }
}
