package jdisk.testing;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An image and what real tools were recorded to print of it: a folder under {@code transcripts}.
 *
 * @param name the folder's name: what the image is
 */
public record TranscriptCase(String name, ImageRecipe image, List<Transcript> transcripts) {

    /** All cases, in the order of their names. */
    public static List<TranscriptCase> all() throws IOException, URISyntaxException {
        var top = TranscriptCase.class.getResource("/transcripts");
        if (top == null) {
            throw new IOException("no transcripts on the class path");
        }
        List<TranscriptCase> cases = new ArrayList<>();
        for (Path folder : entries(Path.of(top.toURI()))) {
            String name = folder.getFileName().toString();
            List<Transcript> transcripts = new ArrayList<>();
            for (Path file : entries(folder)) {
                if (file.toString().endsWith(".transcript")) {
                    transcripts.add(Transcript.read(file));
                }
            }
            cases.add(new TranscriptCase(name, ImageRecipe.named(name), transcripts));
        }
        return cases;
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
