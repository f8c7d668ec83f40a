package jdisk.source;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * which has that at 504: {@link TarSparse}. More about the next: lines of {@code length key=value}. Source:
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
    private static final int LONGEST_TEXT = 8 << 20;
    private static final int MOST_MEMBERS = 100_000;

    /**
     * A file in the archive.
     *
     * @param size of what the archive has of it, in bytes
     * @param sparse where its map is, if it is a sparse one
     */
    private record Member(String name, long at, long size, Optional<TarSparse.Place> sparse) {}

    /** Takes what an extended header says. */
    interface Taking {
        void take(String key, String value) throws IOException;
    }

    /** What an extended header says of the next file. */
    private static final class More {
        private final Map<String, String> values = new HashMap<>();
        private long at;
        private int length;

        private String value(String key, String otherwise) {
            return values.getOrDefault(key, otherwise);
        }

        /** How the map of the file is told, where it has one. */
        private Optional<TarSparse.Place> sparse(long dataAt) {
            if (value("GNU.sparse.major", "").equals("1") && value("GNU.sparse.minor", "").equals("0")) {
                return Optional.of(new TarSparse.Place(TarSparse.Form.PAX_1, dataAt, 0, decimal(value("GNU.sparse.realsize", ""))));
            }
            if (!values.containsKey("GNU.sparse.major") && values.containsKey("GNU.sparse.numblocks")) {
                return Optional.of(new TarSparse.Place(TarSparse.Form.PAX_0, at, length, decimal(value("GNU.sparse.size", ""))));
            }
            return values.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse"))
                    ? Optional.of(new TarSparse.Place(TarSparse.Form.UNKNOWN, dataAt, 0, 0)) : Optional.empty();
        }
    }

    private Tar() {}

    /**
     * The image in an archive.
     *
     * @throws IOException saying why, if there is none, or it is not clear which it is
     */
    static Image open(Image image, Context context) throws IOException {
        Member member = find(image, new ArchiveMember<>(image, context.opening().member()));
        if (member.at() > image.size() - member.size()) {
            throw Context.refusal(image, "the tar archive is cut short: '" + member.name() + "' is not all there");
        }
        if (member.sparse().isPresent()) {
            TarSparse sparse = TarSparse.read(image, member.name(), member.sparse().get(), member.at(), member.size());
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("member", member.name());
            facts.put("sparse file", member.sparse().get().form().title());
            return new VirtualDisk(image, List.of(), new Layer("tar", sparse.size(), image.name(), facts), sparse);
        }
        Layer layer = new Layer("tar", member.size(), image.name(), Map.of("member", member.name()));
        return new VirtualDisk(image, List.of(), layer, at -> new VirtualDisk.Data(image, member.at() + at, member.size() - at));
    }

    private static Member find(Image image, ArchiveMember<Member> members) throws IOException {
        More more = new More();
        long at = 0;
        // Ends: each turn goes on by a block at least, and there are so many members.
        for (int n = 0; n < MOST_MEMBERS && at <= image.size() - BLOCK; n++) {
            ByteView head = image.view(at, BLOCK);
            if (!head.has(MARK, "ustar")) {
                break; // zeros, which end it
            }
            long size = number(head, SIZE, SIZE_LENGTH);
            if (size < 0) {
                throw Context.refusal(image, "the tar archive is damaged: a header at byte " + at);
            }
            char kind = (char) head.u8(KIND);
            if ((kind == 'x' || kind == 'L') && size <= LONGEST_TEXT) {
                ByteView text = image.viewUpTo(at + BLOCK, (int) size);
                if (kind == 'x') {
                    records(text, more.values::put);
                    more.at = at + BLOCK;
                    more.length = text.length();
                } else {
                    more.values.put("path", text.text(0, text.length()));
                }
            } else if (kind != 'g') {
                long told = decimal(more.value("size", ""));
                size = told < 0 ? size : told;
                long first = at;
                at = kind == 'S' ? lastOfHead(image, head, at) : at;
                if (kind == '0' || kind == 0 || kind == '7' || kind == 'S') {
                    String name = more.value("GNU.sparse.name", more.value("path", name(head)));
                    Optional<TarSparse.Place> sparse = kind == 'S'
                            ? Optional.of(new TarSparse.Place(TarSparse.Form.OLD_GNU, first, 0, -1)) : more.sparse(at + BLOCK);
                    members.take(name, new Member(name, at + BLOCK, size, sparse));
                }
                more = new More();
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

    /** A number in a header, of octal digits or, with bit 7 set, of bytes; 0 if nothing is there, less than 0 if it is none. */
    static long number(ByteView head, int at, int length) {
        if ((head.u8(at) & 0x80) != 0) {
            return head.u64be(at + length - 8);
        }
        String digits = head.latin1(at, length).strip();
        return digits.isEmpty() ? 0 : digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : -1;
    }

    /** A number that an extended header says; -1 if it is none. */
    private static long decimal(String digits) {
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
    }

    /** Takes in records of {@code length key=value}, up to one that is not whole. */
    static void records(ByteView text, Taking taking) throws IOException {
        int at = 0;
        // Ends: each record has two bytes at least.
        while (at < text.length()) {
            int length = 0;
            int digit = at;
            // Ends: the text does.
            while (digit < text.length() && text.u8(digit) >= '0' && text.u8(digit) <= '9' && length <= LONGEST_TEXT) {
                length = length * 10 + (text.u8(digit++) - '0');
            }
            boolean isWhole = digit > at && length > digit - at + 1 && length <= text.length() - at && text.u8(digit) == ' ';
            if (!isWhole) {
                return;
            }
            String record = text.slice(digit + 1, at + length - 1 - (digit + 1)).utf8();
            int equals = record.indexOf('=');
            if (equals > 0) {
                taking.take(record.substring(0, equals), record.substring(equals + 1));
            }
            at += length;
        }
    }
}
