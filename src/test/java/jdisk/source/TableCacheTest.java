package jdisk.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdisk.image.CountedImage;
import jdisk.image.SparseMemoryImage;
import org.junit.jupiter.api.Test;

final class TableCacheTest {
    private static final int TABLE = 1 << 20;

    private static CountedImage file() {
        return new CountedImage(new SparseMemoryImage("disk.img", TABLE, Map.of()));
    }

    /** A file's table that was used last is kept, and one that many others were used after is not. */
    @Test
    void filesOfADiskShareTheRoom() throws IOException {
        TableCache.Room room = new TableCache.Room();
        List<CountedImage> files = new ArrayList<>();
        List<TableCache> caches = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            files.add(file());
            caches.add(new TableCache(files.get(n), room));
            caches.get(n).at(0, TABLE);
        }
        caches.get(99).at(0, TABLE);
        assertThat(files.get(99).bytes()).as("the last").isEqualTo(TABLE);
        caches.get(0).at(0, TABLE);
        assertThat(files.get(0).bytes()).as("the first").isEqualTo(2 * TABLE);
    }

    @Test
    void filesOfOtherDisksDoNot() throws IOException {
        CountedImage file = file();
        TableCache cache = new TableCache(file);
        cache.at(0, TABLE);
        for (int n = 0; n < 100; n++) {
            new TableCache(file()).at(0, TABLE);
        }
        cache.at(0, TABLE);
        assertThat(file.bytes()).isEqualTo(TABLE);
    }

    /** Tables of two files at the same place are not taken for each other. */
    @Test
    void knowsFilesApart() throws IOException {
        TableCache.Room room = new TableCache.Room();
        TableCache ones = new TableCache(MadeContainers.whole(MadeContainers.filled(16, 1)).image(), room);
        TableCache twos = new TableCache(MadeContainers.whole(MadeContainers.filled(16, 2)).image(), room);
        assertThat(ones.at(0, 16).u8(0)).isEqualTo(1);
        assertThat(twos.at(0, 16).u8(0)).isEqualTo(2);
        assertThat(ones.at(0, 16).u8(0)).isEqualTo(1);
    }
}
