package jdisk.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * Sections of EWF that say something of the whole image.
 *
 * <pre>
 * section, 76 bytes before what it holds:     volume, "disk" or "volume", and its copy "data", 1052 bytes; 94 in SMART:
 *  0 kind, 16 characters                       4 chunks
 * 16 where the next one is, 64 bits            8 sectors of a chunk
 * 24 bytes of it, 64 bits; some write none    12 bytes of a sector
 * 72 checksum of what is before               16 sectors, 64 bits; 32 in SMART
 *                                             the last 4: checksum of what is before
 *
 * hash, 36 bytes:   0 MD5, 16 bytes                            32 checksum of what is before
 * digest, 80 bytes: 0 MD5, 16 bytes   16 SHA-1, 20 bytes       76 checksum of what is before
 * error2: 0 ranges of sectors   516 checksum of what is before   520 ranges: first sector, sectors   then their checksum
 * header, header2: text that zlib has packed, the latter in 16-bit units: lines of fields between tabs; after "main", names,
 *   then values
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said; checksums are Adler-32, and 0 where a writer computes none. Source:
 * <a href="https://github.com/libyal/libewf/blob/main/documentation/Expert%20Witness%20Compression%20Format%20(EWF).asciidoc">libewf's
 * Expert Witness Compression Format</a>.
 */
final class EwfSections {
    static final int HEAD = 76;
    private static final int CHECKSUM = 72;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int SMART_VOLUME = 94;
    private static final int VOLUME = 1052;
    private static final int HASH = 36;
    private static final int DIGEST = 80;
    private static final int SUM = 4;
    private static final int ERRORS_HEAD = 520;
    private static final int RANGE = 8;

