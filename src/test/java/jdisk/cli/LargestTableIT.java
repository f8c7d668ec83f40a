package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import jdisk.testing.Launcher;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The longest chain that is followed, 65,536 links, is listed in every way in a heap of 64 MiB, and no row is missing. */
final class LargestTableIT {
    private static final int LINKS = 65_536;

    private final Path folder;

    LargestTableIT(@TempDir Path folder) {
        this.folder = folder;
    }

    /** An entry: boot flag, three bytes of C/H/S, type, three bytes of C/H/S, start, count. */
    private static void entry(ByteBuffer sector, int at, int type, int start, int count) {
        sector.put(at + 4, (byte) type).putInt(at + 8, start).putInt(at + 12, count);
        sector.put(510, (byte) 0x55).put(511, (byte) 0xaa);
    }

    private void make() throws IOException {
        int sectors = 2 + 2 * LINKS;
        ByteBuffer image = ByteBuffer.allocate(sectors * 512).order(ByteOrder.LITTLE_ENDIAN);
        entry(image.slice(0, 512).order(ByteOrder.LITTLE_ENDIAN), 446, 5, 2, 2 * LINKS);
        for (int link = 0; link < LINKS; link++) {
            ByteBuffer ebr = image.slice((2 + 2 * link) * 512, 512).order(ByteOrder.LITTLE_ENDIAN);
            entry(ebr, 446, 0x83, 1, 1);
            if (link < LINKS - 1) {
                entry(ebr, 462, 5, 2 * (link + 1), 2);
            }
        }
        try (FileChannel file = FileChannel.open(folder.resolve("a.img"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (image.hasRemaining()) {
                file.write(image);
            }
        }
    }

    /** The status, and how often something stands in what is printed. */
    private String counted(String arguments, String text) throws IOException, InterruptedException {
        Outcome outcome = Launcher.in(folder).with("JDISK_JAVA_OPTS", "-Xmx64m")
                .runInShell("set -o pipefail; \"$JDISK\" " + arguments + " 2>/dev/null | grep -c '" + text + "'");
        return outcome.status() + " " + outcome.out().strip();
    }

    @Test
    void isListedWhole() throws Exception {
        make();
        String all = Integer.toString(LINKS);
        assertThat(counted("-x a.img", "^a.img.* 83 Linux")).isEqualTo("0 " + all);
        assertThat(counted("-J a.img", "\"type\": \"83\"")).isEqualTo("0 " + all);
        assertThat(counted("a.img map", " Linux$")).isEqualTo("0 " + all);
        assertThat(counted("a.img map --json", "\"kind\": \"partition\"")).isEqualTo("0 " + all);
        assertThat(counted("a.img serve --print", "^# [0-9]")).isEqualTo("0 " + all);
        assertThat(counted("a.img v", "unallocated")).startsWith("0 ");
    }
}
