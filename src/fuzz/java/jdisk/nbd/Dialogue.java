package jdisk.nbd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jdisk.image.Slice;

/**
 * What a client said beside all that a server answered, held against the protocol's document: every option and every request is
 * answered once and as it should be, until the client says nonsense or no more, and no byte is any other than the export's.
 *
 * @see <a href="https://github.com/NetworkBlockDevice/nbd/blob/master/doc/proto.md">The NBD protocol</a>
 */
final class Dialogue {
    private static final int ACK = 1;
    private static final int INFO = 3;
    private static final int LONGEST_REPLY = 8192;

    /** Longer data is refused, still longer is not listened to. */
    private static final int LONGEST_OPTION = 16 << 10;
    private static final int MAXIMUM = 32 << 20;

    private static final int SEND_DF = 1 << 7;

    /** FUA, NO_HOLE, DF, REQ_ONE, FAST_ZERO. */
    private static final int KNOWN_FLAGS = 0x1f;

    private final ByteBuffer said;
    private final ByteBuffer heard;
    private final byte[] disk;
    private final List<Export> exports;
    private boolean structured;

    private static final class Request {
        private final int flags;
        private final int type;
        private final long offset;
        private final long length;
        private long covered;

        Request(int flags, int type, long offset, long length) {
            this.flags = flags;
            this.type = type;
            this.offset = offset;
            this.length = length;
        }

        boolean isWithin(Export export) {
            return length > 0 && offset >= 0 && offset <= export.content().size() && length <= export.content().size() - offset;
        }
    }

    /** Of exports whose lengths differ. */
    Dialogue(byte[] said, byte[] heard, byte[] disk, List<Export> exports) {
        this.said = ByteBuffer.wrap(said);
        this.heard = ByteBuffer.wrap(heard);
        this.disk = disk;
        this.exports = exports;
    }

    /** Returns how many requests were answered. */
    int check() {
        assertThat(heard.getLong()).isEqualTo(0x4e42444d41474943L);
        assertThat(heard.getLong()).isEqualTo(0x49484156454f5054L);
        assertThat(heard.getShort()).isEqualTo((short) 3);
        int flags = said.remaining() < 4 ? -1 : said.getInt();
        Optional<Export> export = (flags & ~3) == 0 ? options((flags & 2) == 0) : Optional.empty();
        int answered = export.isPresent() ? requests(export.get()) : 0;
        assertThat(heard.remaining()).as("bytes behind the last answer").isZero();
        return answered;
    }

    /** The export that is agreed on. */
    private Optional<Export> options(boolean zeros) {
        // Ends: each turn takes an option.
        while (said.remaining() >= 16 && said.getLong() == 0x49484156454f5054L) {
            int option = said.getInt();
            long length = said.getInt() & 0xffff_ffffL;
            boolean tooLong = length > LONGEST_OPTION;
            if (length > said.remaining() || length > MAXIMUM || (tooLong && option == 1)) {
                return Optional.empty();
            }
            byte[] data = new byte[(int) length];
            said.get(data);
            if (option == 1) {
                return oldWay(new String(data, StandardCharsets.UTF_8), zeros);
            }
            Optional<Export> told = Optional.empty();
            int type = answer(option);
            // Ends: each turn takes an answer.
            while (type > ACK) {
                int at = heard.position();
                if (type == INFO && heard.getShort(at) == 0) {
                    long size = heard.getLong(at + 2);
                    assertThat((heard.getShort(at + 10) & SEND_DF) != 0).isEqualTo(structured);
                    told = exports.stream().filter(each -> each.content().size() == size).findFirst();
                    assertThat(told).isPresent();
                }
                heard.position(at + heard.getInt(at - 4));
                type = answer(option);
            }
            heard.position(heard.position() + heard.getInt(heard.position() - 4));
            if (type == ACK && option == 2) {
                return Optional.empty();
            }
            assertThat(tooLong && type == ACK).isFalse();
            structured |= type == ACK && option == 8;
            if (type == ACK && option == 7) {
                assertThat(told).isPresent();
                return told;
            }
        }
        return Optional.empty();
    }

    /** The type of the next answer to an option; its data is what comes next. */
    private int answer(int option) {
        assertThat(heard.getLong()).isEqualTo(0x3e889045565a9L);
        assertThat(heard.getInt()).isEqualTo(option);
        int type = heard.getInt();
        assertThat(heard.getInt()).isBetween(0, Math.min(LONGEST_REPLY, heard.remaining()));
        return type;
    }

    private Optional<Export> oldWay(String name, boolean zeros) {
        Optional<Export> found = exports.stream().filter(each -> name.isEmpty() || each.name().equals(name)).findFirst();
        found.ifPresent(export -> {
            assertThat(heard.getLong()).isEqualTo(export.content().size());
            assertThat((heard.getShort() & SEND_DF) != 0).isEqualTo(structured);
            byte[] padding = new byte[zeros ? 124 : 0];
            heard.get(padding);
            assertThat(padding).isEqualTo(new byte[padding.length]);
        });
        return found;
    }

