package jdisk.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import jdisk.disk.Hints;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.listing.Style;
import jdisk.text.Visible;
import jdisk.unit.DisplayUnit;

/** Sessions and shells over images in memory, as the tests of this room need them. */
final class ScriptedShell {

    /** No word command at all. */
    static final Words NO_WORDS = new Words() {
        @Override
        public Outcome run(Desk desk, List<String> tokens) {
            throw new UserError(tokens.getFirst() + ": no such word here");
        }

        @Override
        public Outcome explain(Desk desk, List<String> command) {
            return Outcome.DONE;
        }

        @Override
        public List<Summary> summaries() {
            return List.of(new Summary(Group.LOOK, "offset", "byte offset"), new Summary(Group.SESSION, "quit", "leave"));
        }
    };

    private ScriptedShell() { }

    static Session session(Image image, Optional<Style> style, Optional<DisplayUnit> unit) throws IOException {
        return new Session(image, new Session.Wishes(style, unit, Hints.NONE, Optional.empty(), Optional.empty(), false),
                new Visible(StandardCharsets.UTF_8));
    }

    /** A shell over the image of a recipe. */
    static Shell over(String recipe, Style style, Console console) throws IOException {
        return over(RecipeImage.named(recipe), style, console);
    }

    static Shell over(Image image, Style style, Console console) throws IOException {
        return new Shell(session(image, Optional.of(style), Optional.empty()), console, NO_WORDS);
    }
}
