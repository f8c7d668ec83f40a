package jdisk.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Loop devices and mounts of this machine, as root.
 *
 * <p>A container may have no loop devices, and no package brings them: tests that need them say so and are skipped, even where
 * {@code JDISK_REQUIRE_TOOLS=1} asks for every tool. With that in the environment, {@code sudo} is used if it asks for no
 * password.
 */
public final class LoopDevices {

    private final List<String> asRoot;

    private LoopDevices(List<String> asRoot) {
        this.asRoot = asRoot;
    }

    /** Finds loop devices that work, or skips the test. */
    public static LoopDevices orSkip(Path folder) throws IOException, InterruptedException {
        if (!Files.exists(Path.of("/dev/loop-control"))) {
            skip("there are no loop devices on this machine (/dev/loop-control is missing)");
        }
        boolean root = new LoopDevices(List.of()).run(folder, "id -u").out().equals("0\n");
        LoopDevices devices = new LoopDevices(root ? List.of() : List.of("sudo", "-n"));
        if (!root && !"1".equals(System.getenv("JDISK_REQUIRE_TOOLS"))) {
            skip("loop devices are root's");
        }
        if (!root && devices.run(folder, "id -u").status() != 0) {
            skip("loop devices are root's, and sudo asks for a password");
        }
        // A container's root may have the device and yet not be allowed to use it, or to mount.
        Outcome tried = devices.run(folder, "set -e; mkdir tried; truncate -s 1M tried/file; d=$(losetup --find --show tried/file)\n"
                + "losetup -d $d; mount -t tmpfs none tried; umount tried; rm -r tried");
        if (tried.status() != 0) {
            skip("loop devices or mounts are not for us on this machine: " + tried.err().strip());
        }
        return devices;
    }

    private static void skip(String why) {
        String message = "not mounted: " + why;
        System.out.println(message);
        abort(message);
    }

    /** Runs a script of the shell, in a folder. */
    public Outcome run(Path folder, String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(asRoot);
        command.addAll(List.of("env", "LC_ALL=C", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "sh", "-c", script));
        return RealTool.outcomeOf(command, folder, Map.of(), "");
    }
}
