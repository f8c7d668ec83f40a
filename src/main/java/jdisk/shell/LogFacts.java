package jdisk.shell;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdisk.image.Layer;
import jdisk.label.Label;

/** What the log of a session begins with, so that it can be evidence: which image it was, on which machine, by whom, with what. */
final class LogFacts {
    /** Where Linux keeps the name of the machine. */
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    private static final String JAR = "jdisk.jar";
    private static final int TITLE_WIDTH = 9;

    private LogFacts() {}

    /** A fact a line. */
    static String of(Session session) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("program", Build.current().title() + ", " + Build.current().platform());
        facts.put("system", System.getProperty("os.name", "") + " " + System.getProperty("os.version", "") + " " + System.getProperty("os.arch", ""));
        facts.put("host", host());
        facts.put("user", System.getProperty("user.name", ""));
        facts.put("command", command());
        facts.put("image", session.image().name());
        facts.put("size", session.image().size() + " bytes");
        facts.put("table", session.label().map(Label::kind).map(Label.Kind::title).orElse("none"));
        session.label().flatMap(Label::id).ifPresent(id -> facts.put("disk id", id));
        StringBuilder text = new StringBuilder();
        facts.forEach((title, fact) -> append(text, session, title, fact));
        for (Layer layer : session.image().layers()) {
            append(text, session, "container", layer.format() + " of " + layer.size() + " bytes");
        }
        for (Path file : session.image().files()) {
            append(text, session, "file", identity(file));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Session session, String title, String fact) {
        text.append(title).append(" ".repeat(Math.max(TITLE_WIDTH - title.length(), 1)))
                .append(session.visible().text(fact.replaceAll("\\R", " "))).append('\n');
    }

    /** The whole path of a file of the image, and what tells it from others of that name. */
    private static String identity(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object key = attributes.fileKey();
            return file.toRealPath() + ", " + attributes.size() + " bytes, modified " + attributes.lastModifiedTime()
                    + (key == null ? "" : ", " + key);
        } catch (IOException e) {
            return file.toAbsolutePath() + ", " + IoMessage.of(e);
        }
    }

    private static String host() {
        try {
            return Files.isReadable(HOST) ? Files.readString(HOST).strip() : InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "not known";
        } catch (IOException e) {
            return IoMessage.of(e);
        }
    }

    /** The arguments that the program was given, where the system tells; those of the JVM are before its name. */
    private static String command() {
        List<String> arguments = ProcessHandle.current().info().arguments().map(Arrays::asList).orElse(List.of());
        int program = -1;
        for (int i = 0; i < arguments.size(); i++) {
            if (program < 0 && arguments.get(i).endsWith(JAR)) {
                program = i;
            }
        }
        return program < 0 ? "not known" : "jdisk " + String.join(" ", arguments.subList(program + 1, arguments.size()));
    }
}
