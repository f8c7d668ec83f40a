package jdisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps some turns of phrase out of what users read, which are not English though each of their words is. */
final class EnglishTest {
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    /** What is wrong, and in the comment what is right. */
    private static final List<Pattern> HABITS = List.of(
            Pattern.compile("\\bbehind\\b"), // after; past the end
            Pattern.compile("\\b(is|are) no [a-z]+(?! partition)(?=[ ;:.,]|$)"), // is not a directory
            Pattern.compile("\\ball the same\\b"), // anyway
            Pattern.compile("\\bno use for\\b"), // unexpected argument
            Pattern.compile("\\btells? \\d|\\btells (the|how|what|where|sectors)\\b"), // shows, says, gives
            Pattern.compile("\\bgo(es)? on\\b"), // continues; runs past
            Pattern.compile("\\bcylinder borders?\\b"), // boundary
            Pattern.compile("\\bthat is known\\b"), // known
            Pattern.compile("\\bone or the other\\b"));

    /** "There is no partition 7" is English. */
    private static final Pattern EXISTENTIAL = Pattern.compile("(?i)\\bthere (is|are) no\\b");

    private static List<String> odd(Stream<String> texts) {
        List<String> odd = new ArrayList<>();
        texts.map(text -> EXISTENTIAL.matcher(text).replaceAll("")).forEach(text -> {
            for (Pattern habit : HABITS) {
                if (habit.matcher(text).find()) {
                    odd.add(text);
                }
            }
        });
        return odd;
    }

    @Test
    void stringLiterals() throws IOException {
        List<String> odd = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher literal = LITERAL.matcher(Files.readString(file).replaceAll("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$", ""));
                List<String> texts = new ArrayList<>();
                while (literal.find()) {
                    texts.add(literal.group(1));
                }
                odd(texts.stream()).forEach(text -> odd.add(file.getFileName() + ": " + text));
            }
        }
        assertThat(odd).isEmpty();
    }

    /** Paragraphs that are not examples. */
    @Test
    void documents() throws IOException {
        for (Path page : List.of(Path.of("README.md"), Path.of(".github", "LIBRARY.md"), Path.of(".github", "CONTRIBUTING.md"), Path.of("man", "jdisk.1"))) {
            String prose = Files.readString(page).replaceAll("(?s)```.*?```|(?m)^\\.\\\\\".*$", "");
            assertThat(odd(prose.lines())).as(page.toString()).isEmpty();
        }
    }
}
