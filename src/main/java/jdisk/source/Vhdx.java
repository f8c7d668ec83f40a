package jdisk.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Layer;

/**
 * VHDX, of Hyper-V: blocks that a table leads to, over another VHDX or not.
 *
 * <pre>
 * table: 64 bits an entry                     of a disk over another, after the entries of so many blocks as have
 *   0 to  2 state: 0 nothing, 1 undefined,    2^23 sectors, one for a MiB of bits: a bit for each sector that is
 *           2 zeros, 3 given up, 6 there,     here, the lowest first
 *           7 partly there
 *  20 to 63 where it is, in MiB
 * </pre>
 *
 * Entries for bits are there in the table of any disk. Little-endian. What is in the log and not yet in its place is replayed in
 * memory: {@link VhdxLog}. Source:
 * <a href="https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-vhdx/">[MS-VHDX]</a>.
 */
final class Vhdx implements VirtualDisk.Tables {
    private static final int NOTHING = 0;
    private static final int UNDEFINED = 1;
    private static final int ZEROS = 2;
    private static final int GIVEN_UP = 3;
    private static final int THERE = 6;
    private static final int PARTLY = 7;
    private static final long SECTORS_OF_BITS = 1L << 23;
    private static final int BITS_BYTES = 1 << 20;
    private static final int PIECE = 1 << 16;

    /** Ways to the parent, in the order in which they are to be tried: [MS-VHDX], 2.6.2.6.3. */
    private static final List<String> PATHS = List.of("relative_path", "volume_path", "absolute_win32_path");

    private final Image image;
    private final Optional<Image> parent;
    private final VhdxMetadata disk;
    private final TableCache tables;
    private final long table;
    private final long entries;
    private final long perBits;
    private final long blocks;

    private Vhdx(Image image, Optional<Image> parent, VhdxMetadata disk, VhdxRegions.Region table) {
        this.image = image;
        this.parent = parent;
        this.disk = disk;
        this.tables = new TableCache(image);
        this.table = table.position();
        this.entries = table.length() / 8;
        this.perBits = SECTORS_OF_BITS * disk.sectorBytes() / disk.blockBytes();
        this.blocks = Math.ceilDiv(disk.size(), disk.blockBytes());
    }

    /**
     * The disk in an image.
     *
     * @throws IOException saying why, if it cannot be read
     */
    static Image open(Image file, Context context) throws IOException {
        VhdxHeader header = VhdxHeader.read(file);
        Optional<Image> replayed = VhdxLog.replayed(file, header);
        Image image = replayed.orElse(file);
        VhdxRegions regions = VhdxRegions.read(image);
        VhdxMetadata disk = VhdxMetadata.read(image, regions.metadata());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("UUID", header.dataWrite());
        if (replayed.isPresent()) {
            facts.put("log", "replayed in memory");
        }
        Optional<Image> parent = Optional.empty();
        List<Image> others = new ArrayList<>();
        if (disk.parentNames().isPresent()) {
            parent = Optional.of(parent(file, disk.parentNames().get(), context));
            others.add(parent.get());
            facts.put("parent", parent.get().name());
        }
        Vhdx vhdx = new Vhdx(image, parent, disk, regions.table());
        if (vhdx.blocks > 0 && vhdx.index(vhdx.blocks - 1) >= vhdx.entries) {
            for (Image other : others) {
                other.close();
            }
            throw Context.refusal(file, "the VHDX is damaged: its table has " + vhdx.entries + " entries, too few for " + vhdx.blocks + " blocks");
        }
        return new VirtualDisk(file, others, new Layer("vhdx", disk.size(), file.name(), facts), vhdx);
    }

