package jdisk.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * A script for sfdisk that makes a table of some kind on a disk of some size, made up from a seed: the same seed always gives the
 * same script. Sfdisk may refuse one, where the kind of table cannot hold what is asked for.
 *
 * @param size bytes of the disk
 * @param text the script
 */
public record RandomScript(long size, String text) {

    private static final long MEBIBYTE = 1L << 20;
    private static final long TEBIBYTE = 1L << 40;
    private static final long CYLINDER = 255 * 63;
    private static final List<String> DOS_TYPES = List.of("83", "7", "82", "b", "c", "6", "8e", "fd", "ef", "27", "42", "1e", "da");
    private static final List<String> GPT_TYPES = List.of(
            "0FC63DAF-8483-4772-8E79-3D69D8477DE4", "C12A7328-F81F-11D2-BA4B-00A0C93EC93B", "0657FD6D-A4AB-43C4-84E5-0933C84B4F4F",
            "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7", "E6D6D379-F507-44C2-A23C-238F2A3DF928", "21686148-6449-6E6F-744E-656564454649",
            "01234567-89AB-CDEF-0123-456789ABCDEF");
    private static final List<String> SUN_TYPES = List.of("1", "2", "3", "4", "7", "8", "82", "83", "8e", "fd");
    private static final List<String> SGI_TYPES = List.of("1", "3", "5", "7", "a", "82", "83", "8e", "fd");
    private static final List<Integer> TABLE_LENGTHS = List.of(4, 64, 128, 200);

    /**
     * A table of these kinds: dos, gpt, sun, sgi. The first sixteen GPTs, by their seeds from 0, are of each length on a small and on a
     * large disk, empty and not.
     */
    public static RandomScript of(String kind, long seed) {
        return new Maker(kind, seed).script();
    }

    /** The sectors, or cylinders, of a partition. */
    private record Stretch(long start, long count) { }

    private static final class Maker {
        private final String kind;
        private final long seed;
        private final Random random;
        private final List<String> lines = new ArrayList<>();

        Maker(String kind, long seed) {
            this.kind = kind;
            this.seed = seed;
            random = new Random(kind.hashCode() * 1_000_003L + seed);
        }

        RandomScript script() {
            long sectors = sectors();
            lines.add("label: " + kind);
            switch (kind) {
                case "gpt" -> gpt(sectors);
                case "dos" -> dos(Math.min(sectors, 1L << 32));
                case "sun" -> labelOfCylinders(sectors, 7, SUN_TYPES);
                default -> labelOfCylinders(sectors, 8, SGI_TYPES);
            }
            return new RandomScript(sectors * 512, String.join("\n", lines) + "\n");
        }

        /** Whether this is one of the GPTs of each sort. */
        private boolean isOfEachSort() {
            return kind.equals("gpt") && seed < 16;
        }

        private long sectors() {
            if (isOfEachSort()) {
                return (seed / 4 % 2 == 0 ? 2 * MEBIBYTE : 3 * TEBIBYTE) / 512;
            }
            long largest = switch (kind) {
                case "gpt", "dos" -> 4 * TEBIBYTE;
                default -> TEBIBYTE / 4;
            };
            long size = switch (random.nextInt(6)) {
                case 0 -> 2 * MEBIBYTE;
                case 1 -> 4 * MEBIBYTE + random.nextInt(-2, 3) * 512L;
                case 2 -> random.nextLong(2 * MEBIBYTE, 64 * MEBIBYTE);
                case 3 -> random.nextLong(64 * MEBIBYTE, 8192 * MEBIBYTE);
                default -> random.nextLong(8192 * MEBIBYTE, largest);
            };
            return (random.nextBoolean() ? size / MEBIBYTE * MEBIBYTE : size) / 512;
        }

        private void gpt(long sectors) {
            int length = isOfEachSort() ? TABLE_LENGTHS.get((int) seed % 4) : pick(TABLE_LENGTHS);
            int count = isOfEachSort() && seed < 8 ? 0 : random.nextInt(Math.min(length, 12) + 1);
            if (length != 128) {
                lines.add("table-length: " + length);
            }
            lines.add("label-id: " + uuid());
            long tables = (length * 128L + 511) / 512;
            long first = 2 + tables + (random.nextBoolean() ? 0 : random.nextInt(100));
            long last = sectors - 2 - tables;
            if (random.nextInt(4) > 0) {
                lines.add("first-lba: " + first);
            } else {
                first = Math.max(first, 2048);
            }
            int number = 0;
            for (Stretch stretch : stretches(first, last, count)) {
                number += random.nextInt(5) == 0 ? 2 : 1;
                if (number > length) {
                    break;
                }
                String line = number + " : " + place(stretch) + ", type=" + pick(GPT_TYPES) + ", uuid=" + uuid();
                if (random.nextBoolean()) {
                    line += ", name=\"" + pick(List.of("root", "EFI system", "a, b", "\u00fcber", "x=1")) + "\"";
                }
                if (random.nextInt(3) == 0) {
                    line += ", attrs=\"" + pick(List.of("RequiredPartition", "LegacyBIOSBootable", "GUID:63", "NoBlockIOProtocol GUID:60,48"))
                            + "\"";
                }
                lines.add(line);
            }
            shuffleRows();
        }

