package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Launcher;
import jdisk.testing.LoopDevices;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.testing.SystemCalls;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies as the packaged program does: beside dd, killed, short of memory and of room, from a disk that fails. */
@Tag("realtool")
final class ExtractIT {

    private static final int MEBIBYTE = 1 << 20;

    private final Path folder;

    ExtractIT(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Puts bytes at places of a file, sparse where there are none. */
    private static void put(Path file, long seed, long... places) throws IOException {
        byte[] noise = new byte[40_000];
        Random random = new Random(seed);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long place : places) {
                random.nextBytes(noise);
                long count = Math.min(noise.length, channel.size() - place);
                channel.write(ByteBuffer.wrap(noise, 0, (int) count), place);
            }
        }
    }

    /** Partitions of a laptop's disk, whose places no block of today knows, and one of which has an odd last sector. */
    @ParameterizedTest
    @CsvSource({"5, 7438158, 256977", "6, 7695198, 1815282"})
    void laptop(int number, long start, long count) throws Exception {
        Path image = ImageRecipe.named("laptop").build(folder.resolve("hda.img"));
        long end = (start + count) * 512;
        put(image, number, start * 512 - 20_000, start * 512 + 1_000_003, start * 512 + count * 256, end - 20_000);
        compareWithDd("hda.img", number, 512, start, count);
    }

    @ParameterizedTest
    @CsvSource({"1, 2048, 8000, 83", "2, 10055, 33, 82", "3, 10100, 1, 83"})
    void sectorsOf4096(int number, long start, long count) throws Exception {
        Path image = ImageRecipe.parse("""
                size 67108864
                sector-size 4096
                mbr 1: 00 0/1/1 83 0/0/1 start 2048 count 8000
                mbr 2: 00 0/1/1 82 0/0/1 start 10055 count 33
                mbr 3: 00 0/1/1 83 0/0/1 start 10100 count 1
                """).build(folder.resolve("big.img"));
        put(image, number, start * 4096 - 5000, (start + count) * 4096 - 3000);
        compareWithDd("big.img", number, 4096, start, count);
    }

    private void compareWithDd(String image, int number, int sector, long start, long count) throws Exception {
        String line = "set -e; dd if=%s of=theirs bs=%d skip=%d count=%d conv=sparse status=none\n".formatted(image, sector, start, count)
                + "for how in --sparse=auto --sparse=always --hash=sha256,md5,sha1; do\n"
                + "  $JDISK -b %d %s extract %d ours --force $how; cmp ours theirs; done\n".formatted(sector, image, number)
                + "sha256sum -c ours.sha256; md5sum -c ours.md5; sha1sum -c ours.sha1\n"
                + "$JDISK -b %d %s extract %d - | cmp - theirs\n".formatted(sector, image, number)
                + "[ \"$($JDISK -b %d %s hash %d | cut -c-64)\" = \"$(sha256sum <theirs | cut -c-64)\" ]\n".formatted(sector, image, number);
        RealTool.named("dd", 6);
        Outcome outcome = Launcher.in(folder).runInShell(line);
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).isEqualTo("ours: OK\nours: OK\nours: OK\n");
        assertThat(outcome.err()).contains(count + "+0 records in\n" + count + "+0 records out\n");
    }

    private Path dense(int mebibytes) throws IOException {
        Path image = ImageRecipe.parse("size " + (mebibytes + 2L) * MEBIBYTE + "\nmbr 1: 00 0/1/1 83 0/0/1 start 2048 count "
                + mebibytes * 2048L).build(folder.resolve("dense.img"));
        byte[] noise = new byte[MEBIBYTE];
        Random random = new Random(7);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(MEBIBYTE);
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(noise);
                file.write(noise);
            }
        }
        return image;
    }

    /** One Ctrl-C ends one command of a script: those that follow are run as if nothing had been. */
    @Test
    void interruptedInAScriptThatKeepsGoing() throws Exception {
        Outcome outcome = Launcher.in(folder).runInShell("""
                truncate -s 200G large.img
                printf 'hash disk\\nhash disk\\nhexdump @0 70000\\n' > script
                env --default-signal=INT $JDISK --keep-going -f script large.img > out 2> err & run=$!
                sleep 2; kill -INT $run; sleep 1; kill -INT $run
                wait $run; echo $?; cat err; tail -n 1 out""");
        assertThat(outcome.out()).isEqualTo("1\nscript:1: interrupted\nscript:2: interrupted\n0222e000\n");
    }

    /** Killed while digest and file are given their names, whichever call it is: going on completes both. */
    @ParameterizedTest
    @CsvSource({"linkat link, 1", "linkat link, 2", "unlink unlinkat, 1", "unlink unlinkat, 2", "unlink unlinkat, 3"})
    void killedBetweenFileAndDigest(String calls, int which) throws Exception {
        dense(1);
        RealTool.named("strace", 1);
        String call = calls.replace(' ', ',');
        Outcome outcome = Launcher.in(folder).runInShell("strace -f -qq -o trace -e trace=%s -e inject=%s:signal=KILL:when=%d ".formatted(call, call, which)
                + "$JDISK dense.img extract 1 out --hash=sha256 2>first; echo $?; ls out* | tr '\\n' ' '; echo\n"
                + "[ -e out.partial ] && $JDISK dense.img extract 1 out --hash=sha256 --resume; sha256sum -c out.sha256; rm -f out.partial.resume; ls out*");
        assertThat(outcome.out()).as(outcome.toString()).startsWith("137\n").endsWith("out: OK\nout\nout.sha256\n");
    }

    /** Killed at any moment, nothing but the whole has the final name, and going on completes it. */
    @ParameterizedTest
    @CsvSource({"60, ''", "200, ''", "250, --hash=sha256", "300, ''", "350, --hash=sha256", "450, ''"})
    void killed(long millis, String option) throws Exception {
        dense(200);
        RealTool.named("cmp", 1);
        Process process = new ProcessBuilder("sh", "-c",
                "exec '" + Launcher.script() + "' dense.img extract 1 out --sparse=always --on-error=zero " + option)
                .directory(folder.toFile()).redirectError(folder.resolve("err").toFile()).start();
        process.waitFor(millis, TimeUnit.MILLISECONDS);
        boolean complete = process.destroyForcibly().waitFor() == 0;
        // Killed after the file has its name and before the end, it is whole as well.
        String whole = "tail -c +1048577 dense.img | head -c 209715200 | cmp - out";
        if (complete || Files.exists(folder.resolve("out"))) {
            assertThat(Launcher.in(folder).runInShell(whole)).isEqualTo(new Outcome(0, "", ""));
        }

        String resume = Launcher.in(folder).runInShell("$JDISK dense.img extract 1 out --resume --force " + option).err();

        assertThat(resume).contains(" records in\n");
        Outcome compared = Launcher.in(folder).runInShell(whole + "; ls out*");
        assertThat(compared.out()).doesNotContain("partial").startsWith("out\n");
        assertThat(compared.err()).isEmpty();
        if (option.contains("hash")) {
            assertThat(Launcher.in(folder).runInShell("sha256sum -c out.sha256").out()).isEqualTo("out: OK\n");
        }
    }

    @Test
    void ofTwoAtOnceOneWins() throws Exception {
        dense(200);
        Outcome outcome = Launcher.in(folder).runInShell("""
                $JDISK dense.img extract 1 out --sparse=always & first=$!
                $JDISK dense.img extract 1 out --sparse=always; second=$?
                wait $first; echo $? $second | tr ' ' '\\n' | sort
                tail -c +1048577 dense.img | head -c 209715200 | cmp - out
                """);
        assertThat(outcome.out()).isEqualTo("0\n1\n");
        assertThat(outcome.err()).containsAnyOf("out.partial exists: another program is writing it", "out exists");
    }

    /** 64 GiB with a little data in the middle, in a program that may not keep more than 32 MiB. */
    @Test
    void sparseAndShortOfMemory() throws Exception {
        long size = 64L << 30;
        Path image = ImageRecipe.parse("size " + (size + 2L * MEBIBYTE) + "\nmbr 1: 00 0/1/1 83 0/0/1 start 2048 count " + size / 512)
                .build(folder.resolve("sparse.img"));
        put(image, 1, MEBIBYTE, size / 2, size - 50_000);
        Outcome outcome = Launcher.in(folder).with("JDISK_JAVA_OPTS", "-Xmx32m").run("sparse.img", "extract", "1", "out");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        Path out = folder.resolve("out");
        assertThat(out).hasSize(size);
        String taken = Launcher.in(folder).runInShell("stat -c %b sparse.img out").out();
        List<Long> each = taken.lines().map(Long::parseLong).toList();
        assertThat(each.get(1)).as("blocks of the copy").isLessThanOrEqualTo(each.get(0));
        String sums = Launcher.in(folder).runInShell("for at in 0 " + (size / 2 - MEBIBYTE) + " " + (size - 50_000 - MEBIBYTE)
                + "; do cmp -n 60000 -i $((at + 1048576)):$at sparse.img out || echo differ; done").out();
        assertThat(sums).isEmpty();
    }

    /** What is packed knows nothing of holes, but has zeros, which take no room in a copy. */
    @ParameterizedTest
    @CsvSource({"disk.xz, xz -k -c --block-size=1MiB disk.raw >disk.xz", "disk.E01, ewfacquire -u -q -t disk disk.raw"})
    void zerosOfWhatIsPacked(String packed, String pack) throws Exception {
        RealTool _ = RealTool.named(pack.substring(0, pack.indexOf(" ")), 1);
        Outcome made = Launcher.in(folder).runInShell("truncate -s 64M disk.raw; printf x | dd of=disk.raw bs=1 seek=40000000 conv=notrunc; " + pack);
        assertThat(made.status()).as(made.toString()).isZero();
        Outcome outcome = Launcher.in(folder).run(packed, "extract", "disk", "out");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        Outcome same = Launcher.in(folder).runInShell("cmp disk.raw out && [ $(stat -c %b out) -lt 100 ] || stat out");
        assertThat(same.out()).isEmpty();
    }

    /** Where nothing better is known of the file system, and without a digest, the bytes never come into the program. */
    @Test
    void theSystemCopies() throws Exception {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory), "no file system in memory here");
        dense(20);
        Path out = Files.createTempDirectory(memory, "jdisk").resolve("out");
        try {
            List<String> calls =
                    SystemCalls.in(folder).of("copy_file_range,sendfile,pwrite64", List.of(), "dense.img", "extract", "1", out.toString());
            assertThat(calls).anyMatch(call -> call.startsWith("copy_file_range") || call.startsWith("sendfile"));
            assertThat(calls).noneMatch(call -> call.startsWith("pwrite64") && call.contains(", 2097152, "));
        } finally {
            Files.deleteIfExists(out);
            Files.delete(out.resolveSibling(""));
        }
    }

    /** What is written to a disk does not drive other things out of memory, but for the end that is no whole block. */
    @Test
    void pastTheCache() throws Exception {
        assumeTrue(Files.getFileStore(folder).type().startsWith("ext"), "no file system of the ext family here");
        dense(20);
        List<String> calls =
                SystemCalls.in(folder).of("openat,pwrite64", List.of(), "dense.img", "extract", "2048:40959", "out", "--hash=md5");
        assertThat(calls).filteredOn(call -> call.contains("O_DIRECT|")).hasSize(1).first().asString().contains("out.partial");
        assertThat(calls).filteredOn(call -> call.startsWith("pwrite64") && call.contains(", 2097152, ")).hasSize(9);
        assertThat(calls).anyMatch(call -> call.startsWith("pwrite64") && call.contains(", 2093056, 18874368)"));
        assertThat(calls).anyMatch(call -> call.startsWith("pwrite64") && call.contains(", 3584, 20967424)"));
        Outcome same = Launcher.in(folder).runInShell("dd if=dense.img skip=2048 count=40959 status=none | cmp - out");
        assertThat(same.status()).as(same.toString()).isZero();
    }

    @Test
    void noRoom() throws Exception {
        dense(30);
        // A limit on the size of files stops writing as a full disk does.
        Outcome outcome = Launcher.in(folder).runInShell("ulimit -f 16384; $JDISK dense.img extract 1 out; echo $?; ls | grep out");
        assertThat(outcome.out()).isEqualTo("1\n");
        assertThat(outcome.err().lines()).hasSize(1).first().asString().contains("out", "File too large");
    }

    /** A tree that cannot be written is another thing than one that cannot be read. */
    @Test
    void noRoomForATree() throws Exception {
        RealTool.named("mke2fs", 1);
        Outcome outcome = Launcher.in(folder).runInShell("""
                mkdir -p tree/etc out; echo short >tree/etc/short; dd if=/dev/urandom of=tree/etc/long bs=1M count=12 2>dd.log
                truncate -s 32M part.img; mke2fs -q -F -d tree part.img; ulimit -f 4096
                $JDISK part.img get /etc out; echo $?; ls out/etc; $JDISK part.img get /etc/long out; echo $?; ls out
                """);
        assertThat(outcome.out()).isEqualTo("1\nshort\n1\netc\n");
        assertThat(outcome.err()).contains("0:/etc/long: File too large").contains("1 file, 6 bytes copied").doesNotContain("cannot be read");
    }

    /** What is decoded needs room, too: zeros, which need none, are no reason to go on past what could not be kept. */
    @Test
    void noRoomForWhatIsDecoded() throws Exception {
        RealTool.named("zstd", 1);
        dense(30);
        Outcome outcome = Launcher.in(folder).runInShell("""
                truncate -s 60M dense.img; zstd -q --no-check dense.img
                ulimit -f 16384; $JDISK dense.img.zst extract 70000:20000 - | wc -c
                $JDISK dense.img.zst hash disk --on-error=zero; echo $?""");
        assertThat(outcome.out()).isEqualTo("0\n1\n");
        assertThat(outcome.err()).contains("what is decoded cannot be kept there (File too large); another folder is named with --cache=DIR");
    }

    @Test
    void noRoomOnTheDevice() throws Exception {
        LoopDevices root = LoopDevices.orSkip(folder);
        dense(30);
        Files.createDirectory(folder.resolve("small"));
        Outcome outcome = root.run(folder, "mount -t tmpfs -o size=20m none small; trap 'umount small' EXIT\n"
                + Launcher.script() + " dense.img extract 1 small/out; echo $?; ls small\n"
                + "mount -o remount,size=40m small; " + Launcher.script() + " dense.img extract 1 small/out --resume; echo $?; ls small\n"
                + "tail -c +1048577 dense.img | head -c 31457280 | cmp - small/out");
        assertThat(outcome.out()).isEqualTo("1\nout.partial\nout.partial.resume\n0\nout\n");
        assertThat(outcome.err().lines().toList().getFirst())
                .contains("No space left on device", "out.partial holds", "of 31457280 bytes: --resume continues it");
    }

    /** A disk that fails while it is written to: nothing is taken for written that is not, and going on makes the copy whole. */
    @Test
    void diskThatFails() throws Exception {
        LoopDevices root = LoopDevices.orSkip(folder);
        dense(100);
        Files.createDirectories(folder.resolve("memory"));
        Files.createDirectories(folder.resolve("disk"));
        Outcome outcome = root.run(folder, "set -e; mount -t tmpfs -o size=40m none memory; trap 'umount disk memory' EXIT\n"
                + "truncate -s 300M memory/raw; mke2fs -q -t ext2 memory/raw; mount -o loop,errors=continue memory/raw disk\n"
                + Launcher.script() + " dense.img extract 1 disk/out || echo $?\n"
                + "mount -o remount,size=400m memory\n"
                + Launcher.script() + " dense.img extract 1 disk/out --resume --force; echo $?\n"
                + "umount disk; mount -o loop memory/raw disk; tail -c +1048577 dense.img | head -c 104857600 | cmp - disk/out && echo same");
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("1\n0\nsame\n");
        assertThat(outcome.err().lines().toList().getFirst()).containsAnyOf("Input/output error", "No space left on device");
    }

    /** Whoever waits for a pipe that nobody reads gets away with a second Ctrl-C. */
    @Test
    void pipeThatNobodyReads() throws Exception {
        dense(4);
        Outcome outcome = Launcher.in(folder).runInShell("""
                mkfifo pipe; exec 9<> pipe
                env --default-signal=INT $JDISK dense.img extract 1 - > pipe & copy=$!
                sleep 2; kill -INT $copy; sleep 1.5; kill -INT $copy
                wait $copy; echo $?
                """);
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("130\n");
    }

    /** A shell can open the image as standard output. */
    @Test
    void theImageAsStandardOutput() throws Exception {
        dense(4);
        Outcome outcome = Launcher.in(folder).runInShell("""
                cp dense.img before
                $JDISK dense.img extract 1 - 1<> dense.img; echo $?
                $JDISK dense.img p >> dense.img; echo $?
                $JDISK dense.img nonsense 2>> dense.img; echo $?
                $JDISK -l dense.img 1<> dense.img 2>&1; echo $?
                $JDISK -l before dense.img >> dense.img; echo $?
                cmp before dense.img && echo same
                """);
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("1\n1\n1\n1\n1\nsame\n");
        assertThat(outcome.err()).contains("jdisk: dense.img: standard output is the image itself, which is never written to");
    }

    /** A device is what lies on it: the same node can be another disk later. */
    @Test
    void anotherDiskOnTheSameDevice() throws Exception {
        LoopDevices root = LoopDevices.orSkip(folder);
        dense(30);
        Files.createDirectory(folder.resolve("small"));
        Outcome outcome = root.run(folder, "cp dense.img other.img; printf x | dd of=other.img bs=1 seek=1000 conv=notrunc status=none\n"
                + "mount -t tmpfs -o size=20m none small; d=$(losetup --find --show --read-only dense.img); trap \"losetup -d $d; umount small\" EXIT\n"
                + Launcher.script() + " $d extract 1 small/out; echo $?; mount -o remount,size=40m small\n"
                + "losetup -d $d; losetup --read-only $d other.img; " + Launcher.script() + " $d extract 1 small/out --resume; echo $?\n"
                + "losetup -d $d; losetup --read-only $d dense.img; " + Launcher.script() + " $d extract 1 small/out --resume; echo $?\n"
                + "tail -c +1048577 dense.img | head -c 31457280 | cmp - small/out && echo same");
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("1\n1\n0\nsame\n");
        assertThat(outcome.err()).contains("is of another image");
    }

    @Test
    void blockDevice() throws Exception {
        LoopDevices root = LoopDevices.orSkip(folder);
        dense(12);
        Outcome outcome = root.run(folder, "d=$(losetup --find --show --read-only dense.img); trap \"losetup -d $d\" EXIT\n"
                + Launcher.script() + " $d extract 1 one && " + Launcher.script() + " $d extract disk whole && "
                + Launcher.script() + " $d hash all > sums\n"
                + "cmp whole dense.img; tail -c +1048577 dense.img | head -c 12582912 | cmp - one; " + Launcher.script() + " $d extract 1 $d --force");
        assertThat(outcome.err()).contains("12582912 bytes", "14680064 bytes", "is the image itself").doesNotContain("differ");
        assertThat(Files.readAllLines(folder.resolve("sums"))).hasSize(2);
    }

    /** A disk whose sectors fail below the system's own copy. */
    @Test
    void failingDisk() throws Exception {
        if (!Files.exists(Path.of("/dev/fuse"))) {
            String why = "no failing disk: /dev/fuse is missing";
            System.out.println(why);
            abort(why);
        }
        RealTool.named("nbdkit", 1);
        RealTool.named("nbdfuse", 1);
        dense(4);
        // What is read of the 4096 bytes at 2 MiB fails.
        Outcome outcome = Launcher.in(folder).runInShell("""
                export DISK=$PWD/dense.img
                nbdkit -U s -P pid -r eval get_size='stat -c %s $DISK' pread='
                    if [ $4 -le 2101247 ] && [ $(($4 + $3)) -gt 2097152 ]; then echo EIO bad sector >&2; exit 1; fi
                    dd if=$DISK iflag=skip_bytes,count_bytes skip=$4 count=$3 bs=65536 status=none' || exit 77
                : > mounted; nbdfuse -P fusepid mounted nbd+unix:///?socket=s & fuse=$!
                for i in 1 2 3 4 5 6 7 8 9 10; do [ -s fusepid ] && break; sleep 0.3; done
                $JDISK mounted extract 1 stopped; echo $?
                $JDISK mounted extract 1 zeroed --on-error=zero; echo $?
                $JDISK mounted extract 1 stopped --resume --on-error=zero --hash=md5; echo $?
                fusermount3 -u mounted 2>/dev/null || fusermount -u mounted || umount mounted; kill $(cat pid); wait $fuse
                md5sum --quiet -c stopped.md5 && cmp stopped zeroed
                cmp -l <(tail -c +1048577 dense.img | head -c 4194304) zeroed | awk '{ if ($3 != 0) print "not zero" } END { print (NR > 4000) }'
                """);
        if (outcome.status() == 77 || outcome.err().contains("fusermount: failed")) {
            abort("no failing disk: " + outcome.err());
        }
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("1\n3\n3\n1\n");
        assertThat(outcome.err()).contains("sector 4096 of the image cannot be read (Input/output error)", "--on-error=zero",
                "stopped.partial holds 1048576 of 4194304 bytes", "sectors 4096 to 4103 of the image cannot be read: zeros instead");
    }

    @Test
    void closedPipe() throws Exception {
        dense(8);
        Outcome outcome = Launcher.in(folder).runInShell("$JDISK dense.img extract 1 - | head -c 100 | wc -c");
        assertThat(outcome).isEqualTo(new Outcome(0, "100\n", ""));
    }

    /** Copying neither writes to the image nor changes its times but by reading. */
    @Test
    void theImageIsOnlyRead() throws Exception {
        Path image = dense(3);
        FileTime changed = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(image, changed);
        List<String> opened = SystemCalls.in(folder).of("%file", List.of(), "dense.img", "extract", "all", "out").stream()
                .filter(call -> call.contains("dense.img\"") && call.startsWith("open")).toList();
        assertThat(opened).isNotEmpty().allMatch(call -> call.contains("O_RDONLY") && !call.contains("O_CREAT"));
        assertThat(Files.getLastModifiedTime(image)).isEqualTo(changed);
        assertThat(Files.size(folder.resolve("out/dense.img1"))).isEqualTo(3 * MEBIBYTE);
    }
}
