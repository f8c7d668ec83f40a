package jdisk.cli;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import jdisk.testing.Batch;
import jdisk.testing.Outcome;
import jdisk.testing.TranscriptCase;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Prints, for every recorded image, what the real tools were recorded to print. */
final class TranscriptTest {

    @TestFactory
    List<DynamicContainer> printsWhatTheRealToolPrinted(@TempDir Path folder) throws Exception {
        List<TranscriptCase> cases = TranscriptCase.all();
        List<Batch.Run> runs = new ArrayList<>();
        for (TranscriptCase each : cases) {
            each.image().buildIn(folder);
            each.transcripts().forEach(transcript -> runs.add(transcript.run()));
        }
        Iterator<Outcome> outcomes = Batch.runAll(folder, runs).iterator();
        List<DynamicContainer> tests = new ArrayList<>();
        for (TranscriptCase each : cases) {
            List<DynamicTest> kinds = each.transcripts().stream().map(transcript -> {
                Outcome outcome = outcomes.next();
                return dynamicTest(transcript.name(), () -> transcript.hold(outcome));
            }).toList();
            tests.add(dynamicContainer(each.name(), kinds));
        }
        return tests;
    }
}
