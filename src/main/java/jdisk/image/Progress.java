package jdisk.image;

import java.util.function.BooleanSupplier;

/** Whoever wants to know how far some work over an image is, and may end it. */
public interface Progress {
    /**
     * Called now and then, by one thread at a time.
     *
     * @param done bytes of the work that are done
     * @param total bytes there are in all
     */
    void at(long done, long total);

    /** Whether to stop here. */
    boolean isCancelled();

    /** One that wants to know nothing, and only ends the work. */
    static Progress until(BooleanSupplier over) {
        return new Progress() {
            @Override
            public void at(long done, long total) {
                // nobody waits
            }

            @Override
            public boolean isCancelled() {
                return over.getAsBoolean();
            }
        };
    }
}
