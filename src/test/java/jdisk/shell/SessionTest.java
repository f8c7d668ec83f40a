package jdisk.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ExtentImage;
import jdisk.image.ForwardingImage;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.listing.Style;
import jdisk.unit.DisplayUnit;
import jdisk.unit.Geometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chooses layout and units once, at open, and changes them only where the user says so. */
final class SessionTest {

    private static Session open(String recipe) throws IOException {
        return ScriptedShell.session(RecipeImage.named(recipe), Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"laptop, CLASSIC, CYLINDERS", "geometry-16-63, CLASSIC, CYLINDERS", "geometry-4-17, CLASSIC, CYLINDERS",
        "by-fdisk-2.38, MODERN, SECTORS", "aligned-1mib, MODERN, SECTORS", "raspberry-pi, MODERN, SECTORS",
        "empty-table, MODERN, SECTORS", "zeros, MODERN, SECTORS"})
    void layoutThatFitsTheDisk(String recipe, Style style, DisplayUnit unit) throws IOException {
        Session session = open(recipe);
        assertThat(session.style()).isEqualTo(style);
        assertThat(session.unit()).isEqualTo(unit);
        assertThat(session.dosCompatible()).isEqualTo(style == Style.CLASSIC);
    }

    private static String why(String recipe) throws IOException {
        Session session = open(recipe);
        return NoTable.why(session.disk(), session.visible());
    }

    @Test
    void layoutAskedFor() throws IOException {
        Session modern = ScriptedShell.session(RecipeImage.named("laptop"), Optional.of(Style.MODERN), Optional.empty());
        assertThat(modern.style()).isEqualTo(Style.MODERN);
        assertThat(modern.unit()).isEqualTo(DisplayUnit.SECTORS);
        Session classic = ScriptedShell.session(RecipeImage.named("by-fdisk-2.38"), Optional.of(Style.CLASSIC), Optional.empty());
        assertThat(classic.style()).isEqualTo(Style.CLASSIC);
        assertThat(classic.unit()).isEqualTo(DisplayUnit.CYLINDERS);
    }

    @Test
    void unitsAskedForLeaveTheLayoutAlone() throws IOException {
        Session laptop = ScriptedShell.session(
                RecipeImage.named("laptop"), Optional.empty(), Optional.of(DisplayUnit.SECTORS));
        assertThat(laptop.style()).isEqualTo(Style.CLASSIC);
        assertThat(laptop.unit()).isEqualTo(DisplayUnit.SECTORS);
        Session recent = ScriptedShell.session(
                RecipeImage.named("by-fdisk-2.38"), Optional.empty(), Optional.of(DisplayUnit.CYLINDERS));
        assertThat(recent.style()).isEqualTo(Style.MODERN);
        assertThat(recent.unit()).isEqualTo(DisplayUnit.CYLINDERS);
    }

    @Test
    void styleChangesUnitsAsWell() throws IOException {
        Session session = open("laptop");
        session.setStyle(Optional.of(Style.MODERN));
        assertThat(session.style()).isEqualTo(Style.MODERN);
        assertThat(session.unit()).isEqualTo(DisplayUnit.SECTORS);
        assertThat(session.dosCompatible()).isFalse();
        session.setStyle(Optional.empty());
        assertThat(session.style()).isEqualTo(Style.CLASSIC);
        assertThat(session.unit()).isEqualTo(DisplayUnit.CYLINDERS);
        assertThat(session.dosCompatible()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x c 7", "x h 16", "x s 32"})
    void geometryChangesNeitherLayoutNorUnits(String command) throws IOException {
        Shell shell = new Shell(open("laptop"), new ScriptedConsole(), ScriptedShell.NO_WORDS);
        Geometry before = shell.session().disk().geometry();
        assertThat(shell.run(List.of(command.split(" ", -1)))).isEqualTo(Outcome.DONE);
        assertThat(shell.session().disk().geometry()).isNotEqualTo(before);
        assertThat(shell.session().style()).isEqualTo(Style.CLASSIC);
        assertThat(shell.session().unit()).isEqualTo(DisplayUnit.CYLINDERS);
        shell.session().setStyle(Optional.empty());
        assertThat(shell.session().style()).as("auto means what it meant at open").isEqualTo(Style.CLASSIC);
    }

    /** 2.12 keeps its cylinders when heads change; util-linux counts them anew: 9514260 / (16 × 63) = 9438. */
    @Test
    void cylindersWhenHeadsChange() throws IOException {
        Shell classic = ScriptedShell.over("laptop", Style.CLASSIC, new ScriptedConsole());
        classic.run(List.of("x", "h", "16"));
        assertThat(classic.session().disk().geometry()).isEqualTo(new Geometry(16, 63, 592));
        Shell modern = ScriptedShell.over("laptop", Style.MODERN, new ScriptedConsole());
        modern.run(List.of("x", "h", "16"));
        assertThat(modern.session().disk().geometry()).isEqualTo(new Geometry(16, 63, 9438));
    }

    @Test
    void whyThereIsNoTable() throws IOException {
        assertThat(open("laptop").label()).isPresent();
        assertThat(why("zeros")).contains("all zeros");
        assertThat(why("short")).contains("300 bytes");
        assertThat(why("whole-ext4")).contains("ext4", "mount -o ro,loop,noload -t ext4 ", " DIR'");
        assertThat(why("superfloppy-fat16")).contains("vfat", "-t dos");
        assertThatThrownBy(() -> open("zeros").requireLabel()).isInstanceOf(UserError.class);
    }

    @Test
    void partitionThatIsNotThere() throws IOException {
        Session session = open("laptop");
        assertThat(session.requirePartition(6).extent().first()).isEqualTo(7_695_198);
        assertThatThrownBy(() -> session.requirePartition(3)).isInstanceOf(UserError.class)
                .hasMessage("partition 3 does not exist; the table has 1, 2, 5, 6");
        assertThatThrownBy(() -> open("empty-table").requirePartition(1)).isInstanceOf(UserError.class)
                .hasMessageContaining("the table has none");
    }

    /** A table that was adopted is seen through another image, and the one it was opened as is closed in the end. */
    @Test
    void closesTheImageItOpenedAndReturns() throws IOException {
        Session session = open("laptop");
        List<String> closed = new ArrayList<>();
        Image inner = new ForwardingImage(RecipeImage.named("by-fdisk-2.38")) {
            @Override
            public void close() {
                closed.add(name());
            }
        };
        session.open(inner, "inner");
        session.adopt(session.requireLabel(), new ExtentImage.Builder(inner).data(0, 0, inner.size()).build("seen", inner.size()));

        assertThat(session.close()).isTrue();

        assertThat(closed).containsExactly(inner.name());
        assertThat(session.isAdopted()).isFalse();
        assertThat(session.style()).isEqualTo(Style.CLASSIC);
        assertThat(session.requirePartition(6).extent().first()).isEqualTo(7_695_198);
        assertThat(session.close()).isFalse();
    }
}
