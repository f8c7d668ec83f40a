package jdisk.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import jdisk.command.CommandWords;
import jdisk.disk.Hints;
import jdisk.image.ForwardingImage;
import jdisk.image.Image;
import jdisk.label.GeometryFinder;
import jdisk.label.Label;
import jdisk.label.Recognition;
import jdisk.listing.FewOfEach;
import jdisk.listing.Style;
import jdisk.shell.NoTable;
import jdisk.shell.PlainConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.source.Sources;
import jdisk.testing.MutatedImage;
import jdisk.text.Visible;

/**
 * Opens mutated images and runs every command that lists over them: nothing is thrown, each ends soon and says little, and
 * what fdisk lists is not refused.
 *
 * <p>As a program: arguments are a number of mutations, a seed, and image files; {@code scripts/mutate} starts it.
 */
public final class Mutations {
    /** Processor time that all commands over an image may take. */
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int MOST_LINES = 2_000;

    /** A row of JSON of a partition. */
    private static final int LINES_OF_A_PARTITION = 14;

    /** One in so many mutations that can be written is shown to fdisk, too. */
    private static final int FDISK = 20;

    private static final List<List<String>> COMMANDS = List.of(List.of("p"), List.of("x", "p"), List.of("r"), List.of("O"), List.of("v"),
            List.of("F"), List.of("i", "1"), List.of("M"), List.of("p"), List.of("r"), List.of("D"), List.of("map"),
            List.of("map", "--json"), List.of("offset", "1"), List.of("geometry"), List.of("kpartx"), List.of("mount", "1"),
            List.of("probe"));

    private static final List<Label.Kind> KINDS = List.of(Label.Kind.values());
    private static final Visible VISIBLE = new Visible(StandardCharsets.UTF_8);
    private static final CommandWords WORDS = new CommandWords(VISIBLE);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** An image whose sectors that are read are remembered. */
    private static final class Remembering extends ForwardingImage {
        private static final int MOST = 2_000;

        private final TreeSet<Long> read = new TreeSet<>();

        Remembering(Image image) {
            super(image);
        }

        @Override
        public void read(long offset, ByteBuffer target) throws IOException {
            long end = (offset + target.remaining() - 1) / MutatedImage.SECTOR;
            for (long sector = offset / MutatedImage.SECTOR; sector <= end && read.size() < MOST; sector++) {
                read.add(sector);
            }
            super.read(offset, target);
        }
    }

    private final Image image;
    private final List<Long> hot;

    /** Looks at what matters in an image. */
    Mutations(Image image) throws IOException {
        this.image = image;
        Remembering remembering = new Remembering(image);
        Session session = new Session(remembering, wishes(Style.MODERN, Optional.empty()), VISIBLE);
        session.disk().areas();
        session.disk().partitions().stream().limit(8).forEach(partition -> session.disk().mainContents(partition));
        this.hot = List.copyOf(remembering.read);
    }

    private static Session.Wishes wishes(Style style, Optional<Label.Kind> kind) {
        return new Session.Wishes(Optional.of(style), Optional.empty(),
                new Hints(Optional.empty(), kind, GeometryFinder.Given.NOTHING, Optional.empty()), Optional.empty(), Optional.empty(), false);
    }

    /** What is wrong with how one mutation is listed; nothing if nothing is. */
    private static Optional<String> fault(MutatedImage mutated, Random random) {
        long begun = THREADS.getCurrentThreadCpuTime();
        Style style = random.nextBoolean() ? Style.MODERN : Style.CLASSIC;
        Optional<Label.Kind> kind = random.nextInt(4) == 0
                ? Optional.of(KINDS.get(random.nextInt(KINDS.size())))
                : Optional.empty();
        try {
            Session session = new Session(mutated, wishes(style, kind), VISIBLE);
            int partitions = session.disk().partitions().size();
            if (session.label().isEmpty()) {
                NoTable.why(session.disk(), VISIBLE);
            }
            int doubts = FewOfEach.of(session.disk().findings(), FewOfEach.DOUBTS).size();
            Optional<String> tooMuch = run(session, MOST_LINES + partitions * LINES_OF_A_PARTITION);
            if (tooMuch.isPresent()) {
                return tooMuch;
            }
            if (doubts > MOST_LINES) {
                return Optional.of(doubts + " doubts");
            }
        } catch (RuntimeException | Error | IOException e) {
            StackTraceElement[] trace = e.getStackTrace();
            return Optional.of(e + " at " + (trace.length > 0 ? trace[0] : "?"));
        }
        long taken = THREADS.getCurrentThreadCpuTime() - begun;
        return taken > MOST_NANOS ? Optional.of(TimeUnit.NANOSECONDS.toMillis(taken) + " ms of processor time") : Optional.empty();
    }

