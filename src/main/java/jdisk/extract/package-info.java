/**
 * Getting bytes out of an image: the one loop that copies and digests. Imports {@code output}, {@code image} and {@code unit}.
 *
 * <p>A file that is being written has another name until it is complete, so what has the name that was asked for can be
 * trusted. How far it got is kept in a record beside it, and only after the system has said that those bytes are on disk:
 * going on trusts that record, never the length of the file.
 *
 * <p>On file systems that are known to take it, bytes are read by one thread and written past the system's cache by another: on
 * the disk at once, where they have to be in the end, and nothing else driven out of memory. Elsewhere the system copies, or
 * shares blocks; bytes are only brought into the program then where they are digested, where zeros are looked for, or where
 * something could not be read. What is measured, and beside what, is in {@code scripts/bench extract}.
 */
@NullMarked
package jdisk.extract;

import org.jspecify.annotations.NullMarked;
