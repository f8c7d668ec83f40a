package jdisk.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.source.Sources;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;

/** A volume that a real tool made in a file, and what other tools say of it. */
final class MadeByTool {
    private static final String FILE = "FILE";

    private final Path folder;

    private MadeByTool(Path folder) {
        this.folder = folder;
    }

    /** Reads the first structure of a volume. */
    interface Reader<T> {
        Optional<T> read(Slice volume) throws IOException;
    }

    /** What a tool said. */
    record Answer(String text) {
        /** The only group of the first match of a regular expression; where it does not match the test fails. */
        String word(String regex) {
            Matcher matcher = Pattern.compile(regex, Pattern.MULTILINE).matcher(text);
            assertThat(matcher.find()).as("'%s' in%n%s", regex, text).isTrue();
            return matcher.group(1);
        }

        boolean has(String regex) {
            return Pattern.compile(regex, Pattern.MULTILINE).matcher(text).find();
        }

        long number(String regex) {
            return Long.parseLong(word(regex));
        }

        long hex(String regex) {
            return Long.parseLong(word(regex), 16);
        }
    }

    /**
     * Runs the tool that makes the volume, or skips the test.
     *
     * @param mebibytes of the file before; there is none if it is 0
     * @param arguments with blanks between them; FILE stands for the file
     */
    static MadeByTool of(Path folder, int mebibytes, String tool, String arguments) throws IOException, InterruptedException {
        RealTool maker = RealTool.named(tool, 1);
        if (mebibytes > 0) {
            try (RandomAccessFile empty = new RandomAccessFile(folder.resolve(FILE).toFile(), "rw")) {
                empty.setLength((long) mebibytes << 20);
            }
        }
        Outcome outcome = maker.run(folder, arguments.split(" "));
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return new MadeByTool(folder);
    }

    /** What the reader reads, which must be there. */
    <T> T read(Reader<T> reader) throws IOException {
        try (Image image = Sources.open(folder.resolve(FILE))) {
            return reader.read(Slice.of(image)).orElseThrow();
        }
    }

    /** What a tool says on standard output, in the C locale; skips the test without it. */
    Answer asked(String tool, String arguments) throws IOException, InterruptedException {
        Outcome outcome = RealTool.named(tool, 1).run(folder, arguments.split(" "));
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return new Answer(outcome.out());
    }
}