    private int requests(Export export) {
        Map<Long, Request> open = new HashMap<>();
        boolean ambiguous = false;
        // Ends: each turn takes a request.
        while (said.remaining() >= 28 && said.getInt() == 0x25609513) {
            int flags = said.getShort() & 0xffff;
            int type = said.getShort() & 0xffff;
            long cookie = said.getLong();
            Request request = new Request(flags, type, said.getLong(), said.getInt() & 0xffff_ffffL);
            if (type == 2 || (type == 1 && request.length > said.remaining())) {
                break;
            }
            if (type == 1) {
                said.position(said.position() + (int) request.length);
            }
            ambiguous |= open.put(cookie, request) != null;
        }
        if (ambiguous) {
            heard.position(heard.limit()); // which of them an answer is for cannot be told
            return 0;
        }
        int all = open.size();
        // Ends: each turn takes a reply.
        while (heard.hasRemaining()) {
            if (structured) {
                chunk(export, open);
            } else {
                simple(export, open);
            }
        }
        assertThat(open).as("unanswered").isEmpty();
        return all;
    }

    private void simple(Export export, Map<Long, Request> open) {
        assertThat(heard.getInt()).isEqualTo(0x67446698);
        int error = heard.getInt();
        Request request = Objects.requireNonNull(open.remove(heard.getLong()), "nobody asked");
        assertError(request, export, error);
        if (request.type == 0 && error == 0) {
            assertData(export, request.offset, (int) request.length);
        }
    }

    private void chunk(Export export, Map<Long, Request> open) {
        assertThat(heard.getInt()).isEqualTo(0x668e33ef);
        boolean last = (heard.getShort() & 1) != 0;
        int type = heard.getShort() & 0xffff;
        long cookie = heard.getLong();
        int length = heard.getInt();
        Request request = Objects.requireNonNull(open.get(cookie), "nobody asked");
        int error = 0;
        switch (type) {
            case 0 -> assertThat(length).isZero();
            case 1 -> {
                long from = heard.getLong();
                cover(request, from, length - 8);
                assertData(export, from, length - 8);
            }
            case 2 -> {
                long from = heard.getLong();
                int count = heard.getInt();
                cover(request, from, count);
                assertThat(expected(export, from, count)).isEqualTo(new byte[count]);
            }
            case 5 -> {
                assertThat(request.type).isEqualTo(7);
                assertExtents(export, request, length);
            }
            case 0x8001 -> {
                error = heard.getInt();
                assertThat(length).isEqualTo(6 + heard.getShort());
                assertThat(error).isNotZero();
            }
            default -> throw new AssertionError("chunk of type " + type);
        }
        if (last) {
            open.remove(cookie);
            assertError(request, export, error);
            assertThat(request.covered).isEqualTo(request.type == 0 && error == 0 ? request.length : 0);
        }
    }

    private static void cover(Request request, long from, int count) {
        assertThat(request.type).isZero();
        assertThat(count).isPositive();
        assertThat(from).isGreaterThanOrEqualTo(request.offset);
        assertThat(from + count).isLessThanOrEqualTo(request.offset + request.length);
        request.covered += count;
    }

    private void assertExtents(Export export, Request request, int length) {
        assertThat(request.isWithin(export)).isTrue();
        assertThat(heard.getInt()).isEqualTo(1);
        assertThat(length % 8).isEqualTo(4);
        assertThat(length).isGreaterThan(4);
        long at = request.offset;
        for (int n = 0; n < length / 8; n++) {
            int count = heard.getInt();
            int state = heard.getInt();
            assertThat(count).isPositive();
            assertThat(at + count).isLessThanOrEqualTo(request.offset + request.length);
            if (state != 0) {
                assertThat(state).isEqualTo(3);
                assertThat(expected(export, at, count)).isEqualTo(new byte[count]);
            }
            at += count;
        }
    }

    /** What can be read is read, what can not be, or would write, is an error. */
    private static void assertError(Request request, Export export, int error) {
        boolean fine = (request.flags & ~KNOWN_FLAGS) == 0 && switch (request.type) {
            case 0, 5 -> request.isWithin(export);
            case 3 -> true;
            case 7 -> request.isWithin(export) && error == 0;
            default -> false;
        };
        assertThat(error == 0).as("error %d of type %d at %d for %d", error, request.type, request.offset, request.length).isEqualTo(fine);
    }

    private void assertData(Export export, long from, int length) {
        byte[] data = new byte[length];
        heard.get(data);
        assertThat(Arrays.equals(data, expected(export, from, length))).as("bytes of the export from %d on", from).isTrue();
    }

    private byte[] expected(Export export, long from, int length) {
        assertThat(from).isNotNegative();
        assertThat(from + length).isLessThanOrEqualTo(export.content().size());
        int at = (int) ((export.content() instanceof Slice slice ? slice.offset() : 0) + from);
        return Arrays.copyOfRange(disk, at, at + length);
    }
}
