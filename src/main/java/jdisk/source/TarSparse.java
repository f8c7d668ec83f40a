package jdisk.source;

import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Arrays;
import jdisk.image.Ascending;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * The regions of a sparse file in a tar archive: what the archive has of it, one after the other; what lies between them is zeros.
 *
 * <pre>
 * old GNU, kind 'S'                               pax 0.0: GNU.sparse.size, GNU.sparse.numblocks, and for each region
 *   386 four regions: 12 characters where,          GNU.sparse.offset and GNU.sparse.numbytes
 *       12 how long                               pax 0.1: GNU.sparse.size, GNU.sparse.numblocks,
 *   482 whether a block more has regions            GNU.sparse.map: where,how long,where,how long, ...
 *   483 size of the file                          pax 1.0: GNU.sparse.major, GNU.sparse.minor, GNU.sparse.realsize;
 *   a block more: 0 21 regions,                     before the data, up to a multiple of 512 bytes: how many regions,
 *   504 whether another has                         where, how long, where, how long, ..., a number a line
 * </pre>
 *
 * The last region may be empty, and only says where the file ends. Source: GNU tar's manual, "Storing Sparse Files". Immutable.
 */
final class TarSparse implements VirtualDisk.Tables {
    /** How the regions of a file are told. */
    enum Form {
        OLD_GNU("old GNU"),
        PAX_0("pax 0"),
        PAX_1("pax 1.0"),
        UNKNOWN("unknown");

        private final String title;

