package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.testing.ImageRecipe;
import jdisk.testing.SystemCalls;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads no more of an image than a listing needs, so that a disk of terabytes lists as fast as a floppy. */
@Tag("realtool")
final class FewReadsIT {

    private static final Pattern READ = Pattern.compile("p?read(64|v)?\\(.*\\) = (\\d+)$");

    private final Path folder;

    FewReadsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    /**
     * A table that leaves most of its disk free may count in larger sectors, and nothing but what lies where its partitions begin
     * tells: that is a look at a hundred places, as probe takes, and not a search.
     */
    @Test
    void listingOfATableThatMayCountInLargerSectors() throws IOException, InterruptedException {
        listing("eight-terabytes", 200, 2 << 20);
    }

    /** A few sectors, and one for each logical partition. */
    @ParameterizedTest
    @CsvSource({"four-primaries, 0", "laptop, 2", "three-terabytes, 2", "seventy-logicals, 70"})
    void listing(String recipe, int logicals) throws IOException, InterruptedException {
        listing(recipe, logicals, (16 + logicals) * 512L);
    }

    private void listing(String recipe, int logicals, long bytes) throws IOException, InterruptedException {
        Path image = ImageRecipe.named(recipe).build(folder.resolve("disk.img"));
        List<Long> reads = SystemCalls.in(folder).of("read,readv,pread64,preadv", List.of(), "-l", "disk.img").stream()
                .filter(call -> call.contains("<" + image + ">")).map(READ::matcher).filter(Matcher::matches)
                .map(read -> Long.parseLong(read.group(2))).toList();
        assertThat(reads).isNotEmpty();
        assertThat(reads.size()).as("reads").isLessThanOrEqualTo(13 + logicals);
        assertThat(reads.stream().mapToLong(Long::longValue).sum()).as("bytes read")
                .isLessThanOrEqualTo(bytes);
    }
}
