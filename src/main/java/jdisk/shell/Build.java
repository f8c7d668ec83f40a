package jdisk.shell;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * Which jdisk this is.
 *
 * @param version "(not packaged)" where the classes are run as they were compiled
 * @param commit the abbreviated name of the commit it was built from; empty where that is not known
 * @param jline the version of the library that reads lines and draws on terminals
 */
public record Build(String version, String commit, String jline) {
    /** As the build wrote it down. */
    public static Build current() {
        var properties = new Properties();
        try (InputStream written = Build.class.getResourceAsStream("build.properties")) {
            if (written != null) {
                properties.load(written);
            }
        } catch (IOException e) {
            // As if nothing were written down: that the program cannot read its own jar is said by whatever needs more of it.
        }
        return new Build(
                properties.getProperty("version", "(not packaged)"), properties.getProperty("commit", ""), properties.getProperty("jline", ""));
    }

    /** As in "jdisk 0.1.0 (0123456789ab)". */
    public String title() {
        return "jdisk " + version + (commit.isEmpty() ? "" : " (" + commit + ")");
    }

    /** What it runs on, as in "Java 25.0.3, JLine 3.30.9". */
    public String platform() {
        return "Java " + System.getProperty("java.version") + (jline.isEmpty() ? "" : ", JLine " + jline);
    }
}
