package jdisk.search;

/** Told how far a search is, and asked whether to go on. */
public interface Watcher {
    /** Some bytes of all are done: called by one thread at a time, now and then. */
    void at(long done, long total);

    /** Whether to stop. */
    boolean isCancelled();
}
