package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.testing.Texts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code man/jdisk.1} against what it is written from: {@code man/jdisk.1.in}, and the definitions of options,
 * keys and words. After a change of one of these, write the page anew:
 *
 * <pre>mvn -B test -Dtest=ManPageTest -Dman.update=true</pre>
 */
final class ManPageTest {

    private static final Path PAGE = Path.of("man", "jdisk.1");
    private static final Path TEXT = Path.of("man", "jdisk.1.in");

    @Test
    void saysWhatTheProgramDoes() throws IOException {
        String page = ManPage.of(Files.readString(TEXT), version());
        if (Boolean.getBoolean("man.update")) {
            Files.writeString(PAGE, page);
        }
        String written = Files.readString(PAGE);
        Texts.assertSame(PAGE + " (to write it anew: mvn -B test -Dtest=ManPageTest -Dman.update=true)",
                written, page, "");
        assertThat(written).isEqualTo(page);
    }

    @Test
    @Tag("realtool")
    void isSoundRoff() throws IOException, InterruptedException {
        Outcome shown = RealTool.named("groff", 1)
                .run(Path.of("").toAbsolutePath(), "-man", "-Tutf8", "-ww", PAGE.toString());
        assertThat(shown.err()).isEmpty();
        assertThat(shown.status()).isZero();
    }

    /** The program's version, which only the pom tells. */
    private static String version() throws IOException {
        Matcher version = Pattern.compile("<artifactId>jdisk</artifactId>\\s*<version>(.*?)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).as("version in pom.xml").isTrue();
        return version.group(1);
    }
}
