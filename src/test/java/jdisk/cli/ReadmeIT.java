package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Launcher;
import jdisk.testing.NewDisk;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.testing.Texts;
import jdisk.testing.TmuxScreen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * README.md over images that real tools make: its session in a terminal, its picture, and each command of jdisk that
 * it or the manual page names without showing what comes out. What is shown for {@code hda.img}, {@link ExamplesTest} holds.
 */
@Tag("realtool")
final class ReadmeIT {
    private static final Path README = Path.of("README.md");
    private static final Path PICTURE = Path.of(".github", "map.svg");

    /** What is typed at a prompt. */
    private static final Pattern TYPED = Pattern.compile("Command \\(m for help\\): (.+)");

    /** A command in the text: between backticks, or in bold in the manual page. */
    private static final Pattern NAMED = Pattern.compile("(?<!`)`(jdisk (?:[^`]*))`|^\\.B \"(jdisk .*)\"");

    /** The images that the commands name, each made from {@code hda.img} or a small disk with one partition. */
    private static final String IMAGES = """
            set -e
            PATH=$PATH:/usr/sbin:/sbin
            mkdir -p tree/etc tree/home tree/boot
            echo 'LABEL=root / ext4 defaults 0 1' > tree/etc/fstab
            head -c 20000 /dev/zero > tree/etc/large.conf
            mkfs.vfat --offset 63 hda.img 3719016 > /dev/null
            mkfs.ext4 -q -F -d tree -E offset=3939941376 hda.img 907641k
            truncate -s 64M disk.img
            echo '2048,,L' | sfdisk -q disk.img
            mkfs.ext4 -q -F -d tree -L root -E offset=1048576 disk.img 63M
            qemu-img convert -O qcow2 disk.img vm.qcow2
            ewfacquire -q -u -l log -t case disk.img < /dev/null > /dev/null
            xz -k -T2 --block-size=8MiB disk.img && mv disk.img.xz sdcard.img.xz && cp sdcard.img.xz sd.img.xz
            tar cf appliance.ova disk.img
            tail -c +1048577 disk.img > part.img
            cp disk.img broken.img
            dd if=/dev/zero of=broken.img bs=512 count=1 conv=notrunc status=none
            split -b 16M -d -a 3 --numeric-suffixes=1 disk.img hda.
            cp hda.img copy.img
            cp disk.img old.img
            """;

    private final Path folder;

    ReadmeIT(@TempDir Path folder) {
        this.folder = folder;
    }

    /** The first block that begins with this command, to its last line. */
    private static List<String> block(String command) throws IOException {
        List<String> lines = Files.readAllLines(README);
        int from = lines.indexOf("$ " + command);
        assertThat(from).as(command).isPositive();
        return lines.subList(from, from + lines.subList(from, lines.size()).indexOf("```"));
    }

    @Test
    @Tag("terminal")
    void theSession() throws Exception {
        NewDisk.in(folder);
        List<String> block = block("jdisk ssd.img");
        try (TmuxScreen screen = TmuxScreen.running("printf '$ jdisk ssd.img\\n'; " + Launcher.script() + " ssd.img", folder, Map.of())) {
            // As wide as the map in it.
            screen.resize(108, 70);
            for (String line : block) {
                Matcher typed = TYPED.matcher(line);
                if (typed.matches()) {
                    screen.awaitLastLine("Command (m for help):");
                    screen.enter(typed.group(1));
                }
            }
            screen.await("^EXIT 0");
            Texts.assertSame("the session in README.md", String.join("\n", block), screen.text().replaceAll("\n*EXIT 0$", "\n"), "");
        }
    }

    /** To make it anew: {@code -Dpicture.update=true}. */
    @Test
    void thePicture() throws Exception {
        NewDisk.in(folder);
        Outcome outcome = Launcher.in(folder).run("ssd.img", "map", "--svg=map.svg");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        if (Boolean.getBoolean("picture.update")) {
            Files.copy(folder.resolve("map.svg"), PICTURE, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(folder.resolve("map.svg")).hasSameTextualContentAs(PICTURE);
    }

    /** The commands of jdisk that the documents name, in their order. */
    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path page : List.of(README, Path.of("man", "jdisk.1.in"))) {
            boolean fenced = false;
            for (String line : Files.readAllLines(page)) {
                if (line.startsWith("```")) {
                    fenced = !fenced;
                } else if (fenced && line.startsWith("jdisk ")) {
                    commands.add(line.replaceFirst(" +# .*", ""));
                } else if (!fenced) {
                    NAMED.matcher(line).results().forEach(found -> commands.add(
                            found.group(1) == null ? found.group(2).replace("\\-", "-") : found.group(1).replace("\\|", "|")));
                }
            }
        }
        // A bare name of an option is no command; what needs a device has a file in its place here.
        return commands.stream().filter(command -> !command.equals("jdisk -l")).distinct()
                .map(command -> command.replace("/dev/hda extract disk hda.img", "old.img extract disk new.img")).toList();
    }

    @Test
    void everyCommand() throws Exception {
        for (String tool : List.of("mkfs.ext4", "sfdisk", "qemu-img", "ewfacquire", "xz", "tar", "split", "timeout")) {
            RealTool.named(tool, 1);
        }
        ImageRecipe.named("laptop").build(folder.resolve("hda.img"));
        Files.writeString(folder.resolve("hda.fdisk"), Texts.demoListing());
        Outcome made = RealTool.outcomeOf(List.of("sh", "-c", IMAGES), folder, Map.of("LC_ALL", "C"), "");
        assertThat(made.status()).as(made.toString()).isZero();
        Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/jdisk"), Launcher.script());
        assertThat(shell("jdisk hda.img hash all > SHA256SUMS").status()).isZero();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/disk.img", this::serve);
        server.start();
        try {
            List<String> commands = commands();
            assertThat(commands).hasSizeGreaterThan(25);
            String wrong = commands.stream().map(command -> complaint(command, server.getAddress().getPort()))
                    .filter(complaint -> !complaint.isEmpty()).collect(Collectors.joining("\n"));
            assertThat(wrong).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    /** What is wrong with a command, or nothing. */
    private String complaint(String command, int port) {
        String line = command.replace("https://example.org/", "http://127.0.0.1:" + port + "/");
        try {
            if (line.endsWith(" serve")) {
                // Serves until it is told to stop.
                Outcome outcome = shell("timeout --signal=INT 5 " + line);
                return outcome.status() == 124 && outcome.out().startsWith("Serving ") ? "" : command + ": " + outcome;
            }
            Outcome outcome = shell("rm -rf home fstab new.img hda.img6*; " + line);
            return outcome.status() == 0 ? "" : command + ": " + outcome;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(command, e);
        }
    }

    private Outcome shell(String line) throws IOException, InterruptedException {
        return Launcher.in(folder).runInShell("set -o pipefail; PATH=$PWD/bin:$PATH:/usr/sbin:/sbin; " + line);
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] disk = Files.readAllBytes(folder.resolve("disk.img"));
        String[] range = exchange.getRequestHeaders().getFirst("Range").replace("bytes=", "").split("-", 2);
        int from = Integer.parseInt(range[0]);
        int end = Math.min(Integer.parseInt(range[1]) + 1, disk.length);
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + disk.length);
        exchange.sendResponseHeaders(206, end - from);
        exchange.getResponseBody().write(disk, from, end - from);
        exchange.close();
    }
}
