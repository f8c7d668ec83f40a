/**
 * Every file that is written: the one guard it passes, files that grow, and what is remembered of a user: the commands, and
 * whether tips are wanted. Imports {@code image}, as no file of an image may ever be written to.
 *
 * <p>A file that is copied to has another name until it is complete. A log is the exception: it grows under its own name, as
 * what is written of it is of use even if the end is missing.
 */
@NullMarked
package jdisk.output;

import org.jspecify.annotations.NullMarked;
