package jdisk.text;

import org.jline.utils.WCWidth;

/** The width of text that is not plain ASCII. A class of its own, so that JLine is not loaded for what is. */
final class WideText {
    private WideText() {}

    static int width(String text) {
        return text.codePoints().map(point -> Math.max(WCWidth.wcwidth(point), 0)).sum();
    }
}