    private static Image parent(Image image, Map<String, String> names, Context context) throws IOException {
        List<String> paths = PATHS.stream().map(key -> names.getOrDefault(key, "")).filter(path -> !path.isEmpty()).toList();
        if (paths.isEmpty()) {
            throw Context.refusal(image, "the VHDX lies over another, and does not name it");
        }
        Image parent = context.open(image, WindowsNames.there(image, paths), "its parent", false);
        String own = parent.layers().isEmpty() ? "" : parent.layers().getFirst().facts().getOrDefault("UUID", "");
        boolean fits = List.of("parent_linkage", "parent_linkage2").stream()
                .map(key -> names.getOrDefault(key, ""))
                .anyMatch(wanted -> wanted.equalsIgnoreCase("{" + own + "}") || wanted.equalsIgnoreCase(own));
        if (!fits) {
            parent.close();
            throw Context.refusal(image, "'" + parent.name() + "' is not its parent as it was: its identifier is " + (own.isEmpty() ? "none" : own)
                    + ", that of the parent " + names.getOrDefault("parent_linkage", "not said"));
        }
        return parent;
    }

    /** The entry of a block: after those of some blocks there is one for bits. */
    private long index(long block) {
        return block + block / perBits;
    }

    private long entry(long index) throws IOException {
        if (index >= entries) {
            throw new IOException("the table of the VHDX has no entry " + index);
        }
        long at = index * 8;
        long piece = at / PIECE * PIECE;
        return tables.at(table + piece, (int) Math.min(PIECE, entries * 8 - piece)).u64le((int) (at - piece));
    }

    private static int state(long entry) {
        return (int) (entry & 7);
    }

    private static long position(long entry) {
        return entry >>> 20 << 20;
    }

    @Override
    public VirtualDisk.Stretch at(long at) throws IOException {
        long block = at / disk.blockBytes();
        long within = at % disk.blockBytes();
        long entry = entry(index(block));
        long length = disk.blockBytes() - within;
        return switch (state(entry)) {
            case NOTHING -> parent.isPresent() ? VirtualDisk.below(parent.get(), at, length) : new VirtualDisk.Zeros(alike(block, within));
            case UNDEFINED, ZEROS, GIVEN_UP -> new VirtualDisk.Zeros(length);
            case THERE -> new VirtualDisk.Data(image, position(entry) + within, length);
            case PARTLY -> partly(at, entry, block);
            default -> throw new IOException("block " + block + " of the VHDX is in a state that is not known");
        };
    }

    /** How many bytes there are without data in this block and the next ones. */
    private long alike(long block, long within) throws IOException {
        long more = 1;
        // Ends: the disk has an end.
        while (block + more < blocks && more < PIECE && state(entry(index(block + more))) == NOTHING) {
            more++;
        }
        return more * disk.blockBytes() - within;
    }

    private VirtualDisk.Stretch partly(long at, long entry, long block) throws IOException {
        if (parent.isEmpty()) {
            throw new IOException("block " + block + " of the VHDX is said to be partly in a parent, but the disk has no parent");
        }
        long bitsEntry = entry((block / perBits + 1) * (perBits + 1) - 1);
        if (state(bitsEntry) != THERE || position(bitsEntry) < 0) {
            throw new IOException("block " + block + " of the VHDX is partly there, and it is not said which part");
        }
        long sector = at / disk.sectorBytes();
        long first = sector % SECTORS_OF_BITS;
        int piece = (int) (first / 8 / PIECE * PIECE);
        ByteView bits = tables.at(position(bitsEntry) + piece, Math.min(PIECE, BITS_BYTES - piece));
        long most = Math.min((disk.blockBytes() - at % disk.blockBytes() + disk.sectorBytes() - 1) / disk.sectorBytes(),
                (piece + bits.length()) * 8L - first);
        boolean there = isSet(bits, first - piece * 8L);
        long sectors = 1;
        while (sectors < most && isSet(bits, first + sectors - piece * 8L) == there) {
            sectors++;
        }
        long length = sectors * disk.sectorBytes() - at % disk.sectorBytes();
        return there ? new VirtualDisk.Data(image, position(entry) + at % disk.blockBytes(), length)
                : VirtualDisk.below(parent.get(), at, length);
    }

    private static boolean isSet(ByteView bits, long bit) {
        return (bits.u8((int) (bit / 8)) >> bit % 8 & 1) != 0;
    }
}
