package jdisk.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdisk.image.Ascending;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Layer;

/**
 * EWF, the format of EnCase, FTK Imager and ewfacquire: chunks, each packed or with a checksum after it, which tables lead to,
 * in one file or several.
 *
 * <pre>
 * segment:  0 "EVF" 09 0D 0A FF 00   8 1   9 number of the segment, 16 bits   then sections, see {@link EwfSections}
 * table:    see {@link EwfTable}
 * chunk:    zlib's data; or the bytes as they are, and their checksum
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said; checksums are Adler-32. Source: libewf's Expert Witness Compression Format.
 *
 * <p>Only where tables are is kept, some hundred bytes for some thousand chunks each; entries are read when they are needed.
 */
final class Ewf implements VirtualDisk.Tables {
    private static final int SEGMENT_HEAD = 13;
    private static final int SEGMENT_NUMBER = 9;
    private static final int MOST_SEGMENTS = 14_971;

    /** Tables that are kept. 8 TB in chunks of 8 KiB have an eighth of that, in tables as small as the specification makes them. */
    private static final int MOST_TABLES = 1 << 19;

    /** Bytes of the last chunk past the end of the disk: ewfacquire keeps what it was given, and counts whole sectors of it. */
    private static final int MOST_MORE = 511;

    /** Bytes that a packed chunk may have more than twice as many as it holds. */
    private static final int MOST_BESIDES = 1024;

    private final List<EwfTable> tables = new ArrayList<>();
    private final TableCache.Room tablesKept = new TableCache.Room();
    private final Map<String, String> facts = new LinkedHashMap<>();
    /** Those that are free. */
    private final Queue<EwfUnpacker> unpackers = new ConcurrentLinkedQueue<>();

    private final Image image;
    private final EwfSegments segments;
    private final List<Image> others = new ArrayList<>();
    private Optional<EwfSections.Volume> volume = Optional.empty();
    private String missing = "";
    /** What is damaged and does no harm to what is read. */
    private final List<String> damage = new ArrayList<>();
    private long chunks;

    private Ewf(Image image, Context context) {
        this.image = image;
        this.segments = new EwfSegments(context.isFile() ? image.files() : List.of());
    }

    /**
     * The disk in an image. What is damaged or missing behind its first sections makes chunks unreadable, and nothing more.
     *
     * @throws IOException saying why, if it cannot be read
     */
    static Image open(Image image, Context context) throws IOException {
        Ewf ewf = new Ewf(image, context);
        int number = ewf.number(image);
        if (number != 1) {
            throw Context.refusal(image, "it is segment " + number + " of an EWF image: open the first, whose name ends in 01");
        }
        try {
            ewf.readSegments();
        } catch (IOException e) {
            ewf.segments.close();
            throw e;
        }
        if (!ewf.damage.isEmpty()) {
            ewf.facts.put("state", "damaged: " + String.join("; ", ewf.damage));
        }
        EwfSections.Volume volume = ewf.volume.orElseThrow();
        Layer layer = new Layer("ewf", volume.size(), image.name(), ewf.facts);
        return new VirtualDisk(image, ewf.others, layer, ewf);
    }

    private int number(Image segment) throws IOException {
        ByteView head = segment.viewUpTo(0, SEGMENT_HEAD);
        return head.length() < SEGMENT_HEAD || !head.has(0, "EVF") ? 0 : head.u16le(SEGMENT_NUMBER);
    }

    private void readSegments() throws IOException {
        Image segment = image;
        for (int number = 1; number <= MOST_SEGMENTS; number++) {
            boolean more;
            try {
                more = readSections(segment);
            } catch (IOException e) {
                if (volume.isEmpty()) {
                    throw Context.refusal(image, damage.isEmpty() ? String.valueOf(e.getMessage()) : noSize());
                }
                missing = String.valueOf(e.getMessage());
                facts.put("incomplete", missing);
                return;
            }
            if (!more) {
                break;
            }
            Optional<Image> next = next(number + 1);
            if (next.isEmpty()) {
                facts.put("incomplete", missing);
                break;
            }
            segment = next.get();
            others.add(segment);
        }
        if (volume.isEmpty()) {
            throw Context.refusal(image, noSize());
        }
        if (missing.isEmpty() && chunks < volume.get().chunks()) {
            missing = "the image is damaged: its tables lead to " + chunks + " chunks of " + volume.get().chunks();
            facts.put("incomplete", missing);
        }
    }

    private String noSize() {
        return "the EWF image is damaged: " + (damage.isEmpty()
                ? "it does not say how large the disk is"
                : String.join("; ", damage) + "; no other section says how large the disk is");
    }

    /** A segment; nothing if it is not there or cannot be read, which {@link #missing} then says. */
    private Optional<Image> next(int number) {
        String name = segments.path(number).map(path -> String.valueOf(path.getFileName())).orElse("unknown name");
        String title = "segment " + number + " (" + name + ") ";
        try {
            Optional<Image> next = segments.segment(number);
            if (next.isPresent() && number(next.get()) == number) {
                return next;
            }
            missing = title + (next.isEmpty() ? "is missing" : "is damaged: it is not that segment");
        } catch (IOException e) {
            missing = title + "cannot be read: " + e.getMessage();
        }
        return Optional.empty();
    }

