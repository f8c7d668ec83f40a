package jdisk.listing;

import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.text.Hex;

/**
 * Bytes in hexadecimal, in the form of {@code hexdump -C}: offset, bytes, characters; a line like the one before as a star; at
 * the end, its offset. Takes the bytes piece by piece, so that any length can be shown.
 */
public final class HexDump {
    private static final int LINE = 16;

    private final boolean characters;
    private long at;
    private Optional<ByteView> last = Optional.empty();
    private boolean starred;

    private HexDump(long offset, boolean characters) {
        this.at = offset;
        this.characters = characters;
    }

    /** A dump that begins at this byte offset. */
    public static HexDump canonical(long offset) {
        return new HexDump(offset, true);
    }

    /** As util-linux's fdisk shows raw data: the same without characters and without the end's offset. */
    public static String modern(long offset, ByteView bytes) {
        return modern(offset).lines(bytes);
    }

    /** The same for a dump that is shown piece by piece. */
    public static HexDump modern(long offset) {
        return new HexDump(offset, false);
    }

    /** As fdisk 2.12 shows a sector: every line, offsets within the sector, an empty line after it. */
    public static String classic(ByteView sector) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < sector.length(); at += LINE) {
            text.append("0x%03X:".formatted(at));
            for (int i = at; i < Math.min(at + LINE, sector.length()); i++) {
                text.append(" %02X".formatted(sector.u8(i)));
            }
            text.append('\n');
        }
        return text.append('\n').toString();
    }

    /**
     * The lines of the next piece.
     *
     * @param bytes of a length that is a multiple of 16, unless it is the last piece
     */
    public String lines(ByteView bytes) {
        StringBuilder text = new StringBuilder();
        for (int start = 0; start < bytes.length(); start += LINE) {
            ByteView line = bytes.slice(start, Math.min(LINE, bytes.length() - start));
            if (last.isPresent() && last.get().equals(line)) {
                text.append(starred ? "" : "*\n");
                starred = true;
            } else {
                starred = false;
                appendLine(text, line);
            }
            at += line.length();
            last = Optional.of(line);
        }
        return text.toString();
    }

    /** The line after the last piece. */
    public String end() {
        return "%08x\n".formatted(at);
    }

    private void appendLine(StringBuilder text, ByteView line) {
        StringBuilder hex = new StringBuilder();
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            int value = line.u8(i);
            hex.append(i == LINE / 2 ? "  " : " ").append(Character.forDigit(value >> 4, 16)).append(Character.forDigit(value & 0xf, 16));
            shown.append(value >= 0x20 && value < 0x7f ? (char) value : '.');
        }
        text.append(Hex.of(at, 8)).append(' ').append(hex);
        if (characters) {
            text.append(" ".repeat(3 * LINE + 1 - hex.length())).append("  |").append(shown).append('|');
        }
        text.append('\n');
    }
}
