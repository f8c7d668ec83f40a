package jdisk.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts the arguments of a word, and shows how it is used. */
final class SyntaxTest {
    private static final Option ALL = Option.flag("everything", "-a", "--all");
    private static final Option SPARSE = Option.value("HOW", "holes", "--sparse").oneOf(List.of("auto", "never"));

    private static Syntax word(Parameter... parameters) {
        return new Syntax("word", "a purpose", List.of("What it does."), "word 6", List.of(ALL, SPARSE), List.of(parameters));
    }

    private static Arguments parse(String line, Parameter... parameters) {
        return word(parameters).parse(Stream.of(line.split(" ", -1)).filter(argument -> !argument.isEmpty()).toList());
    }

    @Test
    void noParameters() {
        assertThat(parse("-a").has(ALL)).isTrue();
        assertThat(parse("").has(ALL)).isFalse();
        assertThatThrownBy(() -> parse("-a 6")).isInstanceOf(WrongUsage.class).hasMessage("unexpected argument '6'");
    }

    /** So many arguments of each kind of parameters are taken. */
    @ParameterizedTest
    @CsvSource({"0, optional", "1, optional", "1, required", "0, any", "3, any", "1, some", "3, some", "1, required optional",
        "2, required optional", "0, optional any", "1, optional any", "4, optional any", "1, optional optional"})
    void enough(int count, String kinds) {
        assertThat(parse("x ".repeat(count), parameters(kinds)).words()).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({"0, required, missing argument P0", "0, some, missing argument P0...", "0, required optional, missing argument P0",
        "1, required required, missing argument P1", "2, optional, unexpected argument 'x1'", "3, required optional, unexpected argument 'x2'",
        "3, optional optional, unexpected argument 'x2'"})
    void tooFewOrTooMany(int count, String kinds, String problem) {
        List<String> arguments = Stream.iterate(0, i -> i + 1).limit(count).map(i -> "x" + i).toList();
        assertThatThrownBy(() -> word(parameters(kinds)).parse(arguments)).isInstanceOf(WrongUsage.class).hasMessage(problem);
    }

    private static Parameter[] parameters(String kinds) {
        String[] names = kinds.split(" ", -1);
        Parameter[] parameters = new Parameter[names.length];
        for (int i = 0; i < names.length; i++) {
            parameters[i] = switch (names[i]) {
                case "optional" -> Parameter.optional("P" + i, "one or none");
                case "required" -> Parameter.required("P" + i, "one");
                case "any" -> Parameter.any("P" + i + "...", "any number");
                case "some" -> Parameter.some("P" + i + "...", "one or more");
                default -> throw new IllegalArgumentException(names[i]);
            };
        }
        return parameters;
    }

    /** What was typed and is not known is told apart, so that something like it can be proposed. */
    @Test
    void whatIsNotKnown() {
        assertThatThrownBy(() -> parse("--sparze=never 6 7")).isInstanceOfSatisfying(
                WrongUsage.class, wrong -> assertThat(wrong.unknown()).isEqualTo("--sparze=never"));
        assertThatThrownBy(() -> parse("6")).isInstanceOfSatisfying(
                WrongUsage.class, wrong -> assertThat(wrong.unknown()).isEqualTo("6"));
        assertThatThrownBy(() -> parse("--sparse")).isInstanceOfSatisfying(
                WrongUsage.class, wrong -> assertThat(wrong.unknown()).isEmpty());
    }

    /** What a value can be is told for those who complete and explain; a command says itself what it cannot do with another. */
    @Test
    void choices() {
        assertThat(SPARSE.choices()).containsExactly("auto", "never");
        assertThat(Parameter.optional("HOW", "how").oneOf(List.of("a", "b")).choices()).containsExactly("a", "b");
        assertThat(parse("--sparse=maybe").value(SPARSE)).contains("maybe");
    }

    @Test
    void synopsis() {
        Syntax syntax = word(Parameter.required("FILE", "a file"), Parameter.any("N...", "partitions"));
        assertThat(syntax.synopsis()).isEqualTo("word [--all] [--sparse=HOW] FILE [N...]");
        assertThat(syntax.shortSynopsis()).isEqualTo("word [OPTION...] FILE [N...]");
        Syntax bare = new Syntax("word", "", List.of(), "", List.of(), List.of(Parameter.optional("N", "a partition")));
        assertThat(bare.shortSynopsis()).isEqualTo(bare.synopsis()).isEqualTo("word [N]");
    }

    @ParameterizedTest
    @CsvSource({"plain, plain", "@|bold a b|@, a b", "x @|bold --all|@ and @|italic N:PATH|@., x --all and N:PATH.", "@|bold unix:|@@|italic PATH|@, unix:PATH",
        "a | b @ c, a | b @ c"})
    void markup(String marked, String plain) {
        assertThat(Markup.plain(marked)).isEqualTo(plain);
    }
}
