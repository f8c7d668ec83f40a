package jdisk.extract;

/** Whoever wants to know how far a copy is, and may end it. */
public interface Progress {
    /**
     * Called every few mebibytes.
     *
     * @param done bytes that are copied
     * @param total bytes there are to copy
     */
    void at(long done, long total);

    /** Whether to stop here. */
    boolean isCancelled();
}
