package jdisk.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import jdisk.image.Image;

/**
 * A tar archive that is being written, in the interchange format of POSIX (pax): what a field of its headers has no room for
 * stands in a record before it.
 *
 * <pre>
 * header, 512 bytes: 0 name, 100   100 mode, 8   108 user, 8   116 group, 8   124 size, 12   136 time, 12   148 sum, 8
 *                    156 type   157 link, 100   257 "ustar", NUL, "00"   329 major, 8   337 minor, 8
 * </pre>
 *
 * Numbers are octal digits and a NUL. Source: IEEE Std 1003.1, pax, "ustar Interchange Format" and "pax Header Block".
 */
public final class TarStream {
    private static final int BLOCK = 512;
    private static final int RECORD = 20 * BLOCK;
    private static final int NAME = 100;
    private static final int PIECE = 1 << 18;
    private static final long MOST_SIZE = 1L << 33;
    private static final long MOST_OWNER = 1L << 21;

    /** Types of members. */
    public enum Type {
        FILE('0'),
        LINK('2'),
        CHARACTER_DEVICE('3'),
        BLOCK_DEVICE('4'),
        DIRECTORY('5'),
        FIFO('6');

        private final char letter;

        Type(char letter) {
            this.letter = letter;
        }
    }

    /**
     * A member.
     *
     * @param seconds since 1970
     * @param nanos of the time
     * @param device the numbers of a device, the driver's in the upper half
     */
    public record Member(Type type, int mode, long uid, long gid, long size, long seconds, int nanos, long device) {}

    private final OutputStream out;
    private long written;

    public TarStream(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes what is said of a member; what it holds is to follow.
     *
     * @param name its bytes, with slashes
     * @param target the bytes of where a link leads; none of anything else
     */
    public void begin(Member member, byte[] name, byte[] target) throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        if (!isText(name) || !isText(target)) {
            record(records, "hdrcharset", "BINARY".getBytes(StandardCharsets.US_ASCII));
        }
        if (name.length > NAME || !isAscii(name)) {
            record(records, "path", name);
        }
        if (target.length > NAME || !isAscii(target)) {
            record(records, "linkpath", target);
        }
        if (member.size() >= MOST_SIZE) {
            record(records, "size", ascii(Long.toString(member.size())));
        }
        if (member.uid() >= MOST_OWNER) {
            record(records, "uid", ascii(Long.toString(member.uid())));
        }
        if (member.gid() >= MOST_OWNER) {
            record(records, "gid", ascii(Long.toString(member.gid())));
        }
        if (member.nanos() != 0 || member.seconds() < 0 || member.seconds() >= MOST_SIZE) {
            record(records, "mtime", ascii(time(member)));
        }
        if (records.size() > 0) {
            byte[] bytes = records.toByteArray();
            header(new Member(Type.FILE, 0644, 0, 0, bytes.length, 0, 0, 0), 'x', ascii("PaxHeaders"), new byte[0]);
            write(bytes, bytes.length);
            pad();
        }
        header(member, member.type().letter, name, target);
    }

    private static String time(Member member) {
        if (member.nanos() == 0) {
            return Long.toString(member.seconds());
        }
        // Of a time before 1970, the fraction counts towards the past.
        boolean before = member.seconds() < 0;
        long whole = before ? -(member.seconds() + 1) : member.seconds();
        long nanos = before ? 1_000_000_000L - member.nanos() : member.nanos();
        return (before ? "-" : "") + whole + "." + String.format(Locale.ROOT, "%09d", nanos);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isText(byte[] bytes) {
        return Arrays.equals(new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** A record says how long it is, its own length included. */
    private static void record(ByteArrayOutputStream records, String key, byte[] value) {
        int rest = key.length() + value.length + 3;
        int length = rest + Integer.toString(rest).length();
        if (Integer.toString(length).length() > Integer.toString(rest).length()) {
            length++;
        }
        records.writeBytes(ascii(length + " " + key + "="));
        records.writeBytes(value);
        records.write('\n');
    }

    private void header(Member member, char type, byte[] name, byte[] target) throws IOException {
        byte[] header = new byte[BLOCK];
        System.arraycopy(name, 0, header, 0, Math.min(name.length, NAME));
        octal(header, 100, 8, member.mode());
        octal(header, 108, 8, member.uid() < MOST_OWNER ? member.uid() : 0);
        octal(header, 116, 8, member.gid() < MOST_OWNER ? member.gid() : 0);
        octal(header, 124, 12, member.size() < MOST_SIZE ? member.size() : 0);
        octal(header, 136, 12, Math.clamp(member.seconds(), 0, MOST_SIZE - 1));
        header[156] = (byte) type;
        System.arraycopy(target, 0, header, 157, Math.min(target.length, NAME));
        System.arraycopy(ascii("ustar\0" + "00"), 0, header, 257, 8);
        octal(header, 329, 8, member.device() >>> 32 & 0x1f_ffff);
        octal(header, 337, 8, member.device() & 0x1f_ffff);
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        write(header, BLOCK);
    }

    private static void octal(byte[] header, int at, int width, long number) {
        String digits = Long.toOctalString(number);
        byte[] text = ascii("0".repeat(Math.max(width - 1 - digits.length(), 0)) + digits);
        System.arraycopy(text, 0, header, at, width - 1);
        header[at + width - 1] = 0;
    }

    /**
     * Writes what the member that was begun holds.
     *
     * @throws UnreadableException if it cannot be read to its end: the archive goes on with zeros up to there, as its size is told
     * @throws IOException if it cannot be written
     */
    public void content(Image content) throws IOException {
        byte[] bytes = new byte[(int) Math.min(PIECE, content.size())];
        IOException unread = null;
        // Ends: each turn passes a byte at least.
        for (long at = 0; at < content.size(); ) {
            int length = (int) Math.min(bytes.length, content.size() - at);
            try {
                content.read(at, ByteBuffer.wrap(bytes, 0, length));
            } catch (IOException e) {
                unread = e;
                Arrays.fill(bytes, (byte) 0);
            }
            write(bytes, length);
            at += length;
        }
        pad();
        if (unread != null) {
            throw new UnreadableException(0, unread);
        }
    }

    private void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        written += length;
    }

    private void pad() throws IOException {
        int over = (int) (written % BLOCK);
        if (over > 0) {
            write(new byte[BLOCK], BLOCK - over);
        }
    }

    /** Ends the archive. */
    public void end() throws IOException {
        write(new byte[2 * BLOCK], 2 * BLOCK);
        int over = (int) (written % RECORD);
        if (over > 0) {
            write(new byte[RECORD], RECORD - over);
        }
        out.flush();
    }
}
