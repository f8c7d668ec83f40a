package jdisk.search;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import jdisk.image.BlockReader;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * What lies in sectors that no partition takes: nothing, or something that begins at a sector and looks like something.
 *
 * @param first the first byte that is not zero, in bytes from the start of the stretch; nothing where all are
 * @param kind what the sector it is in looks like, by its mark; empty where it has none that is known
 */
public record GapContent(OptionalLong first, String kind) {
    private static final int BLOCK = 1 << 20;
    private static final int SECTOR = 512;
    private static final int TAR_MARK = 257;

    /** A mark at the start of a file. */
    private record Mark(String bytes, String kind) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("PK\u0003\u0004", "zip"),
            new Mark("\u001f\u008b\b", "gzip"),
            new Mark("\u00fd7zXZ\u0000", "xz"),
            new Mark("BZh", "bzip2"),
            new Mark("(\u00b5/\u00fd", "zstd"),
            new Mark("7z\u00bc\u00af'\u001c", "7z"),
            new Mark("%PDF-", "PDF"),
            new Mark("\u00ff\u00d8\u00ff", "JPEG"),
            new Mark("\u0089PNG\r\n", "PNG"),
            new Mark("GIF8", "GIF"),
            new Mark("RIFF", "RIFF"),
            new Mark("\u007fELF", "ELF program"),
            new Mark("MZ", "DOS or Windows program"),
            new Mark("SQLite format 3\u0000", "SQLite"),
            new Mark("QFI\u00fb", "qcow2"),
            new Mark("KDMV", "VMDK"),
            new Mark("vhdxfile", "VHDX"),
            new Mark("conectix", "VHD"),
            new Mark("EVF\t\r\n", "EWF"),
            new Mark("EFI PART", "GPT header"));

    /**
     * Looks through a stretch for its first byte that is not zero; holes are not read.
     *
     * @throws InterruptedIOException once {@code cancelled} says so
     * @throws IOException if a byte before that cannot be read
     */
    public static GapContent of(Slice stretch, BooleanSupplier cancelled) throws IOException {
        BlockReader reader = new BlockReader(stretch, BLOCK);
        long at = 0;
        // Ends: each turn goes on by a block, or by a hole.
        while (at < stretch.size()) {
            if (cancelled.getAsBoolean()) {
                throw new InterruptedIOException("interrupted");
            }
            long data = stretch.knowsHoles() ? stretch.nextData(at) : at;
            if (data >= stretch.size()) {
                break;
            }
            at = Math.max(at, data);
            int length = (int) Math.min(BLOCK, stretch.size() - at);
            int first = first(reader.read(at, length), length);
            if (first < length) {
                long sector = (at + first) / SECTOR * SECTOR;
                int there = (int) Math.min(SECTOR, stretch.size() - sector);
                return new GapContent(OptionalLong.of(at + first), kind(stretch.view(sector, there)));
            }
            at += length;
        }
        return new GapContent(OptionalLong.empty(), "");
    }

    private static int first(ByteView block, int length) {
        int at = 0;
        while (at < length && block.u8(at) == 0) {
            at++;
        }
        return at;
    }

    private static String kind(ByteView sector) {
        Optional<Mark> mark = MARKS.stream().filter(each -> sector.has(0, each.bytes())).findFirst();
        if (mark.isPresent()) {
            return mark.get().kind();
        }
        return sector.has(TAR_MARK, "ustar") ? "tar" : isText(sector) ? "text" : "";
    }

    /** Whether all of it is text, up to zeros that fill the rest. */
    private static boolean isText(ByteView sector) {
        int end = sector.length();
        while (end > 0 && sector.u8(end - 1) == 0) {
            end--;
        }
        String text = sector.slice(0, end).utf8();
        // The last character may be cut in half.
        return text.codePoints().limit(Math.max(text.length() - 1, 1)).allMatch(each -> each == '\t' || each == '\n' || each == '\r'
                || (each >= ' ' && !Character.isISOControl(each) && each != 0xfffd));
    }
}
