package jdisk.search;

/** What a hit is to the others that were found with it. */
public sealed interface Standing {
    /** It has its sectors for itself. */
    record Own() implements Standing {}

    /** It lies in a file of a volume: an image, a backup. */
    record InFile(Hit outer, String path) implements Standing {}

    /** It lies in what a volume does not use: what is left of something older. */
    record InFreeSpace(Hit outer) implements Standing {}

    /** It lies in a volume, which cannot be asked what it has there. */
    record Inside(Hit outer) implements Standing {}

    /** It shares sectors with something better, and reaches out of it: what is left of something older. */
    record Overlapped(Hit better) implements Standing {}

    Standing OWN = new Own();
}
