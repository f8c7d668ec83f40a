package jdisk.label;

/** Whose rules a table is verified by. */
public enum Rules {
    /** Those of fdisk 2.12. */
    CLASSIC,
    /** Those of util-linux. */
    MODERN,
    /** Those of util-linux in DOS compatibility mode. */
    MODERN_DOS
}
