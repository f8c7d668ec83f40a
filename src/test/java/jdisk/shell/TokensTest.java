package jdisk.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Splits lines as a shell does. */
final class TokensTest {

    @Test
    void blanks() {
        assertThat(Tokens.split("hexdump 6:2 4")).containsExactly("hexdump", "6:2", "4");
        assertThat(Tokens.split("  p\t ")).containsExactly("p");
        assertThat(Tokens.split("")).isEmpty();
        assertThat(Tokens.split(" \t ")).isEmpty();
    }

    @Test
    void quotes() {
        assertThat(Tokens.split("source 'my file' \"your file\"")).containsExactly("source", "my file", "your file");
        assertThat(Tokens.split("a'b c'd\"e f\"g")).containsExactly("ab cde fg");
        assertThat(Tokens.split("'it \"is\"' \"it's\"")).containsExactly("it \"is\"", "it's");
    }

    @Test
    void emptyWord() {
        assertThat(Tokens.split("source ''")).containsExactly("source", "");
        assertThat(Tokens.split("\"\" x")).containsExactly("", "x");
    }

    @Test
    void backslashes() {
        assertThat(Tokens.split("my\\ file")).containsExactly("my file");
        assertThat(Tokens.split("\\\\ \\' \\\"")).containsExactly("\\", "'", "\"");
        assertThat(Tokens.split("\"a\\\"b\"")).containsExactly("a\"b");
        assertThat(Tokens.split("'a\\b'")).containsExactly("a\\b");
        assertThat(Tokens.split("\\  x")).containsExactly(" ", "x");
    }

    @Test
    void whatIsNotFinished() {
        assertThatThrownBy(() -> Tokens.split("source 'my file")).isInstanceOf(UserError.class).hasMessageContaining("quote '");
        assertThatThrownBy(() -> Tokens.split("\"")).isInstanceOf(UserError.class).hasMessageContaining("quote \"");
        assertThatThrownBy(() -> Tokens.split("\"a\\\"")).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> Tokens.split("a\\")).isInstanceOf(UserError.class).hasMessageContaining("backslash");
        assertThat(Tokens.split("'a\\'")).as("nothing is special there").containsExactly("a\\");
    }
}
