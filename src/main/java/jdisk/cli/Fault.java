package jdisk.cli;

import jdisk.shell.Outcome;

/** Ends the program where it has a fault itself. */
final class Fault {
    /** How long it may take to end in order. */
    private static final long LAST_MILLIS = 2_000;

    private static final long MEBIBYTE = 1 << 20;

    /** Whether the trace is shown. */
    private static final String TRACE = "jdisk.trace";

    private Fault() {}

    /** One line for the user, the trace for whoever mends it. */
    static void end(Thread thread, Throwable fault) {
        if (fault instanceof OutOfMemoryError) {
            long most = Runtime.getRuntime().maxMemory() / MEBIBYTE;
            System.err.println("jdisk: not enough memory: it may take " + most + " MiB; JDISK_JAVA_OPTS=-Xmx" + 2 * most
                    + "m lets it take more");
        } else {
            System.err.println("jdisk: a fault of jdisk itself, please report it: " + fault
                    + " (JDISK_JAVA_OPTS=-D" + TRACE + "=true shows where)");
        }
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
