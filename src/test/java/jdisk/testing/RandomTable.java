package jdisk.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A partition table without fault, made up from a seed: primaries and an extended partition with its logicals, in a
 * disk of some size, laid out as one of the programs of some time would.
 *
 * <p>The same seed always gives the same table.
 */
public final class RandomTable {

    /** How partitions are placed, and with which geometry their C/H/S addresses are written. */
    private enum Layout {
        /** As DOS and the fdisks up to 2009: on cylinders, the first track left free. */
        CYLINDERS(255, 63),
        /** The same on a small disk of its time. */
        SMALL_CYLINDERS(16, 63),
        /** As installers since 2009: on megabytes. */
        MEGABYTES(255, 63),
        /** Anywhere. */
        ODD(255, 63);

        private final int heads;
        private final int sectors;

        Layout(int heads, int sectors) {
            this.heads = heads;
            this.sectors = sectors;
        }

        /** What starts of partitions are a multiple of. */
        int grain() {
            return switch (this) {
                case CYLINDERS, SMALL_CYLINDERS -> heads * sectors;
                case MEGABYTES -> 2048;
                case ODD -> 1;
            };
        }

        /** How far a partition lies behind its table sector. */
        int lead() {
            return switch (this) {
                case CYLINDERS, SMALL_CYLINDERS -> sectors;
                case MEGABYTES -> 2048;
                case ODD -> 1;
            };
        }

        /** The C/H/S address of a sector; what lies past cylinder 1023 gets the greatest one there is. */
        String address(long sector) {
            long cylinder = sector / ((long) heads * sectors);
            return cylinder > 1023 ? "1023/" + (heads - 1) + "/" + sectors
                    : cylinder + "/" + sector / sectors % heads + "/" + (sector % sectors + 1);
        }
    }

    private static final String[] DATA_TYPES =
            {"83", "83", "07", "82", "0b", "0c", "06", "8e", "a5", "fd", "ef", "27", "a8", "42", "1e"};
    private static final String[] EXTENDED_TYPES = {"05", "0f", "85"};
    private static final long SMALLEST = 20_000;

    private final Random random;
    private final Layout layout;
    private final List<String> lines = new ArrayList<>();

    private RandomTable(long seed) {
        random = new Random(seed);
        layout = pick(Layout.values());
    }

    /** The table of this seed, on an image of this name. */
    public static ImageRecipe recipe(String fileName, long seed) {
        return new RandomTable(seed).on(fileName);
    }

    private ImageRecipe on(String fileName) {
        long size = 200_000 + random.nextLong(pick(new Long[] {500_000L, 40_000_000L, 4_000_000_000L}));
        lines.add("file " + fileName);
        lines.add("size " + size * 512);
        if (random.nextBoolean()) {
            lines.add(String.format("disk-id %08x", random.nextInt()));
        }
        int primaries = 1 + random.nextInt(4);
        int extended = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(primaries);
        List<Integer> slots = new ArrayList<>(List.of(1, 2, 3, 4));
        if (random.nextInt(4) == 0) {
            Collections.shuffle(slots, random);     // fdisk then says that the entries are not in disk order
        }
        long share = size / primaries;
        for (int n = 1; n <= primaries; n++) {
            long from = n == 1 ? layout.lead() : grains((n - 1) * share);
            long end = grains(n * share - (random.nextBoolean() ? 0 : random.nextLong(share / 3)));
            if (end - from < SMALLEST) {
                continue;
            }
            // The first partition of a disk starts a track in; an extended one cannot, for it starts on a cylinder.
            boolean isExtended = n == extended && (n > 1 || layout.grain() == layout.lead());
            String flag = n == 1 && !isExtended && random.nextBoolean() ? "80" : "00";
            String type = isExtended ? pick(EXTENDED_TYPES) : pick(DATA_TYPES);
            lines.add("mbr " + slots.get(n - 1) + ": " + entry(flag, from, type, end - 1, from));
            if (isExtended) {
                addLogicals(from, end);
            }
        }
        return ImageRecipe.parse(String.join("\n", lines));
    }

    private void addLogicals(long extended, long end) {
        int count = 1 + random.nextInt(8);
        long share = (end - extended) / count;
        if (share < SMALLEST) {
            count = 1;
            share = end - extended;
        }
        for (int n = 0; n < count; n++) {
            long table = extended + grains(n * share);
            long next = n + 1 < count ? extended + grains((n + 1) * share) : end;
            long from = table + layout.lead();
            long last = (random.nextInt(3) == 0 ? from + Math.max(2, grains((next - from) / 2)) : next) - 1;
            lines.add("ebr " + table + " 1: " + entry("00", from, pick(DATA_TYPES), last, from - table));
            if (n + 1 < count) {
                long after = n + 2 < count ? extended + grains((n + 2) * share) : end;
                lines.add("ebr " + table + " 2: " + entry("00", next, "05", after - 1, next - extended));
            }
        }
    }

    /** An entry of the table; its relative start depends on the table it stands in. */
    private String entry(String flag, long first, String type, long last, long relativeStart) {
        return String.join(" ", flag, layout.address(first), type, layout.address(last),
                "start " + relativeStart, "count " + (last - first + 1));
    }

    /** Rounds down to where this layout lets a partition begin. */
    private long grains(long sectors) {
        return sectors / layout.grain() * layout.grain();
    }

    private <T> T pick(T[] from) {
        return from[random.nextInt(from.length)];
    }
}
