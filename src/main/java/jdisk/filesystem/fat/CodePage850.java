package jdisk.filesystem.fat;

import jdisk.image.ByteView;

/**
 * Code page 850, in which short names are taken to be: the one that DOS has in western Europe, and mkfs.fat unless told otherwise.
 * Which one a volume was written with stands nowhere in it.
 *
 * <p>Source: <a href="https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/PC/CP850.TXT">Unicode's table cp850 to Unicode</a>. A
 * table of its own, as a Java that is cut to size need not have the character set.
 */
final class CodePage850 {
    /** The characters from 80 on; those before are ASCII. */
    private static final String UPPER_HALF = ""
            + "ÇüéâäàåçêëèïîìÄÅ"
            + "ÉæÆôöòûùÿÖÜø£Ø×ƒ"
            + "áíóúñÑªº¿®¬½¼¡«»"
            + "░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
            + "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
            + "ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀"
            + "ÓßÔÒõÕµþÞÚÛÙýÝ¯´"
            + "\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

    private CodePage850() {}

    /** The character of a byte. */
    static char character(int code) {
        return code < 0x80 ? (char) code : UPPER_HALF.charAt(code - 0x80);
    }

    /** Bytes as text. */
    static String text(ByteView view, int at, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(character(view.u8(at + i)));
        }
        return text.toString();
    }
}
