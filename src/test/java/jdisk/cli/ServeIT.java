package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Launcher;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real clients of NBD get. */
@Tag("realtool")
final class ServeIT {

    private final Path folder;
    private final List<Process> servers = new ArrayList<>();

    /** Odd places and sizes, data at both ends of each partition, holes between. */
    ServeIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Path image = ImageRecipe.parse("""
                size 150000640
                mbr 1: 80 0/1/1 83 0/0/1 start 63 count 100001
                mbr 2: 00 0/1/1 05 0/0/1 start 110000 count 150000
                ebr 110000 1: 00 0/1/1 83 0/0/1 start 63 count 90001
                """).build(folder.resolve("hda.img"));
        byte[] noise = new byte[300_000];
        Random random = new Random(6);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            for (long at : new long[] {63 * 512L, 20_000_000, (63 + 100001) * 512L - 300_000, 110063 * 512L, (110063 + 90001) * 512L - 300_000}) {
                random.nextBytes(noise);
                file.seek(at);
                file.write(noise);
            }
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process server : servers) {
            server.destroyForcibly().waitFor();
        }
    }

    /** Starts a server, and tells where it is. */
    private String serving(String... arguments) throws IOException {
        // Whoever runs the tests in the background has their programs ignore Ctrl-C.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", Launcher.script().toString(), "hda.img", "serve"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JDISK_JAVA_OPTS", "-Xmx128m");
        Process server = builder.start();
        servers.add(server);
        BufferedReader said = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        String line = String.valueOf(said.readLine());
        // Said of a port, not of a socket in the file system.
        boolean open = Arrays.stream(arguments).noneMatch(argument -> argument.startsWith("unix:"));
        assertThat(line.equals("jdisk: hda.img: every user of this machine can read the image there; 'serve unix:PATH' serves it to you alone"))
                .as(line).isEqualTo(open);
        line = open ? String.valueOf(said.readLine()) : line;
        assertThat(line).startsWith("Serving hda.img at ").endsWith(", read-only: disk, 1, 5");
        return line.replaceFirst("Serving hda.img at ([^,]*),.*", "$1");
    }

    private Outcome run(String script) throws IOException, InterruptedException {
        return Launcher.in(folder).runInShell("set -e\n" + script);
    }

    private static void assertDone(Outcome outcome) {
        assertThat(outcome.status()).as(outcome.toString()).isZero();
    }

    @Test
    void nbdcopyAndQemuGetWhatDdGets() throws Exception {
        RealTool.named("nbdcopy", 3);
        RealTool.named("qemu-img", 3);
        String uri = serving("0");
        assertDone(run("""
                dd if=hda.img of=1 bs=512 skip=63 count=100001 status=none
                dd if=hda.img of=5 bs=512 skip=110063 count=90001 status=none
                for export in 1 5; do
                    nbdcopy %1$s/$export copy; cmp copy $export
                    qemu-img convert -f raw -O raw %1$s/$export converted; cmp -n $(stat -c %%s $export) converted $export
                done
                nbdcopy %1$s/disk copy; cmp copy hda.img
                nbdcopy %1$s copy; cmp copy hda.img
                nbdcopy --no-extents --connections=1 --requests=64 %1$s copy; cmp copy hda.img
                """.formatted(uri)));
    }

    @Test
    void nbdinfoListsAndMaps() throws Exception {
        RealTool.named("nbdinfo", 2);
        String uri = serving("0");
        Outcome list = run("nbdinfo --list " + uri);
        assertDone(list);
        assertThat(list.out()).contains("export=\"disk\":", "export=\"1\":", "description: Linux, 48.8M", "export-size: 51200512", "export=\"5\":",
                "is_read_only: true", "can_multi_conn: true", "can_df: true", "base:allocation");
        Outcome map = run("nbdinfo --map " + uri + "/1 | awk '{ print $4; n += $2 } END { print n }'");
        assertThat(map.out()).contains("hole,zero\n", "data\n").endsWith("51200512\n");
    }

    /** What libnbd would not ask for by itself: out of range, unaligned, huge, many at once, and writing. */
    @Test
    void nbdshAsksForAnything() throws Exception {
        RealTool.named("nbdsh", 12);
        String uri = serving("0");
        Files.writeString(folder.resolve("ask.py"), """
                import errno, nbd
                image = open("hda.img", "rb").read()
                base = 63 * 512
                h = nbd.NBD()
                h.set_strict_mode(0)
                h.connect_uri("%s/1")
                size = h.get_size()
                assert size == 100001 * 512 and h.is_read_only()
                def fails(error, call):
                    try:
                        call()
                    except nbd.Error as e:
                        assert e.errnum == error, e
                    else:
                        assert False, "did not fail"
                fails(errno.EINVAL, lambda: h.pread(512, size))
                fails(errno.EINVAL, lambda: h.pread(2, size - 1))
                fails(errno.EINVAL, lambda: h.pread(512, 1 << 62))
                for offset, count in (0, 1), (1, 511), (12345, 54321), (size - 1, 1), (19_960_000, 1 << 20), (0, 32 << 20):
                    assert h.pread(count, offset) == image[base + offset:base + offset + count], (offset, count)
                fails(errno.EPERM, lambda: h.pwrite(b"x" * 512, 0))
                fails(errno.EPERM, lambda: h.pwrite(b"x" * (8 << 20), 0))
                fails(errno.EPERM, lambda: h.trim(512, 0))
                fails(errno.EPERM, lambda: h.zero(512, 0))
                h.flush()
                h.cache(4096, 0)
                buffers = []
                for i in range(500):
                    buffer = nbd.Buffer(1000)
                    buffers.append((i * 7919, h.aio_pread(buffer, i * 7919)))
                    buffers[-1] += (buffer,)
                while h.aio_in_flight() > 0:
                    h.poll(-1)
                for offset, cookie, buffer in buffers:
                    assert h.aio_command_completed(cookie)
                    assert bytes(buffer.to_bytearray()) == image[base + offset:base + offset + 1000], offset
                assert h.pread(512, 0) == image[base:base + 512]
                h.shutdown()
                print("all as it should be")
                """.formatted(uri));
        Outcome outcome = run("PATH=/usr/bin:/bin nbdsh -c \"exec(open('ask.py').read())\"");
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("all as it should be\n");
    }

    /**
     * 200 clients at once, 50 of which say nothing, talk rubbish, stop in the middle, do not read what they asked for, or close
     * their half: the others get every byte, and all that they took of the server is given back.
     */
    @Test
    void crowd() throws Exception {
        RealTool.named("nbdsh", 150);
        String uri = serving("0");
        Files.writeString(folder.resolve("crowd.py"), """
                import nbd, os, socket, struct, time
                image = open("hda.img", "rb").read()
                base, uri, server = 110063 * 512, "%s", %d
                port = int(uri.rsplit(":", 1)[1])
                def used():
                    status = open("/proc/%%d/status" %% server).read()
                    threads = int(status.split("Threads:")[1].split()[0])
                    return threads, len(os.listdir("/proc/%%d/fd" %% server))
                def connected():
                    h = nbd.NBD()
                    h.connect_uri(uri + "/5")
                    return h
                def crowd():
                    bad = []
                    for i in range(50):
                        s = socket.create_connection(("localhost", port))
                        bad.append(s)
                        if i %% 5 == 0:
                            continue
                        s.recv(18)
                        if i %% 5 == 1:
                            s.send(os.urandom(4000))
                        elif i %% 5 == 2:
                            s.send(struct.pack(">I", 3) + b"IHAVE")
                        else:
                            s.send(struct.pack(">I", 3) + b"IHAVEOPT" + struct.pack(">II", 1, 1) + b"1")
                            for k in range(20):
                                s.send(struct.pack(">IHHQQI", 0x25609513, 0, 0, k, 0, 32 << 20))
                            if i %% 5 == 4:
                                s.shutdown(socket.SHUT_WR)
                    good = [connected() for i in range(150)]
                    size, piece = good[0].get_size(), 100003
                    for at in range(0, size, 40 * piece):
                        asked = []
                        for h in good:
                            for k in range(3):
                                start = min(at + k * piece, size - 1)
                                buffer = nbd.Buffer(min(piece, size - start))
                                asked.append((h, h.aio_pread(buffer, start), start, buffer))
                        for h, cookie, start, buffer in asked:
                            while not h.aio_command_completed(cookie):
                                h.poll(-1)
                            read = bytes(buffer.to_bytearray())
                            assert read == image[base + start:base + start + len(read)], start
                    for h in good:
                        h.shutdown()
                    for s in bad:
                        s.close()
                    h = connected()
                    assert h.pread(512, 0) == image[base:base + 512]
                    h.shutdown()
                crowd()
                time.sleep(1)
                before = used()
                crowd()
                for i in range(100):
                    after = used()
                    if after[0] <= before[0] and after[1] <= before[1]:
                        break
                    time.sleep(0.3)
                else:
                    assert False, ("threads, descriptors", before, after)
                print("150 served")
                """.formatted(uri, servers.getFirst().pid()));
        Outcome outcome = run("PATH=/usr/bin:/bin nbdsh -c \"exec(open('crowd.py').read())\"");
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("150 served\n");
    }

    @Test
    void socketInTheFileSystem() throws Exception {
        RealTool.named("nbdcopy", 1);
        String uri = serving("unix:" + folder.resolve("a socket"));
        assertThat(uri).startsWith("nbd+unix:///?socket=/").endsWith("a%20socket");
        Outcome outcome = run("stat -c %a 'a socket'; nbdcopy '" + uri.replace("///", "///5") + "' copy; "
                + "dd if=hda.img bs=512 skip=110063 count=90001 status=none | cmp - copy");
        assertDone(outcome);
        assertThat(outcome.out()).isEqualTo("600\n");
        // Ctrl-C ends it, and leaves nothing behind.
        Process server = servers.getFirst();
        run("kill -INT " + server.pid());
        assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isZero();
        assertThat(folder.resolve("a socket")).doesNotExist();
        // As whoever ends services does.
        serving("unix:again");
        run("kill -TERM " + servers.getLast().pid());
        assertThat(servers.getLast().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("again")).doesNotExist();
    }

    /** Whether a process ignores a signal, by the mask the kernel tells. */
    private static boolean ignores(long process, int signal) throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElse("0");
        return (Long.parseUnsignedLong(ignored, 16) >>> (signal - 1) & 1) != 0;
    }

    /** However it is told to end, and however often. */
    @Test
    void noSocketStaysBehind() throws Exception {
        for (String signals : List.of("-HUP", "-TERM", "-INT", "-INT again", "-TERM again", "-QUIT; kill -TERM")) {
            serving("unix:socket");
            long server = servers.getLast().pid();
            // A program whose caller ignores hang-ups, as nohup does, ignores them, too.
            if (signals.equals("-HUP") && ignores(server, 1)) {
                run("kill -TERM " + server);
                assertThat(servers.getLast().waitFor(10, TimeUnit.SECONDS)).isTrue();
                continue;
            }
            String kill = "kill " + signals.replace(" again", "") + " " + server;
            run(signals.endsWith("again") ? kill + "; sleep 0.02; " + kill + " || true" : signals.contains(";") ? "kill -QUIT " + server + "; kill -TERM " + server : kill);
            assertThat(servers.getLast().waitFor(10, TimeUnit.SECONDS)).as(signals).isTrue();
            assertThat(folder.resolve("socket")).as(signals).doesNotExist();
            assertThat(run("find . -name '.jdisk*'").out()).isEmpty();
        }
    }

    /** 255 clients that ask for all they can and read nothing, within 64 MiB: the one that reads gets every byte. */
    @Test
    void clientsThatDoNotRead() throws Exception {
        RealTool.named("nbdsh", 1);
        ProcessBuilder builder = new ProcessBuilder(Launcher.script().toString(), "hda.img", "serve", "unix:socket")
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("JDISK_JAVA_OPTS", "-Xmx64m");
        servers.add(builder.start());
        Files.writeString(folder.resolve("deaf.py"), """
                import nbd, os, socket, struct, time
                image = open("hda.img", "rb").read()
                base = 110063 * 512
                def option(s, number, data):
                    s.send(b"IHAVEOPT" + struct.pack(">II", number, len(data)) + data)
                def deaf(i):
                    s = socket.socket(socket.AF_UNIX)
                    s.connect("socket")
                    s.recv(18)
                    s.send(struct.pack(">I", 3))
                    if i % 4 == 3:
                        # Writes, and stops in the middle.
                        option(s, 1, b"1")
                        s.send(struct.pack(">IHHQQI", 0x25609513, 0, 1, 1, 0, 32 << 20) + b"x" * 100000)
                        return s
                    if i % 4 > 0:
                        option(s, 8, b"")
                        option(s, 10, struct.pack(">I", 1) + b"1" + struct.pack(">II", 1, 15) + b"base:allocation")
                    option(s, 1, b"1")
                    for k in range(20):
                        s.send(struct.pack(">IHHQQI", 0x25609513, 4 if k % 2 and i % 4 else 0, 7 if i % 4 == 2 and k % 2 else 0, k, 0, 32 << 20))
                    return s
                while not os.path.exists("socket"):
                    time.sleep(0.1)
                crowd = [deaf(i) for i in range(255)]
                time.sleep(2)
                h = nbd.NBD()
                h.connect_uri("nbd+unix:///5?socket=" + os.getcwd() + "/socket")
                for at in range(0, 90001 * 512, 1 << 20):
                    count = min(1 << 20, 90001 * 512 - at)
                    assert h.pread(count, at) == image[base + at:base + at + count], at
                h.shutdown()
                print("read")
                """);
        assertThat(run("PATH=/usr/bin:/bin nbdsh -c \"exec(open('deaf.py').read())\"").out()).isEqualTo("read\n");
        assertThat(servers.getFirst().isAlive()).isTrue();
        run("kill -TERM " + servers.getFirst().pid());
        assertThat(servers.getFirst().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("socket")).doesNotExist();
        assertThat(Files.readString(folder.resolve("said"))).doesNotContain("fault");
    }

    @Test
    void fileOfEachExport() throws Exception {
        if (!Files.exists(Path.of("/dev/fuse"))) {
            String why = "no file of an export: /dev/fuse is missing";
            System.out.println(why);
            abort(why);
        }
        RealTool.named("nbdfuse", 1);
        String uri = serving("0");
        Outcome outcome = run("""
                mkdir m; nbdfuse --readonly -P pid m/part %s/5 & fuse=$!
                for i in 1 2 3 4 5 6 7 8 9 10; do [ -s pid ] && break; sleep 0.3; done
                dd if=hda.img bs=512 skip=110063 count=90001 status=none | cmp - m/part; ls m
                fusermount3 -u m 2>/dev/null || fusermount -u m || umount m; wait $fuse
                """.formatted(uri));
        if (outcome.err().contains("fusermount: failed")) {
            abort("no file of an export: " + outcome.err());
        }
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("part\n");
    }

    /** A disk that tries for seconds to read a place keeps only those waiting who asked for it. */
    @Test
    void slowDisk() throws Exception {
        if (!Files.exists(Path.of("/dev/fuse"))) {
            abort("no slow disk: /dev/fuse is missing");
        }
        RealTool.named("nbdkit", 1);
        RealTool.named("nbdfuse", 1);
        RealTool.named("nbdsh", 1);
        Files.writeString(folder.resolve("slow.py"), """
                import nbd, os
                uri = "nbd+unix:///%s?socket=" + os.getcwd() + "/served"
                def connected(export):
                    h = nbd.NBD()
                    h.connect_uri(uri % export)
                    return h
                slow = [connected("1") for i in range(8)]
                asked = [(h, h.aio_pread(nbd.Buffer(4096), 19_000_000 + 8192 * i)) for i, h in enumerate(slow)]
                assert len(connected("5").pread(1 << 20, 0)) == 1 << 20
                for h, cookie in asked:
                    while h.poll(0) > 0:
                        pass
                waiting = [(h, cookie) for h, cookie in asked if not h.aio_command_completed(cookie)]
                print(len(waiting))
                for h, cookie in waiting:
                    while not h.aio_command_completed(cookie):
                        h.poll(-1)
                """);
        Outcome outcome = Launcher.in(folder).runInShell("""
                split -b 56000000 -a 3 --numeric-suffixes=1 hda.img part.
                mv part.001 slow; export DISK=$PWD/slow
                nbdkit -U s -P pid -r eval get_size='stat -c %s $DISK' pread='
                    if [ $4 -gt 18000000 ] && [ $4 -lt 30000000 ]; then sleep 2; fi
                    dd if=$DISK iflag=skip_bytes,count_bytes skip=$4 count=$3 bs=65536 status=none' || exit 77
                : > part.001; nbdfuse -P fusepid part.001 nbd+unix:///?socket=s & fuse=$!
                for i in 1 2 3 4 5 6 7 8 9 10; do [ -s fusepid ] && break; sleep 0.3; done
                $JDISK part.001 serve unix:served & server=$!
                for i in 1 2 3 4 5 6 7 8 9 10; do [ -S served ] && break; sleep 0.3; done
                PATH=/usr/bin:/bin nbdsh -c "exec(open('slow.py').read())"
                kill $server; wait $server
                fusermount3 -u part.001 2>/dev/null || fusermount -u part.001 || umount part.001; kill $(cat pid); wait $fuse
                """);
        if (outcome.status() == 77 || outcome.err().contains("fusermount: failed")) {
            abort("no slow disk: " + outcome.err());
        }
        assertThat(outcome.out().lines()).as(outcome.toString()).element(1).isEqualTo("8");
    }

    @Test
    void besideTheShell() throws Exception {
        RealTool.named("nbdcopy", 1);
        Files.write(folder.resolve("script"), List.of("serve 0", "serve status", "serve stop", "serve status", "serve stop"));
        Outcome outcome = Launcher.in(folder).run("-f", "script", "hda.img");
        assertThat(outcome.out()).matches("""
                Serving hda.img at nbd://localhost:\\d+, read-only: disk, 1, 5
                Serving at nbd://localhost:\\d+, 0 clients
                Stopped serving
                Not serving
                """);
        assertThat(outcome.err()).isEqualTo("""
                script:1: every user of this machine can read the image there; 'serve unix:PATH' serves it to you alone
                script:5: nothing is being served
                """);
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void whatIsRefused() throws Exception {
        assertThat(Launcher.in(folder).run("hda.img", "serve", "0.0.0.0:0").err())
                .isEqualTo("jdisk: hda.img: serve: whoever can reach 0.0.0.0:0 could read the image: --allow-remote allows it, "
                        + "without an address it is served to this machine only\n");
        assertThat(Launcher.in(folder).run("hda.img", "serve", "localhost:99999").err()).endsWith("serve: port 99999 is too high; the highest is 65535\n");
        assertThat(Launcher.in(folder).run("hda.img", "serve", "a:b:c").err()).contains("is not PORT, HOST, HOST:PORT or unix:PATH");
        assertThat(Launcher.in(folder).run("hda.img", "serve", "unix:hda.img").err()).endsWith("exists: remove it, or name another socket\n");
        assertThat(Launcher.in(folder).run("hda.img", "serve", "unix:no/such/s").err()).contains("No such file or directory");
        assertThat(Launcher.in(folder).run("hda.img", "serve", "unix:/").err()).endsWith("serve: unix:PATH names the socket to make, such as unix:disk.sock\n");
        assertThat(Launcher.in(folder).run("hda.img", "serve", "unix:" + "s".repeat(120)).err())
                .contains(" bytes, and the path of a socket may have 107: choose a shorter one").hasLineCount(1);
        assertThat(Launcher.in(folder).run("hda.img", "serve", "0", "--print").err()).contains("a free port is only chosen when serving begins");
        String port = serving("0").replaceFirst(".*:", "");
        assertThat(Launcher.in(folder).run("hda.img", "serve", port).err()).endsWith("Address already in use; 'serve 0' takes a port that is free\n");
    }

    /** Not every address of this machine is called localhost. */
    @Test
    void addressIsToldAsItWasGiven() throws Exception {
        RealTool.named("nbdinfo", 1);
        String uri = serving("127.0.0.2:0");
        assertThat(uri).startsWith("nbd://127.0.0.2:");
        assertDone(run("nbdinfo --size " + uri + "/1"));
    }

    /** Pasted as they are, the lines for nbdcopy copy what they say. */
    @Test
    void printedLines() throws Exception {
        RealTool.named("nbdcopy", 2);
        String port = serving("0").replaceFirst(".*:", "");
        Outcome outcome = run("$JDISK hda.img serve " + port + " --print | grep ^nbdcopy > lines; cat lines; sh lines; "
                + "dd if=hda.img bs=512 skip=110063 count=90001 status=none | cmp - hda.img5; cmp hda.img.copy hda.img");
        assertDone(outcome);
        assertThat(outcome.out()).isEqualTo("""
                nbdcopy nbd://localhost:%1$s/disk hda.img.copy
                nbdcopy nbd://localhost:%1$s/1 hda.img1
                nbdcopy nbd://localhost:%1$s/5 hda.img5
                """.formatted(port));
    }
}
