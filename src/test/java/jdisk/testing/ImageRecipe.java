package jdisk.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A disk image described in the words of the master boot record, and built as a sparse file.
 *
 * <p>One line says one thing; lines are carried out in their order, so a later one may overwrite an earlier one.
 * {@code #} begins a comment. Sectors count from the start of the image, as decimal numbers.
 *
 * <pre>
 * file hda.img                 the name of the image, which listings print
 * size 4871301120              in bytes; the file is a hole but for what the lines below write
 * sector-size 4096             512 where not said; what a sector number below is multiplied by
 * disk-id deadbeef             at byte 440 of sector 0, little-endian
 * mbr 1: 80 0/1/1 07 462/254/63 start 63 count 7438032
 * ebr 7438095 2: 00 479/0/1 05 591/254/63 start 257040 count 1815345
 * signature 0                  55 aa at byte 510; mbr and ebr lines write it by themselves
 * no-signature 481950          take it away again
 * bytes 1024: 01 02 ff         at this byte of the image
 * fill 4096 512 a5             512 bytes a5 from byte 4096 on
 * </pre>
 *
 * <p>{@code mbr N} is entry N (1 to 4) of sector 0, {@code ebr SECTOR N} the same of a table sector further in.
 * An entry is: boot flag, C/H/S of its first sector, type, C/H/S of its last sector, relative start, count.
 *
 * <p>The layout is that of the table from the PC DOS 2.0 boot record on: four entries of 16 bytes from byte 446,
 * the signature at byte 510, and since Windows NT a disk identifier at byte 440.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Master_boot_record#Sector_layout">layout of the sector</a>
 * @see <a href="https://en.wikipedia.org/wiki/Extended_boot_record">layout of an extended boot record</a>
 */
public final class ImageRecipe {

    private static final int DISK_ID = 440;
    private static final int FIRST_ENTRY = 446;
    private static final int SIGNATURE = 510;
    private static final int PIECE = 512;

    private static final Pattern ENTRY = Pattern.compile("(?:mbr|ebr (\\d+)) ([1-4]): +(.*)");
    private static final Pattern BYTES = Pattern.compile("bytes (\\d+): +(.*)");

    private final List<String> lines;
    private final String fileName;
    private final long sectorSize;

    private ImageRecipe(List<String> lines) {
        this.lines = lines;
        this.fileName = value("file", "disk.img");
        this.sectorSize = Long.parseLong(value("sector-size", "512"));
    }

    /** Reads a recipe from its lines. */
    public static ImageRecipe parse(String text) {
        return new ImageRecipe(text.lines().map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty()).toList());
    }

    /** Reads the recipe {@code src/test/resources/recipes/NAME.recipe} or that of the transcript case NAME. */
    public static ImageRecipe named(String name) {
        for (String place : List.of("/recipes/" + name + ".recipe", "/transcripts/" + name + "/image.recipe")) {
            try (InputStream found = ImageRecipe.class.getResourceAsStream(place)) {
                if (found != null) {
                    return parse(new String(found.readAllBytes(), StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalArgumentException("no recipe " + name);
    }

    /** The names of all recipes there are, transcript cases' included. */
    public static List<String> names() throws IOException, URISyntaxException {
        Set<String> names = new TreeSet<>();
        for (String place : List.of("/recipes", "/transcripts")) {
            Path folder = Path.of(Objects.requireNonNull(ImageRecipe.class.getResource(place)).toURI());
            try (Stream<Path> entries = Files.list(folder)) {
                entries.map(entry -> entry.getFileName().toString().replace(".recipe", "")).forEach(names::add);
            }
        }
        return List.copyOf(names);
    }

    /** Builds the image of a recipe file in a folder, for a real tool to be run on. */
    public static void main(String[] recipeAndFolder) throws IOException {
        parse(Files.readString(Path.of(recipeAndFolder[0]))).buildIn(Path.of(recipeAndFolder[1]));
    }

    public String fileName() {
        return fileName;
    }

    /** Builds the image in a folder, under its own name. */
    public Path buildIn(Path folder) throws IOException {
        return build(folder.resolve(fileName));
    }

    /** Builds the image as this file. */
    public Path build(Path image) throws IOException {
        try (RandomAccessFile disk = new RandomAccessFile(image.toFile(), "rw")) {
            disk.setLength(size());
            carryOut((at, bytes) -> {
                disk.seek(at);
                disk.write(bytes);
            });
        }
        return image;
    }

    /** Size of the image in bytes. */
    public long size() {
        return Long.parseLong(value("size", ""));
    }

    /** Bytes in a sector of the image. */
    public long sectorSize() {
        return sectorSize;
    }

    /** What the image holds, for one in memory: pieces of {@value #PIECE} bytes at most by their offset, the rest is zeros. */
    public Map<Long, byte[]> pieces() {
        Map<Long, byte[]> pieces = new TreeMap<>();
        try {
            carryOut((at, bytes) -> {
                for (int n = 0; n < bytes.length; n++) {
                    long start = (at + n) / PIECE * PIECE;
                    byte[] piece = pieces.computeIfAbsent(
                            start, place -> new byte[(int) Math.min(PIECE, size() - place)]);
                    piece[(int) (at + n - start)] = bytes[n];
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pieces;
    }

    /** Where the lines of a recipe write to. */
    private interface Disk {
        void write(long at, byte[] bytes) throws IOException;
    }

    private void carryOut(Disk disk) throws IOException {
        long size = size();
        Disk bounded = (at, bytes) -> {
            if (at + bytes.length > size) {
                throw new IllegalArgumentException("byte " + at + " lies beyond the image");
            }
            disk.write(at, bytes);
        };
        for (String line : lines) {
            carryOut(line, bounded);
        }
    }

    private void carryOut(String line, Disk disk) throws IOException {
        String[] words = line.split(" +", 4);
        Matcher entry = ENTRY.matcher(line);
        Matcher bytes = BYTES.matcher(line);
        if (entry.matches()) {
            String sector = entry.group(1);
            long table = byteOf(sector == null ? "0" : sector);
            int slot = Integer.parseInt(entry.group(2)) - 1;
            disk.write(table + FIRST_ENTRY + (long) slot * TableEntry.BYTES,
                    TableEntry.parse(entry.group(3)).bytes().array());
            sign(disk, table);
        } else if (bytes.matches()) {
            disk.write(Long.parseLong(bytes.group(1)), HexFormat.ofDelimiter(" ").parseHex(bytes.group(2)));
        } else {
            switch (words[0]) {
                case "file", "size", "sector-size" -> { }
                case "disk-id" -> disk.write(DISK_ID, ByteBuffer.allocate(4)
                        .putInt(Integer.reverseBytes(Integer.parseUnsignedInt(words[1], 16))).array());
                case "signature" -> sign(disk, byteOf(words[1]));
                case "no-signature" -> disk.write(byteOf(words[1]) + SIGNATURE, new byte[2]);
                case "fill" -> {
                    byte[] same = new byte[Integer.parseInt(words[2])];
                    Arrays.fill(same, (byte) Integer.parseInt(words[3], 16));
                    disk.write(Long.parseLong(words[1]), same);
                }
                default -> throw new IllegalArgumentException("not a line of a recipe: " + line);
            }
        }
    }

    private static void sign(Disk disk, long table) throws IOException {
        disk.write(table + SIGNATURE, new byte[] {0x55, (byte) 0xaa});
    }

    private long byteOf(String sector) {
        return Math.multiplyExact(Long.parseLong(sector), sectorSize);
    }

    private String value(String word, String otherwise) {
        return lines.stream().filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length()).strip()).findFirst().orElse(otherwise);
    }
}
