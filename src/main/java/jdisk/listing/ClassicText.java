package jdisk.listing;

import jdisk.text.TextTable;

/** Cells of the classic layouts: filled up to a width, and longer where they do not fit. */
final class ClassicText {
    private ClassicText() {}

    static String right(long number, int width) {
        return right(Long.toString(number), width);
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(width - text.length(), 0)) + text;
    }

    static String left(String text, int width) {
        return text + " ".repeat(Math.max(width - TextTable.width(text), 0));
    }
}
