/**
 * Opens the images users name: transports first (standard input, HTTP, NBD, parts, files), then containers by their mark, raw bytes
 * last. Imports {@code output}, {@code disk}, {@code label}, {@code probe}, {@code nbd}, {@code image} and {@code unit}.
 *
 * <p>{@link jdisk.source.Sources} holds the list of transports, in its order; {@link jdisk.source.Opening} is what a user may wish.
 * {@link jdisk.source.Container} knows containers by their marks, those that are not read among them, which are named where no
 * table is found. Each that is read has a class of its own, which is only loaded for an image whose first byte, or end, may be that
 * of one: a raw image never pays for it. A header before a raw disk ({@code PlainHeader}) is left out; one without a mark is one only
 * if all that it says agrees with itself and with the size of the file, as a wrong guess would move all places.
 *
 * <p>Decision: a virtual disk tells of stretches ({@code VirtualDisk}), which are somewhere in a file, packed, filled or zeros, and
 * nothing is looked up before it is needed. What is packed is unpacked on all cores where more than one cluster is asked for. Tables
 * are read in pieces, of which the last few megabytes are kept.
 *
 * <p>Decision: what an image names is opened in one place ({@code Context}), which holds what may be opened and how long a chain
 * may be.
 *
 * <p>Decision: whether files with names of parts are some is told by what the first holds ({@code Parts}), so that this room, alone
 * for that, looks at a disk.
 *
 * <p>Decision: what has no index is decoded once into a sparse file ({@code Spool}). The size of an image has to be known before
 * anything can be said of it, so that where it is not written down, all is decoded when it is opened. Where the user wants it, the
 * file is kept ({@code SpoolCache}), and used again for the same image; it passes the guard, as all that is written does.
 *
 * <p>Decision: reads past what is there, damaged clusters and missing files fail when they are read, and never give zeros; what is
 * damaged in a header or in the first table fails when it is opened.
 */
@NullMarked
package jdisk.source;

import org.jspecify.annotations.NullMarked;
