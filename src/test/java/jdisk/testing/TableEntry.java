package jdisk.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One partition entry of a master boot record, in the words in which a recipe gives it.
 *
 * <p>Sixteen bytes: boot flag, C/H/S of the first sector, type, C/H/S of the last sector, relative first sector
 * and number of sectors, the last two as little-endian 32-bit numbers. A C/H/S address takes three bytes: the
 * head; the sector in six bits, below the two upper bits of the cylinder; the cylinder's lower eight bits.
 *
 * @see <a href="https://thestarman.pcministry.com/asm/mbr/PartTables.htm">partition tables, byte by byte</a>
 */
record TableEntry(int flag, Address first, int type, Address last, long start, long count) {

    static final int BYTES = 16;

    private static final Pattern WORDS = Pattern.compile(
            "(\\p{XDigit}{2}) +(\\d+/\\d+/\\d+) +(\\p{XDigit}{2}) +(\\d+/\\d+/\\d+) +start (\\d+) +count (\\d+)");

    /** Reads {@code 80 0/1/1 07 462/254/63 start 63 count 7438032}. */
    static TableEntry parse(String words) {
        Matcher said = WORDS.matcher(words);
        if (!said.matches()) {
            throw new IllegalArgumentException("not a partition entry: " + words);
        }
        return new TableEntry(Integer.parseInt(said.group(1), 16), Address.parse(said.group(2)),
                Integer.parseInt(said.group(3), 16), Address.parse(said.group(4)),
                Long.parseLong(said.group(5)), Long.parseLong(said.group(6)));
    }

    ByteBuffer bytes() {
        ByteBuffer entry = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        entry.put((byte) flag);
        first.put(entry);
        entry.put((byte) type);
        last.put(entry);
        entry.putInt((int) start).putInt((int) count);
        return entry.flip();
    }

    /** Where a sector lies, as cylinder, head and sector. */
    private record Address(int cylinder, int head, int sector) {

        static Address parse(String words) {
            String[] numbers = words.split("/", -1);
            return new Address(
                    Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
        }

        void put(ByteBuffer entry) {
            entry.put((byte) head);
            entry.put((byte) (((cylinder >> 8) << 6) | sector));
            entry.put((byte) cylinder);
        }
    }
}
