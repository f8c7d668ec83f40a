package jdisk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdisk.text.Visible;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Knows all words, and each by its name. */
final class CommandWordsTest {
    private final CommandWords words = new CommandWords(new Visible(StandardCharsets.UTF_8));

    @Test
    void eachByItsName() {
        assertThat(words.syntaxes().stream().map(Syntax::name)).containsExactlyElementsOf(words.names()).hasSize(36);
        assertThat(words.summaries()).hasSize(36).allMatch(summary -> !summary.purpose().isEmpty());
        assertThat(words.syntax("offset").orElseThrow().name()).isEqualTo("offset");
        assertThat(words.syntax("nonsense")).isEmpty();
    }

    /** What getopt and the count of arguments rely on. */
    @TestFactory
    Stream<DynamicTest> syntaxWithoutContradictions() {
        return words.syntaxes().stream().map(word -> DynamicTest.dynamicTest(word.name(), () -> {
            List<String> names = new ArrayList<>();
            for (Option option : word.options()) {
                names.addAll(option.names());
                assertThat(option.longName()).startsWith("--");
                assertThat(option.takesValue()).isEqualTo(!option.label().isEmpty());
                assertThat(option.description()).isNotEmpty();
            }
            assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.length() > 1 && name.startsWith("-")).doesNotContain("--help");
            for (int i = 0; i < word.parameters().size(); i++) {
                Parameter parameter = word.parameters().get(i);
                assertThat(parameter.isMany()).isEqualTo(parameter.label().endsWith("..."));
                assertThat(parameter.isMany() && i < word.parameters().size() - 1).isFalse();
                assertThat(parameter.least() > 0 && i > 0 && word.parameters().get(i - 1).least() == 0).isFalse();
            }
            assertThat(word.example()).startsWith(word.name());
            assertThat(word.description()).isNotEmpty();
        }));
    }
}