        Form(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /**
     * Where the map of a file is, before it is known whether anybody wants it.
     *
     * @param at of the head, of the text of the extended header, or of what comes before the data
     * @param length of that text, in bytes
     * @param size of the file, in bytes; -1 if that is said in the map
     */
    record Place(Form form, long at, int length, long size) {}

    private static final int BLOCK = 512;
    private static final int REGIONS = 386;
    private static final int REGIONS_THERE = 4;
    private static final int MORE = 482;
    private static final int SIZE = 483;
    private static final int REGIONS_OF_MORE = 21;
    private static final int MORE_OF_MORE = 504;
    private static final int NUMBER = 12;
    private static final int MOST_DIGITS = 18;

    /** Regions that are kept, of 24 bytes each. */
    private static final int MOST_REGIONS = 1 << 20;

    private final Image image;
    private final String name;
    private final long size;
    private final long dataSize;
    private long[] starts = new long[16];
    private long[] ends = new long[16];
    private long[] places = new long[16];
    private int count;
    private long told;
    private long dataAt;
    private long taken;

    private TarSparse(Image image, String name, long size, long dataAt, long dataSize) {
        this.image = image;
        this.name = name;
        this.size = size;
        this.dataAt = dataAt;
        this.dataSize = dataSize;
    }

    /**
     * The regions of a file.
     *
     * @param name of the file
     * @param dataAt where what the archive has of it begins, with a map before it
     * @param dataSize of that, in bytes
     * @throws IOException saying why, if they cannot be
     */
    static TarSparse read(Image image, String name, Place place, long dataAt, long dataSize) throws IOException {
        long size = place.form() == Form.OLD_GNU ? Tar.number(image.view(place.at(), BLOCK), SIZE, NUMBER) : place.size();
        TarSparse sparse = new TarSparse(image, name, size, dataAt, dataSize);
        if (size < 0) {
            throw sparse.damaged("it does not say how large the file is");
        }
        switch (place.form()) {
            case OLD_GNU -> sparse.readOldGnu(place.at());
            case PAX_0 -> sparse.readPax0(image.view(place.at(), place.length()));
            case PAX_1 -> sparse.readPax1();
            default -> throw Context.refusal(image, "'" + name + "' is kept as a sparse file in the archive in a form that cannot be read; "
                    + "'tar -xSf' gets it out");
        }
        if (sparse.taken != dataSize) {
            throw sparse.damaged("its regions have " + sparse.taken + " bytes, and the archive has " + dataSize);
        }
        return sparse;
    }

    /** Of the whole file, in bytes. */
    long size() {
        return size;
    }

    private IOException damaged(String why) {
        return Context.refusal(image, "the map of the sparse file '" + name + "' in the tar archive is damaged: " + why
                + "; 'tar -xSf' gets out what it can");
    }

    private void readOldGnu(long head) throws IOException {
        ByteView block = image.view(head, BLOCK);
        boolean more = block.u8(MORE) != 0;
        boolean ended = !takeRegions(block, REGIONS, REGIONS_THERE);
        long at = head;
        // Ends: each turn goes on by a block, and the file has an end.
        while (more && !ended && at <= image.size() - 2 * BLOCK) {
            at += BLOCK;
            block = image.view(at, BLOCK);
            more = block.u8(MORE_OF_MORE) != 0;
            ended = !takeRegions(block, 0, REGIONS_OF_MORE);
        }
    }

    /** Takes what regions a block has; whether all are there that it has room for. */
    private boolean takeRegions(ByteView block, int from, int most) throws IOException {
        for (int n = 0; n < most; n++) {
            int at = from + n * 2 * NUMBER;
            if (block.u8(at + NUMBER) == 0) {
                return false;
            }
            take(Tar.number(block, at, NUMBER), Tar.number(block, at + NUMBER, NUMBER));
        }
        return true;
    }

    private void readPax0(ByteView text) throws IOException {
        long[] said = {-1, -1};
        Tar.records(text, (key, value) -> {
            switch (key) {
                case "GNU.sparse.numblocks" -> said[0] = number(value, 0, value.length());
                case "GNU.sparse.offset" -> said[1] = number(value, 0, value.length());
                case "GNU.sparse.numbytes" -> take(said[1], number(value, 0, value.length()));
                case "GNU.sparse.map" -> readMap(value);
                default -> { }
            }
        });
        if (told != said[0]) {
            throw damaged("it has " + told + " regions, and says that it has " + said[0]);
        }
    }

    private void readMap(String map) throws IOException {
        int at = 0;
        // Ends: each turn goes on by a region, of four characters at least.
        while (at < map.length()) {
            int middle = comma(map, at);
            int end = comma(map, middle + 1);
            take(number(map, at, middle), number(map, middle + 1, end));
            at = end + 1;
        }
    }

    /** The next comma, or the end. */
    private static int comma(String map, int from) {
        int found = map.indexOf(',', from);
        return found < 0 ? Math.max(map.length(), from) : found;
    }

    /** Lines of numbers before the data, which begins with the next block. */
    private void readPax1() throws IOException {
        long end = dataAt + dataSize;
        ImageStream lines = new ImageStream(image, dataAt, end);
        long regions = line(lines);
        if (regions < 0 || regions > MOST_REGIONS) {
            throw damaged("it says that it has " + regions + " regions, of " + MOST_REGIONS + " that are kept");
        }
        long start = dataAt;
        // The numbers come before it is known where the data is that they are of.
        dataAt = 0;
        for (long n = 0; n < regions; n++) {
            take(line(lines), line(lines));
        }
        long map = Math.ceilDiv(lines.position() - start, BLOCK) * BLOCK;
        for (int n = 0; n < count; n++) {
            places[n] += start + map;
        }
        dataAt = start + map;
        taken += map;
    }

    /** The number in the next line; -1 if it is none. */
    private static long line(ImageStream lines) throws IOException {
        long number = 0;
        // Ends: no number has more digits.
        for (int digits = 0; digits <= MOST_DIGITS; digits++) {
            int read = lines.read();
            if (read == '\n' && digits > 0) {
                return number;
            }
            if (read < '0' || read > '9') {
                return -1;
            }
            number = number * 10 + (read - '0');
        }
        return -1;
    }

    private static long number(String text, int from, int to) {
        boolean isNumber = to > from && to <= text.length() && to - from <= MOST_DIGITS
                && CharBuffer.wrap(text, from, to).chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return isNumber ? Long.parseLong(text, from, to, 10) : -1;
    }

    /** Takes the next region. All but the last that has bytes fill blocks of the archive: nothing says whether the next would begin in one. */
    private void take(long start, long length) throws IOException {
        told++;
        boolean fits = start >= (count == 0 ? 0 : ends[count - 1]) && length >= 0 && start <= size && length <= size - start
                && (length == 0 || taken % BLOCK == 0);
        if (!fits) {
            throw damaged("region " + told + ", of " + length + " bytes at byte " + start + ", is out of order or past the end of " + size);
        }
        if (length == 0) {
            return;
        }
        if (count == MOST_REGIONS) {
            throw Context.refusal(image, "the sparse file '" + name + "' in the tar archive has more than " + MOST_REGIONS
                    + " regions, more than are kept in memory; 'tar -xSf' gets it out");
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            places = Arrays.copyOf(places, count * 2);
        }
        starts[count] = start;
        ends[count] = start + length;
        places[count++] = dataAt + taken;
        taken += length;
    }

    @Override
    public VirtualDisk.Stretch at(long at) {
        int region = Ascending.last(count, index -> starts[index], at);
        if (region >= 0 && at < ends[region]) {
            return new VirtualDisk.Data(image, places[region] + (at - starts[region]), ends[region] - at);
        }
        return new VirtualDisk.Zeros((region + 1 < count ? starts[region + 1] : size) - at);
    }
}
