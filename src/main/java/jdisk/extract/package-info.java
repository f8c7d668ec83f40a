/**
 * Getting bytes out of an image: the one loop that copies and digests, and the one guard that everything passes that writes a
 * file. Imports {@code image} and {@code unit}.
 *
 * <p>A file that is being written has another name until it is complete, so what has the name that was asked for can be
 * trusted. How far it got is kept in a record beside it, and only after the system has said that those bytes are on disk:
 * going on trusts that record, never the length of the file. A log is the exception: it grows under its own name, as what is
 * written of it is of use even if the end is missing.
 *
 * <p>The system copies where it can: bytes are only brought into the program where they are digested, where zeros are looked
 * for, or where something could not be read.
 */
@NullMarked
package jdisk.extract;

import org.jspecify.annotations.NullMarked;