    /** Ranges of sectors that are counted: of a medium that had more, so much is said. */
    private static final long MOST_RANGES = 1 << 20;
    private static final int NAMED_RANGES = 3;
    private static final int PIECE = 1 << 16;

    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("c", "case"), Map.entry("n", "evidence"), Map.entry("a", "description"), Map.entry("e", "examiner"),
            Map.entry("t", "notes"), Map.entry("av", "acquired with"), Map.entry("ov", "acquired on"), Map.entry("m", "acquired"),
            Map.entry("u", "system date"), Map.entry("md", "model"), Map.entry("sn", "serial number"));

    /**
     * A section.
     *
     * @param at where it begins in its segment
     * @param next where the next one does
     * @param length with its head
     */
    record Section(String kind, long at, long next, long length) {
        long content() {
            return at + HEAD;
        }

        /** Bytes of what it holds; those up to the next one where it does not say. */
        long contentLength() {
            return length > HEAD ? length - HEAD : Math.max(next - content(), 0);
        }
    }

    /**
     * The size of the disk and of its chunks.
     *
     * @param chunkBytes of a whole chunk, unpacked
     * @param isSmart whether it is that of SMART, whose tables have no checksum after their entries
     */
    record Volume(long chunks, int chunkBytes, long size, boolean isSmart) {}

    private EwfSections() {}

    /**
     * The section at a place of a segment.
     *
     * @throws IOException if there is none, or its checksum is wrong
     */
    static Section at(Image segment, long at) throws IOException {
        ByteView head = at < 0 ? new ByteView(new byte[0]) : segment.viewUpTo(at, HEAD);
        if (head.length() < HEAD) {
            throw new IOException(segment.name() + " is cut short: a section at byte " + at + " is missing");
        }
        if (adler(head, 0, CHECKSUM) != head.u32le(CHECKSUM)) {
            throw new IOException(segment.name() + " is damaged: the checksum of the section at byte " + at + " is wrong");
        }
        return new Section(head.latin1(0, 16), at, head.u64le(16), head.u64le(24));
    }

    static long adler(ByteView bytes, int at, int length) {
        Adler32 sum = new Adler32();
        bytes.addTo(sum, at, length);
        return sum.getValue();
    }

    /** Whether the last four bytes are the checksum of those before them, or none was computed. */
    private static boolean isSound(ByteView bytes) {
        long told = bytes.u32le(bytes.length() - SUM);
        return told == 0 || told == adler(bytes, 0, bytes.length() - SUM);
    }

    /**
     * What a volume section, or a data section, says; nothing if its checksum is wrong, or if it is one of those data sections that
     * say nothing. Where no checksum was computed, its numbers have to agree with each other.
     *
     * @throws IOException if it makes no sense
     */
    static Optional<Volume> volume(Image segment, Section section) throws IOException {
        boolean isSmart = section.contentLength() == SMART_VOLUME;
        int length = isSmart ? SMART_VOLUME : VOLUME;
        ByteView bytes = segment.viewUpTo(section.content(), length);
        if (bytes.length() < length) {
            throw new IOException(segment.name() + " is cut short: its " + section.kind() + " section ends early");
        }
        long chunkSectors = bytes.u32le(8);
        long sectorBytes = bytes.u32le(12);
        long sectors = isSmart ? bytes.u32le(16) : bytes.u64le(16);
        long chunkBytes = chunkSectors * sectorBytes;
        boolean isEmpty = section.kind().equals("data") && (sectors == 0 || chunkBytes == 0);
        if (isEmpty || !isSound(bytes)) {
            return Optional.empty();
        }
        boolean fits = sectorBytes > 0 && sectorBytes <= 1 << 16 && chunkSectors > 0 && chunkSectors <= 1 << 20 && chunkBytes <= 1 << 28
                && sectors >= 0 && sectors <= Long.MAX_VALUE / sectorBytes;
        if (!fits) {
            throw new IOException(segment.name() + " is damaged: chunks of " + chunkSectors + " sectors of " + sectorBytes + " bytes, "
                    + Long.toUnsignedString(sectors) + " sectors");
        }
        long chunks = Math.ceilDiv(sectors, chunkSectors);
        return bytes.u32le(length - SUM) == 0 && bytes.u32le(4) != chunks
                ? Optional.empty()
                : Optional.of(new Volume(chunks, (int) chunkBytes, sectors * sectorBytes, isSmart));
    }

    /**
     * Digests of the disk, as they were when it was acquired, by the names of their algorithms.
     *
     * @throws IOException if they cannot be read, or are damaged
     */
    static Map<String, String> digests(Image segment, Section section) throws IOException {
        boolean both = section.kind().equals("digest");
        int length = both ? DIGEST : HASH;
        ByteView bytes = segment.viewUpTo(section.content(), length);
        if (bytes.length() < length || !isSound(bytes)) {
            throw new IOException("the checksum of its " + section.kind() + " section is wrong, and no digest in it is believed");
        }
        Map<String, String> digests = new LinkedHashMap<>();
        if (!bytes.slice(0, 16).isZero()) {
            digests.put("md5", HexFormat.of().formatHex(bytes.copy(0, 16)));
        }
        if (both && !bytes.slice(16, 20).isZero()) {
            digests.put("sha1", HexFormat.of().formatHex(bytes.copy(16, 20)));
        }
        return digests;
    }

    /**
     * What a section of read errors says, in words: sectors that could not be read when the image was made.
     *
     * @return nothing if it names none
     */
    static Optional<String> readErrors(Image segment, Section section) throws IOException {
        String title = "could not be read when the image was made";
        ByteView head = segment.viewUpTo(section.content(), ERRORS_HEAD);
        long ranges = head.length() < ERRORS_HEAD ? 0 : head.u32le(0);
        long room = Math.min(section.contentLength(), segment.size() - section.content()) - ERRORS_HEAD - SUM;
        if (head.length() < ERRORS_HEAD || !isSound(head) || ranges * RANGE > room) {
            return Optional.of("some sectors " + title + "; the list of them is damaged");
        }
        if (ranges > MOST_RANGES) {
            return Optional.of("sectors in " + ranges + " ranges, which are more than are counted, " + title);
        }
        long at = section.content() + ERRORS_HEAD;
        long end = at + ranges * RANGE;
        Adler32 sum = new Adler32();
        List<String> named = new ArrayList<>();
        long sectors = 0;
        // Ends: each turn reads a range at least.
        while (at < end) {
            ByteView piece = segment.view(at, (int) Math.min(PIECE, end - at));
            piece.addTo(sum);
            for (int place = 0; place < piece.length(); place += RANGE) {
                sectors += piece.u32le(place + 4);
                if (named.size() < NAMED_RANGES) {
                    named.add(range(piece.u32le(place + 4), piece.u32le(place), ranges == 1));
                }
            }
            at += piece.length();
        }
        long told = segment.view(end, SUM).u32le(0);
        if (told != 0 && told != sum.getValue()) {
            return Optional.of("some sectors " + title + "; the list of them is damaged");
        }
        String more = ranges > named.size() ? " and " + (ranges - named.size()) + " more ranges" : "";
        return switch ((int) ranges) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(named.getFirst() + " " + title);
            default -> Optional.of(sectors + " sectors " + title + ": " + String.join(", ", named) + more);
        };
    }

    private static String range(long sectors, long first, boolean isOnly) {
        if (sectors == 1) {
            return isOnly ? "sector " + first : "1 at " + first;
        }
        return sectors + (isOnly ? " sectors" : "") + " from " + first + " on";
    }

    /** What a header section says of the acquisition, in words; nothing if it cannot be read, as nothing depends on it. */
    static Map<String, String> facts(Image segment, Section section) {
        Map<String, String> facts = new LinkedHashMap<>();
        long length = section.contentLength();
        if (length <= 0 || length > LONGEST_TEXT) {
            return facts;
        }
        try {
            byte[] text = inflated(segment.viewUpTo(section.content(), (int) length));
            boolean isWide = section.kind().equals("header2");
            String[] lines = new String(text, isWide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8).split("\\r?\\n", -1);
            for (int n = 0; n + 2 < lines.length; n++) {
                if (lines[n].strip().equals("main")) {
                    String[] names = lines[n + 1].split("\t", -1);
                    String[] values = lines[n + 2].split("\t", -1);
                    for (int i = 0; i < Math.min(names.length, values.length); i++) {
                        String title = FIELDS.get(names[i]);
                        if (title != null && !values[i].isBlank()) {
                            facts.put(title, names[i].equals("m") || names[i].equals("u") ? date(values[i]) : values[i]);
                        }
                    }
                    break;
                }
            }
        } catch (IOException e) {
            // as below
        }
        return facts;
    }

    /** Seconds since 1970, or the numbers of a date where the clock showed them. */
    private static String date(String text) {
        if (text.matches("\\d{1,12}")) {
            return Instant.ofEpochSecond(Long.parseLong(text)).toString();
        }
        String[] parts = text.strip().split(" ", -1);
        boolean numbers = parts.length == 6;
        for (String part : parts) {
            numbers &= part.matches("\\d{1,4}");
        }
        return numbers
                ? String.format("%s-%2s-%2sT%2s:%2s:%2s", (Object[]) parts).replace(' ', '0')
                : text;
    }

    private static byte[] inflated(ByteView packed) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] piece = new byte[4096];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed.copy(0, packed.length()));
            // Ends: each turn unpacks a byte at least, up to a number of them.
            while (!inflater.finished() && text.size() < LONGEST_TEXT) {
                int count = inflater.inflate(piece);
                if (count == 0) {
                    break;
                }
                text.write(piece, 0, count);
            }
            return text.toByteArray();
        } catch (DataFormatException e) {
            throw new IOException("it is damaged", e);
        }
    }
}
