package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdisk.testing.Batch;
import jdisk.testing.JsonTree;
import jdisk.testing.Outcome;
import jdisk.testing.TranscriptCase;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes what {@code sfdisk -J} of util-linux 2.38.1 wrote, recorded as {@code sfdisk.json} beside an image's transcripts, and
 * more: what this program adds is left aside.
 */
final class SfdiskJsonTest {

    private static final Set<String> OURS = Set.of("number", "offset", "bytes", "findings");

    @TestFactory
    List<DynamicTest> writesWhatSfdiskWrote(@TempDir Path folder) throws Exception {
        Map<TranscriptCase, String> recorded = new LinkedHashMap<>();
        List<Batch.Run> runs = new ArrayList<>();
        for (TranscriptCase each : TranscriptCase.all()) {
            String text = recording(each.name());
            if (!text.isEmpty()) {
                recorded.put(each, text);
                runs.add(Batch.Run.of("-J", each.image().buildIn(folder).getFileName().toString()));
            }
        }
        assertThat(recorded).hasSizeGreaterThan(20);
        List<Outcome> outcomes = Batch.runAll(folder, runs);
        List<DynamicTest> tests = new ArrayList<>();
        recorded.forEach((each, text) -> {
            Outcome outcome = outcomes.get(tests.size());
            tests.add(dynamicTest(each.name(), () -> {
                assertThat(outcome.status()).as(outcome.err()).isZero();
                assertThat(JsonTree.without(JsonTree.read(outcome.out()), OURS)).isEqualTo(JsonTree.read(text));
            }));
        });
        return tests;
    }

    private static String recording(String name) throws IOException {
        try (InputStream file = SfdiskJsonTest.class.getResourceAsStream("/transcripts/" + name + "/sfdisk.json")) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
