package jdisk.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.disk.DiskMap;
import jdisk.extract.Algorithm;
import jdisk.extract.FileDigests;
import jdisk.label.Label;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;

/** Digests that a file names, held together with what is there, as {@code sha256sum -c} does. */
final class DigestCheck {
    /** A longer file is none of digests. */
    private static final long LARGEST = 64 << 20;

    /** A line of sha256sum(1) and its sisters: the digest, a blank, a blank or an asterisk, the name. */
    private static final Pattern PLAIN = Pattern.compile("(\\\\?)(\\p{XDigit}{32,128})(?: [ *](.+))?");

    /** A line of {@code cksum --tag} and of BSD's tools. */
    private static final Pattern TAGGED = Pattern.compile("(\\\\?)([A-Za-z0-9-]+) \\((.+)\\) = (\\p{XDigit}{32,128})");

    private final Desk desk;
    private final Session session;
    private final Inside inside;

    DigestCheck(Desk desk, Inside inside) {
        this.desk = desk;
        this.session = desk.session();
        this.inside = inside;
    }

    /** A line. */
    private record Expected(Algorithm algorithm, String digest, String name) {}

    /**
     * Checks all lines of a file.
     *
     * @param target what a digest without a name is of; nothing if the user named nothing
     */
    Outcome run(Path file, String target) throws IOException {
        List<Expected> lines = read(file, target);
        Outcome outcome = Outcome.DONE;
        for (Expected line : lines) {
            String shown = session.visible().text(line.name());
            Optional<String> digest = digest(line, shown);
            if (digest.isPresent() && digest.get().equals(line.digest())) {
                desk.console().print(shown + ": OK\n");
                continue;
            }
            outcome = Outcome.PROBLEMS;
            desk.console().print(shown + (digest.isPresent() ? ": FAILED\n" : ": FAILED open or read\n"));
            digest.ifPresent(now -> desk.report(new UserError(
                    shown + " has " + line.algorithm().id() + " " + now + ", and the file says " + line.digest())));
        }
        return outcome;
    }

    private List<Expected> read(Path file, String target) throws IOException {
        String name = session.visible().text(file.toString());
        if (Files.size(file) > LARGEST) {
            throw new UserError("hash: " + name + " is too large for a list of digests");
        }
        List<Expected> expected = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            // Ends: each turn takes a line.
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    expected.add(parse(line, target).orElseThrow(() -> new UserError(
                            "hash: " + name + " has a line that is not a digest and a name, as sha256sum writes them")));
                }
            }
        } catch (CharacterCodingException e) {
            throw new UserError("hash: " + name + " is not text in UTF-8");
        }
        if (expected.isEmpty()) {
            throw new UserError("hash: " + name + " names no digest");
        }
        return expected;
    }

    private static Optional<Expected> parse(String line, String target) {
        Matcher tagged = TAGGED.matcher(line);
        if (tagged.matches()) {
            return Algorithm.of(tagged.group(2).toLowerCase(Locale.ROOT).replace("-", "")).map(algorithm ->
                    new Expected(algorithm, tagged.group(4).toLowerCase(Locale.ROOT), unescape(tagged.group(1), tagged.group(3))));
        }
        Matcher plain = PLAIN.matcher(line);
        if (!plain.matches()) {
            return Optional.empty();
        }
        String name = plain.group(3) == null ? target : unescape(plain.group(1), plain.group(3));
        return name.isEmpty() ? Optional.empty() : byLength(plain.group(2).length()).map(algorithm ->
                new Expected(algorithm, plain.group(2).toLowerCase(Locale.ROOT), name));
    }

    /** Which digest has so many hexadecimal digits. */
    private static Optional<Algorithm> byLength(int digits) {
        return switch (digits) {
            case 32 -> Algorithm.of("md5");
            case 40 -> Algorithm.of("sha1");
            case 56 -> Algorithm.of("sha224");
            case 64 -> Algorithm.of("sha256");
            case 96 -> Algorithm.of("sha384");
            case 128 -> Algorithm.of("sha512");
            default -> Optional.empty();
        };
    }

    private static String unescape(String mark, String name) {
        return mark.isEmpty() ? name : name.replace("\\n", "\n").replace("\\r", "\r").replace("\\\\", "\\");
    }

    /** The digest of what a line names; nothing, and it is said, if that is not there or cannot be read. */
    private Optional<String> digest(Expected line, String shown) {
        List<String> digests;
        try {
            digests = digests(line);
        } catch (IOException e) {
            desk.report(new UserError(shown + " cannot be read: " + IoMessage.of(e)));
            return Optional.empty();
        } catch (UserError e) {
            desk.report(e);
            return Optional.empty();
        }
        if (digests.isEmpty()) {
            throw new UserError("interrupted");
        }
        return Optional.of(digests.getFirst());
    }

    private List<String> digests(Expected line) throws IOException {
        Optional<Stretch> stretch = stretch(line.name());
        if (stretch.isPresent()) {
            if (stretch.get().there() < stretch.get().length()) {
                throw new UserError(stretch.get().what() + " runs past the end of the image");
            }
            return FileDigests.of(stretch.get().slice(), List.of(line.algorithm()), desk::isInterrupted);
        }
        Inside.Visit visit = inside.begin(desk, "hash");
        Inside.Place place = visit.places(List.of(line.name()), Inside.Follow.ALL).getFirst();
        return FileDigests.of(visit.content(place), List.of(line.algorithm()), desk::isInterrupted);
    }

    /** What has this name as a file, with folders before it or without, or is so called on the command line. */
    private Optional<Stretch> stretch(String name) {
        if (name.contains(":/")) {
            return Optional.empty();
        }
        String file = name.substring(name.lastIndexOf('/') + 1);
        List<Stretch> known = new ArrayList<>(List.of(Stretch.disk(session)));
        session.label().map(Label::partitions).orElse(List.of()).forEach(partition -> known.add(Stretch.of(partition, session)));
        if (session.label().isPresent()) {
            session.disk().map().stream()
                    .filter(region -> region.kind() == DiskMap.Kind.GAP)
                    .forEach(region -> known.add(Stretch.of(region, session)));
        }
        Optional<Stretch> named = known.stream().filter(stretch -> stretch.file().equals(file)).findFirst();
        if (named.isPresent() || name.contains("/")) {
            return named;
        }
        return switch (Target.parse("hash", name, Set.of(Target.Form.PARTITION, Target.Form.DISK, Target.Form.RUN), session)) {
            case Target.Part(var partition) -> Optional.of(Stretch.of(partition, session));
            case Target.Run(var extent) -> Optional.of(Stretch.of(extent, session));
            case Target.Whole whole -> Optional.of(Stretch.disk(session));
            default -> Optional.empty();
        };
    }
}