    /** Runs every command, and says which one printed more than so many lines. */
    private static Optional<String> run(Session session, int lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PlainConsole console = new PlainConsole(Reader.nullReader(), stream, stream, stream, PlainConsole.Screen.NONE);
        try (Shell shell = new Shell(session, console, WORDS)) {
            for (List<String> command : COMMANDS) {
                out.reset();
                shell.run(command);
                if (out.toString(StandardCharsets.UTF_8).lines().count() > lines) {
                    return Optional.of("more than " + lines + " lines from " + command);
                }
            }
            if (session.label().isPresent()) {
                shell.json(false, text -> { });
            }
        }
        return Optional.empty();
    }

    /**
     * Mutates, and lists.
     *
     * @param fdisk a copy of the image, which is changed for fdisk to be asked about some mutations; nothing not to ask it
     * @return what is wrong, with the seed of each
     */
    List<String> run(long seed, int count, Optional<Path> fdisk) throws IOException, InterruptedException {
        List<String> faults = new ArrayList<>();
        if (hot.isEmpty()) {
            return faults;
        }
        for (long n = seed; n < seed + count; n++) {
            Random random = new Random(n);
            MutatedImage mutated = MutatedImage.of(image, hot, random);
            Optional<String> fault = fault(mutated, random);
            if (fault.isEmpty() && fdisk.isPresent() && n % FDISK == 0 && mutated.isWritable()) {
                fault = refused(mutated, fdisk.get());
            }
            if (fault.isPresent()) {
                faults.add(image.name() + ", seed " + n + ": " + fault.get());
            }
        }
        return faults;
    }

    /** Whether fdisk lists what is refused. */
    private Optional<String> refused(MutatedImage mutated, Path copy) throws IOException, InterruptedException {
        Session session = new Session(mutated, wishes(Style.MODERN, Optional.empty()), VISIBLE);
        // fdisk lists boot records as tables of nonsense, which is not to be done after it.
        boolean own = session.disk().recognition() instanceof Recognition.BootRecord;
        if (session.label().isPresent() || own) {
            return Optional.empty();
        }
        write(copy, mutated.changed());
        Process process = new ProcessBuilder("fdisk", "-l", copy.toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        for (Map.Entry<Long, byte[]> each : mutated.changed().entrySet()) {
            each.setValue(original(each.getKey()));
        }
        write(copy, mutated.changed());
        return said.contains("Disklabel type:") ? Optional.of("fdisk lists it: " + session.disk().recognition()) : Optional.empty();
    }

    private byte[] original(long sector) throws IOException {
        byte[] bytes = new byte[Math.clamp(image.size() - sector * MutatedImage.SECTOR, 0, MutatedImage.SECTOR)];
        image.read(sector * MutatedImage.SECTOR, ByteBuffer.wrap(bytes));
        return bytes;
    }

    private void write(Path copy, Map<Long, byte[]> sectors) throws IOException {
        try (FileChannel file = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            for (Map.Entry<Long, byte[]> each : sectors.entrySet()) {
                long at = each.getKey() * MutatedImage.SECTOR;
                int there = Math.clamp(image.size() - at, 0, each.getValue().length);
                file.write(ByteBuffer.wrap(each.getValue(), 0, there), at);
            }
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int count = Integer.parseInt(args[0]);
        long seed = Long.parseLong(args[1]);
        int images = args.length - 2;
        int done = 0;
        List<String> faults = new ArrayList<>();
        for (int n = 0; n < images; n++) {
            int share = (int) ((long) count * (n + 1) / images - (long) count * n / images);
            Path copy = Files.createTempFile("jdisk-mutated-", ".img");
            try (Image image = Sources.open(args[n + 2])) {
                new ProcessBuilder("cp", "--sparse=always", args[n + 2], copy.toString()).inheritIO().start().waitFor();
                faults.addAll(new Mutations(image).run(seed, share, Optional.of(copy)));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } finally {
                Files.delete(copy);
            }
            done += share;
            System.out.println(done + " mutations, " + faults.size() + " faults");
        }
        faults.forEach(System.out::println);
        System.exit(faults.isEmpty() ? 0 : 1);
    }
}
