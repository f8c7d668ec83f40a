package jdisk.source;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Layer;

/**
 * A tar archive, an OVA among them, that holds an image.
 *
 * <pre>
 *   0 name, 100 characters    156 kind: '0' or NUL a file, 'x' more about the next, 'L' its name, 'S' a sparse one
 * 124 size, 12 octal digits,  257 "ustar", and NUL where it is that of POSIX
 *     or a number from 128    345 what comes before the name, 155 characters
 *     on, if bit 7 of 124 is set
 * </pre>
 *
 * Of 512 bytes, as what follows is filled up to a multiple of. That of a sparse file has at 482 whether a block more belongs to it,
 * which has that at 504. More about the next: lines of {@code length key=value}. Source:
 * POSIX, pax; GNU tar's manual.
 */
final class Tar {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int KIND = 156;
    private static final int MARK = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;
    private static final int MORE_PIECES = 482;
    private static final int MORE_PIECES_THERE = 504;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST_MEMBERS = 100_000;

    /** A file in the archive. */
    private record Member(String name, long at, long size, boolean sparse) {}

    private Tar() {}

    /**
     * The image in an archive.
     *
     * @throws IOException saying why, if there is none, or it is not clear which it is
     */
    static Image open(Image image, Context context) throws IOException {
        Member member = find(image, new ArchiveMember<>(image, context.opening().member()));
        if (member.sparse()) {
            throw Context.refusal(image, "'" + member.name() + "' is kept as a sparse file in the archive, and cannot be read there; "
                    + "'tar -xSf' gets it out");
        }
        if (member.at() > image.size() - member.size()) {
            throw Context.refusal(image, "the tar archive is cut short: '" + member.name() + "' is not all there");
        }
        Layer layer = new Layer("tar", member.size(), image.name(), Map.of("member", member.name()));
        return new VirtualDisk(image, List.of(), layer, at -> new VirtualDisk.Data(image, member.at() + at, member.size() - at));
    }

    private static Member find(Image image, ArchiveMember<Member> members) throws IOException {
        Map<String, String> more = new HashMap<>();
        long at = 0;
        // Ends: each turn goes on by a block at least, and there are so many members.
        for (int n = 0; n < MOST_MEMBERS && at <= image.size() - BLOCK; n++) {
            ByteView head = image.view(at, BLOCK);
            if (!head.has(MARK, "ustar")) {
                break; // zeros, which end it
            }
            long size = size(head);
            if (size < 0) {
                throw Context.refusal(image, "the tar archive is damaged: a header at byte " + at);
            }
            char kind = (char) head.u8(KIND);
            if ((kind == 'x' || kind == 'L') && size <= LONGEST_TEXT) {
                String text = image.viewUpTo(at + BLOCK, (int) size).utf8();
                if (kind == 'x') {
                    pairs(text, more);
                } else {
                    more.put("path", text.substring(0, text.indexOf('\0') < 0 ? text.length() : text.indexOf('\0')));
                }
            } else if (kind != 'g') {
                String told = more.getOrDefault("size", "");
                size = told.matches("\\d{1,18}") ? Long.parseLong(told) : size;
                if (kind == '0' || kind == 0 || kind == '7' || kind == 'S') {
                    String name = more.getOrDefault("path", name(head));
                    boolean sparse = kind == 'S' || more.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse"));
                    members.take(name, new Member(name, at + BLOCK, size, sparse));
                }
                more.clear();
            }
            if (kind == 'S') {
                at = lastOfHead(image, head, at);
            }
            long next = Math.ceilDiv(size, BLOCK);
            if (next > image.size() / BLOCK) {
                break; // what lies behind it is past the end
            }
            at += BLOCK + next * BLOCK;
        }
        return members.chosen();
    }

    /** Where the last block is of the head of a sparse file, which has more of them for more than a few pieces. */
    private static long lastOfHead(Image image, ByteView head, long first) throws IOException {
        long at = first;
        boolean more = head.u8(MORE_PIECES) != 0;
        // Ends: each turn goes on by a block, and the file has an end.
        while (more && at <= image.size() - 2 * BLOCK) {
            at += BLOCK;
            more = image.view(at, BLOCK).u8(MORE_PIECES_THERE) != 0;
        }
        return at;
    }

    private static String name(ByteView head) {
        String prefix = head.u8(MARK + 5) == 0 ? head.text(PREFIX, PREFIX_LENGTH) : "";
        return (prefix.isEmpty() ? "" : prefix + "/") + head.text(0, NAME);
    }

    /** The size in a header; -1 if it is none. */
    private static long size(ByteView head) {
        if ((head.u8(SIZE) & 0x80) != 0) {
            return head.u64be(SIZE + 4);
        }
        String digits = head.latin1(SIZE, SIZE_LENGTH).strip();
        return digits.isEmpty() ? 0 : digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : -1;
    }

    /** Takes in lines of {@code length key=value}. */
    private static void pairs(String text, Map<String, String> pairs) {
        text.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            int equals = line.indexOf('=', Math.max(blank, 0));
            if (blank > 0 && equals > blank) {
                pairs.put(line.substring(blank + 1, equals), line.substring(equals + 1));
            }
        });
    }
}
