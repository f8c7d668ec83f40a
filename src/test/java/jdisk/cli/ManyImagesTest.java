package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Jdisk;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists many images as it lists each, in their order. */
@Timeout(60)
final class ManyImagesTest {

    /** Listings with doubts, without tables, of several kinds, and files that are not there. */
    private static List<Object> images(Path folder) throws IOException {
        List<Object> images = new ArrayList<>();
        int number = 0;
        for (String recipe : List.of("laptop", "truncated", "zeros", "four-primaries", "link-beyond-end", "sun", "short", "beyond-end")) {
            for (int copy = 0; copy < 8; copy++) {
                images.add(ImageRecipe.named(recipe).build(folder.resolve("disk" + number++ + ".img")));
            }
            images.add(folder.resolve("missing" + number + ".img"));
        }
        return images;
    }

    @ParameterizedTest
    @ValueSource(strings = {"-J", "-d"})
    void eachAsAlone(String option, @TempDir Path folder) throws IOException {
        List<Object> images = images(folder);
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        for (Object image : images) {
            // Twice the same: of several, a document has one line.
            Outcome alone = option.equals("-J") ? twice(image) : jdisk(option, image);
            out.append(alone.out());
            err.append(alone.err());
        }
        List<Object> arguments = new ArrayList<>(List.of(option));
        arguments.addAll(images);
        Outcome all = jdisk(arguments.toArray());
        assertThat(all.out()).isEqualTo(out.toString());
        assertThat(all.err()).isEqualTo(err.toString());
        assertThat(all.status()).isEqualTo(1);
    }

    private static Outcome twice(Object image) {
        Outcome both = jdisk("-J", image, image);
        return new Outcome(both.status(), half(both.out()), half(both.err()));
    }

    private static String half(String text) {
        assertThat(text.substring(text.length() / 2)).isEqualTo(text.substring(0, text.length() / 2));
        return text.substring(0, text.length() / 2);
    }

    /** On one stream, what is said of an image stands with its listing. */
    @Test
    void complaintsStandWithTheirImage(@TempDir Path folder) throws IOException {
        Path laptop = ImageRecipe.named("laptop").buildIn(folder);
        String all = Jdisk.typing().joiningStreams()
                .run("-l", "--style=classic", laptop, folder.resolve("missing"), laptop, folder.resolve("gone"), laptop).out();
        String one = jdisk("-l", "--style=classic", laptop).out();
        assertThat(all).isEqualTo(one + "jdisk: " + folder + "/missing: No such file or directory\n"
                + one + "jdisk: " + folder + "/gone: No such file or directory\n" + one);
    }

    /** So few are held that so many fit: the listings that are ahead of the printed one are counted. */
    @Test
    void readsOnlySoFarAhead() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger printed = new AtomicInteger();
        PrintStream out = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) {
                most.accumulateAndGet(begun.get() - printed.getAndIncrement(), Math::max);
            }
        }, true, StandardCharsets.UTF_8);
        int status = new ManyImages(out, out).list(5_000, (index, itsOut, itsErr) -> {
            begun.incrementAndGet();
            itsOut.print("x");
            return index == 77 ? 1 : 0;
        });
        assertThat(status).isEqualTo(1);
        assertThat(printed).hasValue(5_000);
        assertThat(most.get()).isLessThan(100);
    }

    @Test
    void readsSomeAtATime() {
        CountDownLatch both = new CountDownLatch(2);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new ManyImages(out, out).list(2, (index, itsOut, itsErr) -> {
            both.countDown();
            try {
                itsOut.print(both.await(30, TimeUnit.SECONDS) ? index + " met the other\n" : "alone\n");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0;
        });
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("0 met the other\n1 met the other\n");
    }

    /** Nobody reads on: most of so many are not even opened. */
    @Test
    void stopsWhereTheReaderHasGone() {
        AtomicInteger begun = new AtomicInteger();
        PrintStream out = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        }, true, StandardCharsets.UTF_8);
        new ManyImages(out, out).list(100_000, (index, itsOut, itsErr) -> {
            begun.incrementAndGet();
            itsOut.print("x");
            return 0;
        });
        assertThat(begun.get()).isLessThan(1_000);
    }

    @Test
    void aFaultIsNotHidden() {
        PrintStream out = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new ManyImages(out, out).list(10, (index, itsOut, itsErr) -> {
            throw new IllegalStateException("a fault");
        })).hasMessage("a fault");
    }

    @Test
    void oneDocumentALine(@TempDir Path folder) throws IOException {
        Path laptop = ImageRecipe.named("laptop").buildIn(folder);
        Path empty = Files.createFile(folder.resolve("empty.img"));
        Outcome outcome = jdisk("-l", "-J", laptop, empty, laptop);
        assertThat(outcome.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"partitiontable\":"));
        assertThat(outcome.err()).isEqualTo("jdisk: " + empty + ": the file is empty\n");
        assertThat(outcome.status()).isEqualTo(1);
    }
}
