package jdisk.usage;

import java.util.List;

/**
 * An option.
 *
 * @param names as they are typed, the dashes before them; one of them is a word behind two dashes
 * @param fallback the value meant where none is attached; of no meaning unless a value is optional
 * @param isList whether a value can be several with commas between them, and more can be given by giving the option again
 */
public record Option(
        List<String> names, Arity arity, String label, String fallback, List<String> choices, boolean isList, String description)
        implements Argument {
    /** Whether a value follows an option. */
    public enum Arity {
        /** None does. */
        FLAG,
        /** One may, and is attached if it does. */
        OPTIONAL,
        /** One does, attached or as the next argument. */
        VALUE
    }

    /** One that takes no value. */
    public static Option flag(String description, String... names) {
        return new Option(List.of(names), Arity.FLAG, "", "", List.of(), false, description);
    }

    /** One that may have a value attached. */
    public static Option optional(String label, String fallback, String description, String... names) {
        return new Option(List.of(names), Arity.OPTIONAL, label, fallback, List.of(), false, description);
    }

    /** One that has a value. */
    public static Option value(String label, String description, String... names) {
        return new Option(List.of(names), Arity.VALUE, label, "", List.of(), false, description);
    }

    /** One that has several values. */
    public static Option list(String label, String description, String... names) {
        return new Option(List.of(names), Arity.VALUE, label, "", List.of(), true, description);
    }

    /** The same, whose value is one of these. */
    public Option oneOf(List<String> values) {
        return new Option(names, arity, label, fallback, values, isList, description);
    }

    /** Whether it can have a value. */
    public boolean takesValue() {
        return arity != Arity.FLAG;
    }

    /** The word behind two dashes. */
    public String longName() {
        for (String name : names) {
            if (name.startsWith("--")) {
                return name;
            }
        }
        throw new IllegalStateException(names.getFirst());
    }

    /** Whether this is one of its names: the first characters of what was typed. */
    boolean isCalled(String typed, int length) {
        for (String name : names) {
            if (name.length() == length && typed.startsWith(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it has this letter for a name. */
    boolean isCalled(char letter) {
        for (String name : names) {
            if (name.length() == 2 && name.charAt(1) == letter) {
                return true;
            }
        }
        return false;
    }
}
