package jdisk.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Many runs of the program in one other process that has a folder of images as its working directory.
 *
 * <p>Listings print the image's name as it was given, and the width of their columns depends on it. A recorded
 * listing can only be met with the recorded name, so the working directory has to be the images' folder, which
 * a running process cannot choose for itself; and a process for every run would take minutes for them all.
 */
public final class Batch {

    private static final long SECONDS_A_RUN = 30;

    private Batch() { }

    /**
     * One run to be done.
     *
     * @param arguments what stands on the command line
     * @param typed lines on standard input
     * @param joined whether both output streams are recorded as one, in the order written
     */
    public record Run(List<String> arguments, List<String> typed, boolean joined) {

        /** A run that types nothing. */
        public static Run of(String... arguments) {
            return new Run(List.of(arguments), List.of(), false);
        }
    }

    /** Does these runs, one after the other; the outcomes have the order of the runs. */
    public static List<Outcome> runAll(Path folder, List<Run> runs) throws IOException, InterruptedException {
        return runAll(folder, runs, "-XX:+UseSerialGC");
    }

    /** Does these runs in a JVM with such an option. */
    public static List<Outcome> runAll(Path folder, List<Run> runs, String option)
            throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("jdisk-batch-");
        Path asked = work.resolve("asked");
        Path answered = work.resolve("answered");
        Path said = work.resolve("said");
        try (DataOutputStream list = new DataOutputStream(Files.newOutputStream(asked))) {
            list.writeInt(runs.size());
            for (Run run : runs) {
                writeTexts(list, run.arguments());
                writeTexts(list, run.typed());
                list.writeBoolean(run.joined());
            }
        }
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option, "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), Batch.class.getName())
                .directory(folder.toFile()).redirectInput(asked.toFile()).redirectOutput(answered.toFile())
                .redirectError(said.toFile()).start();
        if (!process.waitFor(SECONDS_A_RUN + 2L * runs.size(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        List<Outcome> outcomes = new ArrayList<>();
        try (DataInputStream list = new DataInputStream(new BufferedInputStream(Files.newInputStream(answered)))) {
            for (int n = 0; n < runs.size(); n++) {
                outcomes.add(new Outcome(list.readInt(), readText(list), readText(list)));
            }
        } catch (IOException e) {
            throw new IOException("the process ended after " + outcomes.size() + " runs: " + Files.readString(said), e);
        }
        for (Path file : List.of(asked, answered, said, work)) {
            Files.delete(file);
        }
        return outcomes;
    }

    /** The other process. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (DataInputStream list = new DataInputStream(new BufferedInputStream(System.in));
                DataOutputStream answers = new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)))) {
            System.setOut(System.err);      // a stray println must not get between the answers
            int runs = list.readInt();
            for (int n = 0; n < runs; n++) {
                Outcome outcome = answer(readTexts(list), readTexts(list), list.readBoolean());
                answers.writeInt(outcome.status());
                writeText(answers, outcome.out());
                writeText(answers, outcome.err());
            }
        }
        System.exit(0);                     // a run that never ended must not keep the process
    }

    private static Outcome answer(List<String> arguments, List<String> typed, boolean joined)
            throws InterruptedException {
        Jdisk jdisk = Jdisk.typing(typed.toArray(String[]::new));
        FutureTask<Outcome> run = new FutureTask<>(
                () -> (joined ? jdisk.joiningStreams() : jdisk).run(arguments.toArray()));
        Thread.ofPlatform().daemon().start(run);
        try {
            return run.get(SECONDS_A_RUN, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return new Outcome(Outcome.NO_ANSWER, "", "no answer in " + SECONDS_A_RUN + " s");
        } catch (ExecutionException e) {
            return new Outcome(Outcome.NO_ANSWER, "", "ended with " + e.getCause());
        }
    }

    private static void writeTexts(DataOutputStream to, List<String> texts) throws IOException {
        to.writeInt(texts.size());
        for (String text : texts) {
            writeText(to, text);
        }
    }

    private static List<String> readTexts(DataInputStream from) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = from.readInt(); left > 0; left--) {
            texts.add(readText(from));
        }
        return texts;
    }

    private static void writeText(DataOutputStream to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    private static String readText(DataInputStream from) throws IOException {
        return new String(from.readNBytes(from.readInt()), StandardCharsets.UTF_8);
    }
}