    /**
     * Takes in the sections of a segment.
     *
     * @return whether another segment follows
     */
    private boolean readSections(Image segment) throws IOException {
        TableCache cache = new TableCache(segment, tablesKept);
        long at = SEGMENT_HEAD;
        long dataEnd = 0;
        // Ends: each section lies past the one before it.
        while (true) {
            EwfSections.Section section = EwfSections.at(segment, at);
            switch (section.kind()) {
                case "volume", "disk", "data" -> volume(segment, section);
                case "header", "header2" -> EwfSections.facts(segment, section).forEach(facts::putIfAbsent);
                case "error2" -> EwfSections.readErrors(segment, section).ifPresent(what -> facts.put(Layer.READ_ERRORS, what));
                case "hash", "digest" -> digests(segment, section);
                case "sectors" -> dataEnd = section.next();
                case "table" -> {
                    table(segment, cache, section, dataEnd);
                    dataEnd = 0;
                }
                case "ltree" -> throw new IOException("it holds files, not a disk (L01)");
                case "next" -> {
                    return true;
                }
                case "done" -> {
                    return false;
                }
                default -> { }
            }
            if (section.next() <= at || section.next() >= segment.size()) {
                throw new IOException(segment.name() + " is damaged or cut short: after the section at byte " + at
                        + ", no section was found at byte " + section.next());
            }
            at = section.next();
        }
    }

    /** Takes in the size of the disk, from the first section that is sound and says it. */
    private void volume(Image segment, EwfSections.Section section) throws IOException {
        if (volume.isPresent()) {
            return;
        }
        volume = EwfSections.volume(segment, section);
        if (volume.isEmpty() && !section.kind().equals("data")) {
            damage.add("the checksum of its " + section.kind() + " section is wrong");
        } else if (volume.isPresent() && !damage.isEmpty()) {
            damage.add("its size is that of its " + section.kind() + " section");
        }
    }

    private void digests(Image segment, EwfSections.Section section) {
        try {
            facts.putAll(EwfSections.digests(segment, section));
        } catch (IOException e) {
            damage.add(String.valueOf(e.getMessage()));
        }
    }

    /** Takes in a table, unless it leads to no chunk that the disk has. */
    private void table(Image segment, TableCache cache, EwfSections.Section section, long dataEnd) throws IOException {
        EwfTable table = EwfTable.of(segment, cache, section, chunks, dataEnd);
        if (table.entries() == 0 || chunks >= volume.map(EwfSections.Volume::chunks).orElse(Long.MAX_VALUE)) {
            return;
        }
        if (tables.size() == MOST_TABLES) {
            throw new IOException(segment.name() + " has one more than " + MOST_TABLES + " tables, and no more are read");
        }
        tables.add(table);
        chunks += table.entries();
    }

    private EwfTable tableOf(long chunk) throws IOException {
        if (chunk >= chunks) {
            throw new IOException(missing);
        }
        return tables.get(Ascending.last(tables.size(), index -> tables.get(index).first(), chunk));
    }

    @Override
    public boolean knowHoles() {
        return false;
    }

    @Override
    public VirtualDisk.Stretch at(long at) {
        int chunkBytes = volume.orElseThrow().chunkBytes();
        long chunk = at / chunkBytes;
        int within = (int) (at % chunkBytes);
        int bytes = (int) Math.min(chunkBytes, volume.get().size() - chunk * chunkBytes);
        return new VirtualDisk.Packed(chunk, bytes, within, bytes - within);
    }

    @Override
    public byte[] unpack(long chunk, int bytes) throws IOException {
        byte[] whole = new byte[bytes];
        unpack(chunk, ByteBuffer.wrap(whole));
        return whole;
    }

    @Override
    public void unpack(long chunk, ByteBuffer whole) throws IOException {
        EwfTable table = tableOf(chunk);
        int chunkBytes = volume.orElseThrow().chunkBytes();
        long most = 2L * chunkBytes + MOST_BESIDES;
        EwfTable.Place place;
        try {
            place = table.place(chunk - table.first(), !volume.get().isSmart(), most);
        } catch (IOException e) {
            throw new IOException("chunk " + chunk + " cannot be read: " + e.getMessage(), e);
        }
        if (place.from() < 0 || place.to() <= place.from() || place.to() > table.segment().size() || place.length() > most) {
            throw new IOException("chunk " + chunk + " is damaged: it is said to lie at bytes " + place.from() + " to " + place.to() + " of "
                    + table.segment().name());
        }
        // A chunk that is full has no more.
        int more = Math.min(MOST_MORE, chunkBytes - whole.remaining());
        EwfUnpacker free = unpackers.poll();
        EwfUnpacker unpacker = free == null ? new EwfUnpacker() : free;
        try {
            unpacker.read(table.segment(), chunk, place, whole, more);
        } finally {
            unpackers.add(unpacker);
        }
    }
}
