package jdisk.search;

import java.util.Locale;

/** How far a find can be trusted: the best first. */
public enum Confidence {
    /** Its structures are where they have to be, and its checksums right. */
    SURE,
    /** Enough of it is there that nothing else can be meant; the rest is damaged. */
    LIKELY,
    /** Something was there once. */
    DOUBTFUL;

    /** The word for it, in listings and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Confidence better(Confidence other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
