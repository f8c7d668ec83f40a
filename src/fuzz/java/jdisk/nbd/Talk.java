package jdisk.nbd;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a client says, as a fuzzer writes it: a step by each of its bytes and some behind it, which are bytes as they are, an option,
 * or a request, with right magic numbers and lengths and with numbers near those that matter. Any bytes are some talk.
 */
final class Talk {
    /** Steps of one talk, which bounds how much may be asked for. */
    private static final int STEPS = 24;

    /** Bytes that can be said before anything is heard, without both sides waiting for each other. */
    private static final int MOST = 64 << 10;

    private static final List<String> NAMES = List.of("disk", "1", "", "7");
    private static final List<String> QUERIES = List.of("base:allocation", "base:", "", "qemu:x");

    private final byte[] bytes;
    private final long[] places;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(said);
    private int at;

    private Talk(byte[] bytes, long... places) {
        this.bytes = bytes;
        this.places = places;
    }

    /**
     * The talk these bytes tell.
     *
     * @param places near which requests are often
     */
    static byte[] of(byte[] bytes, long... places) throws IOException {
        Talk talk = new Talk(bytes, places);
        talk.out.writeInt(talk.number8() == 0 ? 3 : talk.number8());
        for (int n = 0; n < STEPS && talk.at < bytes.length && talk.said.size() < MOST; n++) {
            talk.step(n);
        }
        return talk.said.toByteArray();
    }

    private void step(int cookie) throws IOException {
        int step = number8();
        switch (step & 15) {
            case 0 -> out.write(take(number8()));
            case 1 -> option(1, name().getBytes(StandardCharsets.UTF_8));
            case 2 -> option(2, new byte[0]);
            case 3 -> option(3, new byte[0]);
            case 4 -> option(8, new byte[0]);
            case 5 -> choice(step < 128 ? 7 : 6);
            case 6 -> context(step < 128 ? 10 : 9);
            case 7 -> option(number8(), take(number8()));
            case 8 -> option(number8() & 15, new byte[number8() << 7]);
            case 9, 10, 11 -> request(0, step >> 4, cookie);
            case 12 -> request(7, step >> 4, cookie);
            case 13 -> {
                int length = number8() << 4;
                request(1, 0, cookie, 0, length);
                out.write(new byte[length]);
            }
            default -> request(number8(), step >> 4, cookie);
        }
    }

    private int number8() {
        return at < bytes.length ? bytes[at++] & 0xff : 0;
    }

    private byte[] take(int length) {
        byte[] taken = Arrays.copyOfRange(bytes, Math.min(at, bytes.length), Math.min(at + length, bytes.length));
        at += taken.length;
        return taken;
    }

    private String name() {
        return NAMES.get(number8() % NAMES.size());
    }

    private void option(int option, byte[] data) throws IOException {
        out.writeLong(0x49484156454f5054L);
        out.writeInt(option);
        out.writeInt(data.length);
        out.write(data);
    }

    private void choice(int option) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(data);
        text(to, name());
        int items = number8() & 7;
        to.writeShort(items);
        for (int n = 0; n < items; n++) {
            to.writeShort(number8());
        }
        option(option, data.toByteArray());
    }

    private void context(int option) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(data);
        text(to, name());
        int queries = number8() & 3;
        to.writeInt(queries);
        for (int n = 0; n < queries; n++) {
            text(to, QUERIES.get(number8() % QUERIES.size()));
        }
        option(option, data.toByteArray());
    }

    private static void text(DataOutputStream to, String text) throws IOException {
        to.writeInt(text.length());
        to.writeBytes(text);
    }

    private void request(int type, int flags, int cookie) throws IOException {
        long from = place();
        request(type, flags, cookie, from, switch (number8() & 3) {
            case 0 -> number8();
            case 1 -> number8() << 11;
            case 2 -> (int) (place() - from);
            default -> number8() << 24 | number8();
        });
    }

    /** A place near one that matters, or anywhere. */
    private long place() {
        int choice = number8();
        return choice < 128 ? places[choice % places.length] + (byte) number8() : (long) choice << 56 | (long) number8() << 24 | (long) number8() << 8;
    }

    private void request(int type, int flags, int cookie, long offset, int length) throws IOException {
        out.writeInt(0x25609513);
        out.writeShort(flags);
        out.writeShort(type);
        out.writeLong(cookie);
        out.writeLong(offset);
        out.writeInt(length);
    }
}
