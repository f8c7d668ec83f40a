package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jdisk.testing.Batch;
import jdisk.testing.GptDisk;
import jdisk.testing.Jdisk;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GPT headers made to lead astray, their checksums right, on a small disk and on one of terabytes, in little memory. */
final class HostileGptTest {

    private static final long SMALL = 65_536;
    private static final long LARGE = 6L << 31; // 6 TiB

    private static final List<String> LISTINGS = List.of("-l IMAGE", "--style=modern -l IMAGE", "--style=modern -x IMAGE",
            "--style=modern -u=cylinders -l IMAGE", "-d IMAGE", "-J IMAGE", "--style=modern IMAGE F", "--style=modern IMAGE v",
            "IMAGE map", "-t gpt -l IMAGE");

    private static Map<String, Consumer<GptDisk.Copy>> lies() {
        Map<String, Consumer<GptDisk.Copy>> lies = new LinkedHashMap<>();
        for (int count : new int[] {-1, 0, 1, 129, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            lies.put("count-" + Integer.toUnsignedString(count), copy -> copy.header().putInt(GptDisk.ENTRY_COUNT, count));
        }
        for (int size : new int[] {0, 1, 127, 129, 4096, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
            lies.put("size-" + Integer.toUnsignedString(size), copy -> copy.header().putInt(GptDisk.ENTRY_SIZE, size));
        }
        lies.put("both-largest", copy -> copy.header().putInt(GptDisk.ENTRY_COUNT, -1).putInt(GptDisk.ENTRY_SIZE, -1));
        lies.put("product-wraps", copy -> copy.header().putInt(GptDisk.ENTRY_COUNT, 1 << 31).putInt(GptDisk.ENTRY_SIZE, 1 << 31));
        for (long sector : new long[] {0, 1, SMALL - 1, LARGE - 1, LARGE, Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE, -1, -2, Long.MAX_VALUE / 512 + 1}) {
            String name = Long.toUnsignedString(sector);
            lies.put("entries-at-" + name, copy -> copy.header().putLong(GptDisk.ENTRIES_LBA, sector));
            lies.put("other-at-" + name, copy -> copy.header().putLong(GptDisk.ALTERNATE_LBA, sector));
            lies.put("usable-from-" + name, copy -> copy.header().putLong(GptDisk.FIRST_USABLE, sector));
            lies.put("usable-to-" + name, copy -> copy.header().putLong(GptDisk.LAST_USABLE, sector));
            lies.put("first-at-" + name, copy -> copy.entries().putLong(GptDisk.FIRST_LBA, sector));
            lies.put("last-at-" + name, copy -> copy.entries().putLong(GptDisk.LAST_LBA, sector));
            lies.put("both-at-" + name,
                    copy -> copy.entries().putLong(GptDisk.FIRST_LBA, sector).putLong(GptDisk.LAST_LBA, sector));
        }
        lies.put("other-is-itself", copy -> copy.header().putLong(GptDisk.ALTERNATE_LBA, copy.header().getLong(GptDisk.MY_LBA)));
        lies.put("entries-are-the-header", copy -> copy.header().putLong(GptDisk.ENTRIES_LBA, copy.header().getLong(GptDisk.MY_LBA)));
        lies.put("usable-reversed", copy -> copy.header().putLong(GptDisk.FIRST_USABLE, 60_000).putLong(GptDisk.LAST_USABLE, 40));
        lies.put("end-before-start", copy -> copy.entries().putLong(GptDisk.FIRST_LBA, 9000).putLong(GptDisk.LAST_LBA, 8000));
        lies.put("all-of-64-bits", copy -> copy.entries().putLong(GptDisk.FIRST_LBA, 0).putLong(GptDisk.LAST_LBA, -1));
        return lies;
    }

    @TestFactory
    List<DynamicTest> endsWithoutATrace(@TempDir Path folder) throws Exception {
        List<Batch.Run> runs = new ArrayList<>();
        for (long sectors : new long[] {SMALL, LARGE}) {
            for (Map.Entry<String, Consumer<GptDisk.Copy>> lie : lies().entrySet()) {
                GptDisk disk = new GptDisk(sectors).partition(1, 2048, 4095, "one").partition(2, 4096, 8191, "two");
                disk.copies().forEach(lie.getValue());
                Path image = disk.seal().write(folder.resolve(lie.getKey() + "-of-" + sectors + ".img"));
                for (String listing : LISTINGS) {
                    runs.add(Batch.Run.of(listing.replace("IMAGE", image.getFileName().toString()).split(" ", -1)));
                }
            }
        }
        List<Outcome> outcomes = Batch.runAll(folder, runs, "-Xmx64m");
        List<DynamicTest> tests = new ArrayList<>();
        for (Batch.Run run : runs) {
            Outcome outcome = outcomes.get(tests.size());
            tests.add(dynamicTest(String.join(" ", run.arguments()), () -> {
                // 3 where a table is told to be damaged, 1 where there is none of the kind that is asked for
                assertThat(outcome.status()).as(outcome.toString()).isIn(0, 1, 3);
                assertThat(outcome.out() + outcome.err()).doesNotContain("Exception", "Error", "\tat ", "bug")
                        .hasSizeLessThan(100_000);
            }));
        }
        return tests;
    }

    /** The other copy is said to lie where there is no room for its entries before it, or where other things are. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 5, 20, 32, 33, 34, 40, 2048, 65_534})
    void backupAtALowSector(long sector, @TempDir Path folder) throws Exception {
        for (boolean there : new boolean[] {true, false}) {
            GptDisk disk = new GptDisk(SMALL).partition(1, 2048, 4095, "one");
            disk.copies().getFirst().header().putLong(GptDisk.ALTERNATE_LBA, sector);
            disk.copies().getLast().header().putLong(0, there ? disk.copies().getLast().header().getLong(0) : 0);
            Path image = disk.seal().write(folder.resolve("low-" + there + ".img"));
            for (String style : List.of("classic", "modern")) {
                Outcome outcome = Jdisk.typing("x", "D", "d", "r", "map", "offset 1", "q").run("--style=" + style, image);
                assertThat(outcome.status()).isZero();
                assertThat(outcome.out()).as("the session goes on").contains("1048576\n");
            }
        }
    }
}
