package jdisk.usage;

import java.util.List;

/** What a value can be given for: an option or a parameter. */
public sealed interface Argument permits Option, Parameter {
    /** What stands for the value where usage is shown, such as {@code FILE|off}; nothing if there is none. */
    String label();

    /** What the value can be; nothing if it is not one of a few, or the label says it. */
    List<String> choices();

    /** What it is for. */
    String description();
}
