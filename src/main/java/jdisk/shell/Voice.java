package jdisk.shell;

import java.util.Optional;
import jdisk.text.Visible;

/** How the shell speaks: in the words and the places in which fdisk would, or with the program's name, or with a script's. */
final class Voice {
    private final Console console;
    private final Visible visible;
    private final String image;
    private final Scripts scripts;
    private boolean interactive;
    private boolean setOff;

    /** @param image the image's name, fit to print */
    Voice(Console console, Visible visible, String image, Scripts scripts) {
        this.console = console;
        this.visible = visible;
        this.image = image;
        this.scripts = scripts;
    }

    /**
     * Speaks in a loop from now on.
     *
     * @param warned whether something was said already that fdisk would have warned of
     */
    void beginLoop(boolean warned) {
        interactive = true;
        setOff = warned;
    }

    boolean isInteractive() {
        return interactive;
    }

    /** A question was asked: what follows it is set off. */
    void asked() {
        setOff = true;
    }

    /** Prints an answer; after a question or a warning, and at first, an empty line sets it off. */
    void inform(String text) {
        if (interactive && setOff) {
            console.print("\n");
        }
        setOff = false;
        console.print(text);
    }

    void warn(String text) {
        setOff = true;
        console.warn(text + "\n");
    }

    void report(UserError error) {
        String text = visible.text(error.text()); // it may tell what was typed, which may be anything
        Optional<String> place = scripts.place();
        if (place.isPresent()) {
            warn(place.get() + ": " + text);
        } else {
            warn((error.isFdisks() ? "" : "jdisk: " + image + ": ") + text);
        }
    }

    Outcome decline(String why) {
        console.print("# " + why + "\n");
        if (!scripts.isEmpty()) {
            report(new UserError(why));
        }
        return Outcome.FAILED;
    }
}
