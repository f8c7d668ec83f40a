package jdisk.command;

import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the words for other tools print where those find no disk in the file: what they print works. */
@Tag("realtool")
final class NotRawTest {
    private static final String TABLE = "size 4194304\nmbr 1: 00 0/1/1 83 0/0/1 start 2048 count 4096\nmbr 2: 00 0/1/1 83 0/0/1 start 6144 count 2048";

    private final Path folder;
    private final Path raw;

    NotRawTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.raw = ImageRecipe.parse(TABLE).build(folder.resolve("disk.raw"));
    }

    private Path made(String name, String... options) throws Exception {
        RealTool tool = RealTool.named("qemu-img", 1);
        String[] words = new String[options.length + 2];
        words[0] = "convert";
        System.arraycopy(options, 0, words, 1, options.length);
        tool.run(folder, append(words, raw.getFileName().toString(), name));
        return folder.resolve(name);
    }

    private static String[] append(String[] words, String from, String to) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[all.length - 2] = from;
        all[all.length - 1] = to;
        return all;
    }

    private void write(String file, int value) throws Exception {
        RealTool.named("qemu-io", 1).run(folder, "-c", "write -P " + value + " 3M 64k", file);
    }

    /** What stands behind {@code -l} leads qemu to that state, whatever the others are called. */
    @ParameterizedTest
    @CsvSource({"two, 2", "1, 1", "'3', 3", "'a,b c', 4"})
    void snapshotIsTheOneThatWasAskedFor(String asked, int value) throws Exception {
        Path image = made("s.qcow2", "-O", "qcow2");
        String[] names = {"3", "two", "two", "a,b c"};
        for (int i = 0; i < names.length; i++) {
            write("s.qcow2", i + 1);
            RealTool.named("qemu-img", 1).run(folder, "snapshot", "-c", names[i], "s.qcow2");
        }
        write("s.qcow2", 9);
        String said = jdisk("--snapshot=" + asked, image, "mount", "2").out();
        assertThat(said).contains(" -c /dev/nbd0 " + image + "', as root", "with /dev/nbd0p2 for partition 2").contains("qemu-nbd -r -l ");
        assertThat(said).as("a command within quotation marks has none itself").contains("'qemu-nbd -r -l " + value + " -c /dev/nbd0 " + image + "'");
        String option = said.substring(said.indexOf(" -l ") + 4, said.indexOf(" -c /dev/nbd0"));
        Outcome converted = RealTool.named("sh", 1).run(folder, "-c", "qemu-img convert -l " + option + " -O raw s.qcow2 state.raw");
        assertThat(converted.status()).as(said + converted).isZero();
        assertThat(Files.readAllBytes(folder.resolve("state.raw"))[3 << 20]).isEqualTo((byte) value);
        assertThat(jdisk(image, "mount", "1").out()).contains("'qemu-nbd -r -c /dev/nbd0 " + image + "'", "/dev/nbd0p1 for partition 1");
    }

    @Test
    void aContainerInPartsIsJoinedFirst() throws Exception {
        write("disk.raw", 7);
        Path whole = made("q.qcow2", "-O", "qcow2");
        RealTool.named("split", 1).run(folder, "-b", "200k", "-d", "-a", "3", "--numeric-suffixes=1", "q.qcow2", "q.qcow2.");
        byte[] all = Files.readAllBytes(whole);
        Files.delete(whole);
        Path first = folder.resolve("q.qcow2.001");
        Outcome mount = jdisk(first, "mount", "1");
        assertThat(mount.status()).isEqualTo(1);
        assertThat(mount.out()).startsWith("# the image is kept as qcow2 in ").contains("'qemu-nbd -r -c /dev/nbd0 FILE'", "'serve'").doesNotContain("nbd0 " + first);
        String cat = mount.out().substring(mount.out().indexOf("'cat ") + 1, mount.out().indexOf(" >FILE'"));
        RealTool.named("sh", 1).run(folder, "-c", cat + " >joined");
        assertThat(Files.readAllBytes(folder.resolve("joined"))).isEqualTo(all);
        // Alone, it is one file.
        assertThat(jdisk("--no-join", first, "mount", "1").out()).doesNotContain("cat ");
    }

    /** The disk of a VHD that does not grow lies in the file as it is; that of others does not. */
    @Test
    void aFixedVhdIsRawUpToItsFooter() throws Exception {
        Path fixed = made("f.vhd", "-O", "vpc", "-o", "subformat=fixed,force_size=on");
        assertThat(Files.size(fixed)).isEqualTo((4 << 20) + 512);
        String losetup = "'losetup --read-only --find --show --sizelimit 4194304 " + fixed + "', as root";
        assertThat(jdisk(fixed, "mount", "1").out()).contains("4194304 bytes of one, from byte 0 on", losetup).doesNotContain("place", "close");
        String inRange = "'losetup --read-only --find --show --offset 1048576 --sizelimit 3145728 " + fixed + "', as root";
        assertThat(jdisk("--offset=1048576", fixed, "dmsetup").out()).contains(inRange);
        Path grows = made("d.vhd", "-O", "vpc", "-o", "subformat=dynamic,force_size=on");
        assertThat(jdisk(grows, "mount", "1").out()).contains("'qemu-nbd -r -f vpc -c /dev/nbd0 " + grows + "'").doesNotContain("losetup");
    }

    @Test
    void aRangeOfAFileIsTheFileFromThereOn() throws IOException {
        String run = "'losetup --read-only --find --show --offset 1048576 --sizelimit 2097152 " + raw + "', as root";
        Outcome ranged = jdisk("--offset=1048576:2097152", raw, "losetup", "0");
        assertThat(ranged.out()).startsWith("# the image is not a whole file").contains(run).doesNotContain("close");
        Outcome opened = typing("open 1", "losetup 0", "close", "losetup 1", "q").run(raw);
        assertThat(opened.out()).contains(run, "'close' returns to the image it was opened in",
                "losetup --read-only --find --show --offset 1048576 --sizelimit 2097152 " + raw + "\n");
        // What is wanted is all of the file.
        assertThat(jdisk("--offset=0", raw, "losetup", "2").out()).isEqualTo(jdisk(raw, "losetup", "2").out()).startsWith("losetup ");
    }
}
