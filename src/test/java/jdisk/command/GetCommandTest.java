package jdisk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import jdisk.image.FileImage;
import jdisk.image.Image;
import jdisk.shell.Outcome;
import jdisk.shell.ScriptedConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.testing.RealTool;
import jdisk.text.Visible;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("realtool")
final class GetCommandTest {
    private final ScriptedConsole console = new ScriptedConsole();

    /** What was being copied is gone, and what is said tells so. */
    @Test
    void interrupted(@TempDir Path folder) throws IOException, InterruptedException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        for (int i = 0; i < 10; i++) {
            Files.write(tree.resolve("file" + i), new byte[2 << 20]);
        }
        Path file = Files.write(folder.resolve("part.img"), new byte[32 << 20]);
        RealTool.named("mke2fs", 1).run(folder, "-q", "-F", "-t", "ext2", "-d", tree.toString(), file.toString());
        Path out = Files.createDirectory(folder.resolve("out"));
        console.interrupt();
        try (Image image = FileImage.open(file)) {
            Session session = new Session(image, Session.Wishes.NONE, new Visible(StandardCharsets.UTF_8));
            Path script = Files.writeString(folder.resolve("script"), "get 0:/ " + out + "\n");
            Outcome outcome = new Shell(session, console, new CommandWords(session.visible())).runScript(script, true);
            assertThat(outcome).isEqualTo(Outcome.FAILED);
        }
        assertThat(console.warned()).contains("0 files, 0 bytes copied\n").endsWith("interrupted: the rest is not copied\n");
        try (Stream<Path> left = Files.walk(out)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