        private void dos(long sectors) {
            lines.add(String.format("label-id: 0x%08x", random.nextInt()));
            List<Stretch> primaries = stretches(1, sectors - 1, random.nextInt(5));
            int extended = random.nextInt(3) == 0 ? -1 : random.nextInt(4);
            List<Integer> slots = new ArrayList<>(List.of(1, 2, 3, 4));
            if (random.nextInt(4) == 0) {
                Collections.shuffle(slots, random);
            }
            for (int n = 0; n < primaries.size(); n++) {
                Stretch stretch = primaries.get(n);
                boolean container = n == extended && stretch.count() > 100;
                lines.add(slots.get(n) + " : " + place(stretch) + ", type=" + (container ? pick(List.of("5", "f", "85")) : pick(DOS_TYPES))
                        + (random.nextInt(4) == 0 ? ", bootable" : ""));
            }
            if (extended >= 0 && extended < primaries.size() && primaries.get(extended).count() > 100) {
                Stretch container = primaries.get(extended);
                int number = 5;
                long free = container.start() + 1;
                for (Stretch stretch : stretches(container.start() + 2, container.start() + container.count() - 1, random.nextInt(7))) {
                    long start = Math.max(stretch.start(), free + 1);
                    long count = stretch.start() + stretch.count() - start;
                    if (count > 0) {
                        lines.add(number++ + " : " + place(new Stretch(start, count)) + ", type=" + pick(DOS_TYPES));
                        free = start + count;
                    }
                }
            }
        }

        /** Sun's and SGI's, whose partitions start on cylinders. */
        private void labelOfCylinders(long sectors, int most, List<String> types) {
            long cylinders = sectors / CYLINDER;
            List<Integer> slots = new ArrayList<>();
            for (int n = 1; n <= most; n++) {
                if (kind.equals("sgi") || n != 3) {
                    slots.add(n);
                }
            }
            if (random.nextBoolean()) {
                Collections.shuffle(slots, random);
            }
            boolean whole = random.nextBoolean();
            if (whole) {
                lines.add(kind.equals("sun") ? "3 : start=0, size=" + cylinders * CYLINDER + ", type=5"
                        : "11 : start=0, size=" + cylinders * CYLINDER + ", type=6");
                if (kind.equals("sgi") && random.nextBoolean()) {
                    lines.add("9 : start=0, size=4096, type=0");
                }
            }
            long from = kind.equals("sgi") ? 1 : 0;
            int n = 0;
            for (Stretch stretch : stretches(from, cylinders - 1, random.nextInt(slots.size() + 1))) {
                long start = stretch.start() * CYLINDER;
                long count = stretch.count() * CYLINDER;
                if (random.nextInt(4) == 0) {
                    count -= random.nextLong(CYLINDER);
                }
                lines.add(slots.get(n++) + " : " + place(new Stretch(start, count)) + ", type=" + pick(types));
            }
            shuffleRows();
        }

        /** So many stretches, or fewer, from the first to the last unit, with gaps or without, on multiples of something. */
        private List<Stretch> stretches(long first, long last, int count) {
            List<Stretch> stretches = new ArrayList<>();
            if (last - first < 2L * count) {
                return stretches;
            }
            long grain = kind.equals("sun") || kind.equals("sgi") ? 1 : pick(List.of(1L, 1L, 8L, 63L, 2048L, CYLINDER));
            List<Long> ends = new ArrayList<>(List.of(first, last + 1));
            for (int n = 1; n < 2 * count; n++) {
                ends.add(random.nextLong(first, last + 1));
            }
            Collections.sort(ends);
            long free = first;
            for (int n = 0; n < count; n++) {
                long start = random.nextInt(3) == 0 ? free : Math.ceilDiv(Math.max(ends.get(2 * n), free), grain) * grain;
                long end = random.nextInt(4) == 0 ? ends.get(2 * n + 2) : ends.get(2 * n + 1) / grain * grain;
                end = random.nextInt(8) == 0 ? start + random.nextLong(1, 64) : end;
                end = Math.min(end, last + 1);
                if (start < end) {
                    stretches.add(new Stretch(start, end - start));
                    free = end;
                }
            }
            return stretches;
        }

        private void shuffleRows() {
            int header = 0;
            while (header < lines.size() && !lines.get(header).contains(" : ")) {
                header++;
            }
            if (random.nextInt(4) == 0) {
                Collections.shuffle(lines.subList(header, lines.size()), random);
            }
        }

        private static String place(Stretch stretch) {
            return "start=" + stretch.start() + ", size=" + stretch.count();
        }

        private String uuid() {
            return new UUID(random.nextLong(), random.nextLong()).toString().toUpperCase(Locale.ROOT);
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}
