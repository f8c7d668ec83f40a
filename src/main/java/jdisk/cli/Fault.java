package jdisk.cli;

import jdisk.shell.Outcome;

/** Ends the program where it has a fault itself. */
final class Fault {
    /** How long it may take to end in order. */
    private static final long LAST_MILLIS = 2_000;

    /** Whether the trace is shown. */
    private static final String TRACE = "jdisk.trace";

    private Fault() {}

    /** One line for the user, the trace for whoever mends it. */
    static void end(Thread thread, Throwable fault) {
        System.err.println("jdisk: a fault of jdisk itself, please report it: " + fault
                + " (JDISK_JAVA_OPTS=-D" + TRACE + "=true shows where)");
        if (Boolean.getBoolean(TRACE)) {
            fault.printStackTrace();
        }
        // What ends with the program ends, such as a socket that is served; a fault of that itself must not keep it from ending.
        Thread.ofPlatform().daemon().start(Fault::haltSoon);
        System.exit(Outcome.FAILED.status());
    }

    private static void haltSoon() {
        try {
            Thread.sleep(LAST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(Outcome.FAILED.status());
    }
}
