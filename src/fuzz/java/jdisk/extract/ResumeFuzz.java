package jdisk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads resume records that a fuzzer writes: each is one as a whole, or none. */
final class ResumeFuzz {
    static Stream<byte[]> records() {
        return Stream.of(
                        "jdisk copy, not complete\nimage a.img\nrange 0 512\ndone 512\nunreadable 0 1\nend\n",
                        "jdisk copy, not complete\ndone 9223372036854775807\nunreadable 1 9223372036854775807\n",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("records")
    @FuzzTest(maxDuration = "10m")
    void read(byte[] input) throws IOException {
        Path file = Files.createTempFile("resume-", ".record");
        try {
            Files.write(file, input);
            Optional<ResumeRecord> record = ResumeRecord.read(file);
            if (record.isPresent()) {
                assertThat(ResumeRecord.isOne(file)).isTrue();
            }
        } finally {
            Files.delete(file);
        }
    }
}
