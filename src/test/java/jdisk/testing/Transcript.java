package jdisk.testing;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a real tool was recorded to print, and how this program is to be run to print the same.
 *
 * <p>A transcript is a file {@code transcripts/CASE/KIND.transcript} beside the case's {@code image.recipe}:
 *
 * <pre>
 * tool: fdisk 2.12                        and its version
 * recorded: fdisk hda.img                 the command that printed what follows
 * run: --style=classic hda.img            this program's arguments, in the image's folder
 * typed: p|i||q                           lines typed, if any; an empty one takes a default
 * streams: output and errors              where both were recorded as one; else standard output alone
 * overlook: banner, remarks               differences that do not count: {@link Overlooked}
 * differs: D leaves no sector out         why the text below is not as recorded; a line for each reason, if any
 * --------
 * what was printed, to the end of the file
 * </pre>
 *
 * <p>The texts come from fdisk and sfdisk of util-linux 2.38.1 and from fdisk 2.12, with {@code LC_ALL=C} where the
 * command says no other; never from this program. Where this program knows better on purpose, the recorded text was changed to what follows by
 * hand from the image's recipe, and {@code differs:} says why. Fdisk 2.12 was made to see the image as a block
 * device: of a regular file it does not learn the size, and says "0 MB, 0 bytes" and "0 cylinders".
 *
 * <p>To add one: describe the image in {@code image.recipe} of a new folder ({@link ImageRecipe}), build it
 * ({@code java -cp target/test-classes jdisk.testing.ImageRecipe image.recipe FOLDER}), run the real tool on it there,
 * and put the header before what it printed. Nothing else has to be told.
 */
public final class Transcript {

    private static final String END_OF_HEADER = "--------";

    private static final Set<String> KEYS =
            Set.of("tool", "recorded", "run", "typed", "streams", "overlook", "differs");

    private final String name;
    private final List<String> header;
    private final String expected;

    private Transcript(String name, List<String> header, String expected) {
        this.name = name;
        this.header = header;
        this.expected = expected;
    }

    static Transcript read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int end = lines.indexOf(END_OF_HEADER);
        if (end < 0) {
            throw new IOException(file + ": no line " + END_OF_HEADER);
        }
        for (String line : lines.subList(0, end)) {
            if (!KEYS.contains(line.replaceFirst(":.*", ""))) {
                throw new IOException(file + ": not a line of a header: " + line);
            }
        }
        String name = file.subpath(file.getNameCount() - 2, file.getNameCount()).toString().replace(".transcript", "");
        return new Transcript(name, lines.subList(0, end), String.join("\n", lines.subList(end + 1, lines.size())));
    }

    /** What was recorded under {@code transcripts/CASE/KIND}. */
    public static String text(String caseAndKind) throws IOException, URISyntaxException {
        Path file = Path.of(Objects.requireNonNull(
                Transcript.class.getResource("/transcripts/" + caseAndKind + ".transcript"), caseAndKind).toURI());
        return read(file).expected;
    }

    /** Case and kind of run: the last two parts of the file's path. */
    public String name() {
        return name;
    }

    /** The run that is to print the same. */
    public Batch.Run run() {
        List<String> typed = header.stream().anyMatch(line -> line.startsWith("typed:"))
                ? List.of(value("typed").split("\\|", -1)) : List.of();
        return new Batch.Run(List.of(value("run").split(" ", -1)), typed,
                value("streams").equals("output and errors"));
    }

    /** Fails with the differences if the run did not print what was recorded, or did not end well. */
    public void hold(Outcome outcome) {
        Set<Overlooked> overlooked = EnumSet.noneOf(Overlooked.class);
        Arrays.stream(value("overlook").split(", *", -1)).filter(words -> !words.isEmpty())
                .map(Overlooked::named).forEach(overlooked::add);
        String theirs = expected;
        String ours = outcome.out();
        for (Overlooked each : overlooked) {
            theirs = each.without(theirs);
            ours = each.without(ours);
        }
        String changed = values("differs").isEmpty() ? "" : " (changed: " + String.join("; ", values("differs")) + ")";
        Texts.assertSame(name + " by " + value("tool") + ": " + value("recorded") + changed, theirs, ours, outcome.err());
        if (outcome.status() != 0) {
            throw new AssertionError(name + ": exit status " + outcome.status() + ": " + outcome.err());
        }
    }

    private String value(String key) {
        return values(key).stream().findFirst().orElse("");
    }

    private List<String> values(String key) {
        return header.stream().filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip()).toList();
    }
}
