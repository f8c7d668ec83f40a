package jdisk.shell;

import java.util.OptionalLong;
import java.util.function.LongFunction;
import jdisk.label.Label;
import jdisk.listing.Messages;
import jdisk.listing.Style;
import jdisk.unit.DisplayUnit;
import jdisk.unit.GeometryChoice;

/** What the keys that change geometry and units do: in memory only, as all of it. */
final class GeometryActions {
    private static final int MAX_CYLINDERS = 1_048_576;
    private static final int MAX_SECTORS = 63;
    private static final int SUN_MAX_CYLINDERS = 65_535;
    private static final int SUN_MAX = 1024;

    private GeometryActions() {}

    static Outcome toggleUnits(Desk desk, Questions questions) {
        Session session = desk.session();
        DisplayUnit unit = session.unit().other();
        session.setUnit(unit);
        String changing = "Changing display/entry units to " + unit.plural();
        switch (session.style()) {
            case CLASSIC -> desk.console().print(changing + "\n");
            case MODERN -> desk.inform(changing + (unit == DisplayUnit.CYLINDERS ? " (DEPRECATED!)" : "") + ".\n");
        }
        return Outcome.DONE;
    }

    static Outcome toggleDosCompatible(Desk desk, Questions questions) {
        Session session = desk.session();
        boolean on = !session.dosCompatible();
        session.setDosCompatible(on);
        String state = "DOS Compatibility flag is " + (on ? "set" : "not set");
        switch (session.style()) {
            case CLASSIC -> desk.console().print(state + "\n");
            case MODERN -> desk.inform(state + (on ? " (DEPRECATED!)" : "") + "\n");
        }
        return Outcome.DONE;
    }

    static Outcome cylinders(Desk desk, Questions questions) {
        GeometryChoice choice = desk.disk().geometryChoice();
        int max = isSun(desk) ? SUN_MAX_CYLINDERS : MAX_CYLINDERS;
        OptionalLong number = questions.number("Number of cylinders", 1, max, choice.geometry().cylinders());
        Outcome outcome = change(desk, number, choice::withCylinders);
        long cylinders = desk.disk().geometry().cylinders();
        if (outcome == Outcome.DONE && desk.session().style() == Style.CLASSIC && cylinders > 1024) {
            desk.warn(Messages.manyCylinders(cylinders));
        }
        return outcome;
    }

    static Outcome heads(Desk desk, Questions questions) {
        GeometryChoice choice = desk.disk().geometryChoice();
        // 2.12 takes as many as the table's eight bits can tell, util-linux one less, as no BIOS could boot from 256.
        int max = isSun(desk) ? SUN_MAX : desk.session().style() == Style.CLASSIC ? 256 : 255;
        OptionalLong number = questions.number("Number of heads", 1, max, choice.geometry().heads());
        return change(desk, number, heads -> refit(desk, choice.withHeads((int) heads)));
    }

    static Outcome sectors(Desk desk, Questions questions) {
        GeometryChoice choice = desk.disk().geometryChoice();
        int max = isSun(desk) ? SUN_MAX : MAX_SECTORS;
        OptionalLong number = questions.number("Number of sectors", 1, max, choice.geometry().sectors());
        Outcome outcome = change(desk, number, sectors -> refit(desk, choice.withSectors((int) sectors)));
        if (outcome == Outcome.DONE && desk.session().style() == Style.CLASSIC && desk.session().dosCompatible()) {
            desk.warn("Warning: setting sector offset for DOS compatiblity"); // its spelling
        }
        return outcome;
    }

    /** A Sun label holds larger numbers than the places of an MBR. */
    private static boolean isSun(Desk desk) {
        return desk.session().label().filter(label -> label.kind() == Label.Kind.SUN).isPresent();
    }

    private static Outcome change(Desk desk, OptionalLong number, LongFunction<GeometryChoice> choice) {
        if (number.isEmpty()) {
            return Outcome.FAILED;
        }
        desk.session().setGeometry(choice.apply(number.getAsLong()));
        return Outcome.DONE;
    }

    /** util-linux counts the cylinders anew when heads or sectors change; 2.12 leaves them. */
    private static GeometryChoice refit(Desk desk, GeometryChoice choice) {
        return switch (desk.session().style()) {
            case CLASSIC -> choice;
            case MODERN -> choice.withCylindersThatFit(desk.disk().sectors());
        };
    }
}
