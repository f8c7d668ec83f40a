package jdisk.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Layer;

/**
 * A zip archive that holds an image.
 *
 * <pre>
 * end:   0 "PK" 05 06   10 files, 16 bits   12 bytes of the directory   16 where it is   20 length of a comment, 16 bits
 *        before it, where 32 bits are too few: 0 "PK" 06 07   8 where the other end is, 64 bits
 *        there: 0 "PK" 06 06   32 files, 64 bits   40 bytes, 64   48 where, 64
 * file:  0 "PK" 01 02   8 flags, 16 bits: 1 encrypted   10 how, 16 bits: 0 as it is, 8 deflated   16 CRC-32   20 bytes of it here
 *       24 bytes of it   28 length of the name, 16   30 of more, 16   32 of a comment, 16   42 where it is   46 name, more, comment
 *        more of kind 1: those of bytes, bytes here and where that are FFFFFFFF, 64 bits each
 * there: 0 "PK" 03 04   26 length of the name, 16 bits   28 of more, 16   30 name, more, contents
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source:
 * <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">PKWARE's APPNOTE.TXT</a>.
 */
final class Zip {
    private static final int END = 22;
    private static final int LONGEST_COMMENT = 1 << 16;
    private static final int FILE = 46;
    private static final int THERE = 30;
    private static final long WIDE = 0xffff_ffffL;
    private static final int LONGEST_DIRECTORY = 64 << 20;

    /**
     * A file in the archive.
     *
     * @param how it is kept: 0 as it is, 8 deflated
     * @param kept bytes of it here
     */
    private record Member(String name, int flags, int how, long sum, long kept, long size, long place) {}

    private Zip() {}

    /**
     * The image in an archive.
     *
     * @throws IOException saying why, if there is none, or it is not clear which it is, or it cannot be read
     */
    static Image open(Image image, Context context) throws IOException {
        ArchiveMember<Member> members = new ArchiveMember<>(image, context.opening().member());
        directory(image, members);
        Member member = members.chosen();
        if ((member.flags() & 1) != 0) {
            throw Context.refusal(image, "'" + member.name() + "' in the zip archive is encrypted; '7z x' gets it out, told the password");
        }
        if (member.place() < 0 || member.size() < 0) {
            throw Context.refusal(image, "the zip archive is damaged: what it says of '" + member.name() + "' cannot be");
        }
        ByteView there = image.viewUpTo(member.place(), THERE);
        long at = there.length() < THERE ? -1 : member.place() + THERE + there.u16le(26) + there.u16le(28);
        if (at < 0 || !there.has(0, "PK\u0003\u0004") || member.kept() < 0 || at > image.size() - member.kept()) {
            throw Context.refusal(image, "the zip archive is damaged or cut short: '" + member.name() + "' is not where it should be");
        }
        Map<String, String> facts = Map.of("member", member.name());
        return switch (member.how()) {
            case 0 -> new VirtualDisk(image, List.of(), new Layer("zip", member.kept(), image.name(), facts),
                    from -> new VirtualDisk.Data(image, at + from, member.kept() - from));
            case 8 -> Spool.open(image, new Layer("zip", member.size(), image.name(), facts), inflated(image, at, member), context);
            default -> throw Context.refusal(image, "'" + member.name() + "' is compressed in a way that cannot be read (" + member.how()
                    + "); '7z x' gets it out");
        };
    }

    /** What a file holds; its checksum is looked at by whoever reads past its last byte. */
    private static InputStream inflated(Image image, long at, Member member) {
        CheckedInputStream checked = new CheckedInputStream(
                new InflaterInputStream(new ImageStream(image, at, at + member.kept()), new Inflater(true), 1 << 16), new CRC32());
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = checked.read(target, offset, length);
                if (count < 0 && checked.getChecksum().getValue() != member.sum()) {
                    throw new IOException("'" + member.name() + "' in the zip archive is damaged: its checksum is wrong");
                }
                return count;
            }

            @Override
            public void close() throws IOException {
                checked.close();
            }
        };
    }

    private static void directory(Image image, ArchiveMember<Member> members) throws IOException {
        int length = (int) Math.min(image.size(), END + LONGEST_COMMENT);
        ByteView tail = image.view(image.size() - length, length);
        int end = tail.length() - END;
        // Ends: each turn goes back by a byte.
        while (end >= 0 && !tail.has(end, "PK\u0005\u0006")) {
            end--;
        }
        if (end < 0) {
            throw Context.refusal(image, "the zip archive is damaged or cut short: its directory is missing");
        }
        long bytes = tail.u32le(end + 12);
        long at = tail.u32le(end + 16);
        if (at == WIDE && end >= 20 && tail.has(end - 20, "PK\u0006\u0007")) {
            ByteView wide = image.viewUpTo(Math.max(tail.u64le(end - 12), 0), 56);
            bytes = wide.length() < 56 ? -1 : wide.u64le(40);
            at = wide.length() < 56 ? -1 : wide.u64le(48);
        }
        if (bytes < 0 || bytes > LONGEST_DIRECTORY || at < 0 || at > image.size() - bytes) {
            throw Context.refusal(image, "the zip archive is damaged: its directory lies past its end");
        }
        ByteView directory = image.view(at, (int) bytes);
        int next = 0;
        // Ends: an entry has 46 bytes at least.
        while (next + FILE <= directory.length() && directory.has(next, "PK\u0001\u0002")) {
            int name = directory.u16le(next + 28);
            int more = directory.u16le(next + 30);
            int whole = FILE + name + more + directory.u16le(next + 32);
            if (next + whole > directory.length()) {
                break;
            }
            Member member = member(directory, next, name, more);
            if (!member.name().endsWith("/")) {
                members.take(member.name(), member);
            }
            next += whole;
        }
    }

    private static Member member(ByteView directory, int at, int nameLength, int moreLength) {
        long size = directory.u32le(at + 24);
        long kept = directory.u32le(at + 20);
        long place = directory.u32le(at + 42);
        int more = at + FILE + nameLength;
        int end = more + moreLength;
        // Ends: each turn goes on by a head of 4 bytes at least.
        while (more + 4 <= end) {
            int length = directory.u16le(more + 2);
            if (directory.u16le(more) == 1 && more + 4 + length <= end) {
                int field = more + 4;
                if (size == WIDE && field + 8 <= more + 4 + length) {
                    size = directory.u64le(field);
                    field += 8;
                }
                if (kept == WIDE && field + 8 <= more + 4 + length) {
                    kept = directory.u64le(field);
                    field += 8;
                }
                if (place == WIDE && field + 8 <= more + 4 + length) {
                    place = directory.u64le(field);
                }
            }
            more += 4 + length;
        }
        return new Member(directory.text(at + FILE, nameLength), directory.u16le(at + 8), directory.u16le(at + 10), directory.u32le(at + 16),
                kept, size, place);
    }
}
