package jdisk.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdisk.image.RecipeImage;
import jdisk.listing.Style;
import jdisk.shell.Menu.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Has each key once, only fdisk's, and none that would write. */
final class MenuTest {

    /** Keys that are there, and those that may be: the specification's table of menu keys. */
    private static final Map<Mode, String> THERE = Map.of(Mode.MAIN, "pvFilcubOmxq", Mode.EXPERT, "pvdDechsmqr");
    private static final Map<Mode, String> ALLOWED = Map.of(Mode.MAIN, "pvFilcuObMmxq", Mode.EXPERT, "pvdDechsMmqr");

    /** fdisk's keys that would change a disk with a DOS table. */
    private static final Map<Mode, String> WRITERS = Map.of(Mode.MAIN, "adntwogGsI", Mode.EXPERT, "bfiwg");

    /** A session of an image with a DOS table. */
    private static Session session(Style style) {
        try {
            return ScriptedShell.session(RecipeImage.named("laptop"), Optional.of(style), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> keys(Mode mode) {
        return Menu.here(mode, session(Style.MODERN)).map(Menu.Entry::name).toList();
    }

    private static List<String> letters(String keys) {
        return keys.chars().mapToObj(Character::toString).toList();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void eachKeyOnce(Mode mode) {
        assertThat(keys(mode)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void keysOfTheTable(Mode mode) {
        assertThat(keys(mode)).containsAll(letters(THERE.getOrDefault(mode, "")))
                .isSubsetOf(letters(ALLOWED.getOrDefault(mode, "")));
        for (Style style : Style.values()) {
            for (String key : keys(mode)) {
                Menu.Entry entry = Menu.require(mode, key, session(style));
                assertThat(entry.name()).isEqualTo(key);
                assertThat(entry.mode()).isEqualTo(mode);
            }
        }
    }

    static Stream<Arguments> writers() {
        return WRITERS.entrySet().stream()
                .flatMap(keys -> letters(keys.getValue()).stream().map(key -> Arguments.of(keys.getKey(), key)));
    }

    @ParameterizedTest
    @MethodSource("writers")
    void writer(Mode mode, String key) {
        assertWriter(mode, key, Style.MODERN);
        assertWriter(mode, key, Style.CLASSIC);
    }

    private static void assertWriter(Mode mode, String key, Style style) {
        assertThatThrownBy(() -> Menu.require(mode, key, session(style))).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(error).hasMessage("jdisk never writes to an image: '" + key + "' is not available");
            assertThat(error.isFdisks()).isTrue();
        });
    }

    @Test
    void unknownKey() {
        for (String key : List.of("z", "?", "\u78c1", "1")) {
            assertThatThrownBy(() -> Menu.require(Mode.MAIN, key, session(Style.MODERN))).isInstanceOf(UserError.class)
                    .hasMessage(key + ": unknown command");
        }
        // A key of one menu is none of the other.
        assertThatThrownBy(() -> Menu.require(Mode.MAIN, "e", session(Style.MODERN))).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> Menu.require(Mode.EXPERT, "l", session(Style.MODERN))).isInstanceOf(UserError.class);
    }

    /** fdisk 2.12 takes capitals for small letters. */
    @Test
    void capitals() {
        assertThat(Menu.require(Mode.MAIN, "P", session(Style.CLASSIC)).name()).isEqualTo("p");
        assertThat(Menu.require(Mode.MAIN, "F", session(Style.CLASSIC)).name()).as("a key of its own").isEqualTo("F");
        assertThat(Menu.require(Mode.EXPERT, "D", session(Style.CLASSIC)).name()).isEqualTo("D");
        assertThatThrownBy(() -> Menu.require(Mode.MAIN, "P", session(Style.MODERN))).isInstanceOf(UserError.class);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void menuListsItsKeysAndNoWriter(Mode mode) throws IOException {
        for (Style style : Style.values()) {
            String text = menu(mode, style);
            List<String> listed = Pattern.compile("^ +(\\S) {2,}\\S", Pattern.MULTILINE).matcher(text).results()
                    .map(line -> line.group(1)).toList();
            assertThat(listed).containsExactlyInAnyOrderElementsOf(keys(mode));
            assertThat(listed).doesNotContainAnyElementsOf(letters(WRITERS.getOrDefault(mode, "")));
            assertThat(text).contains("   Look       offset\n").contains("   Session    quit\n");
            Menu.here(mode, session(style)).forEach(entry ->
                    assertThat(text).contains(style == Style.CLASSIC ? entry.classicHelp() : entry.help()));
        }
    }

    /** As it is written for a pipe. */
    private static String menu(Mode mode, Style style) throws IOException {
        ScriptedConsole console = new ScriptedConsole();
        try (Shell shell = ScriptedShell.over("laptop", style, console)) {
            shell.run(mode == Mode.EXPERT ? List.of("x", "m") : List.of("m"));
        }
        return console.printed();
    }
}
