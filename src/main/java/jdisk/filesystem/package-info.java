/**
 * Reading the files inside: what a file system holds, without mounting it. Imports {@code probe}, {@code image} and
 * {@code unit}; a package a format, which imports this one.
 *
 * <p>{@link jdisk.filesystem.Volumes} opens what was recognised. A {@link jdisk.filesystem.Volume} has a root; a
 * {@link jdisk.filesystem.Node} is a directory, a regular file, a symbolic link or something special; a format implements these
 * four. What a file holds is an {@link jdisk.image.Image}, mostly an {@link jdisk.image.ExtentImage}, so that whatever copies,
 * digests or serves an image does the same with a file. {@link jdisk.filesystem.Walk} goes through a tree and
 * {@link jdisk.filesystem.Lookup} finds a path, for all formats.
 *
 * <p>Three kinds of trouble. What is odd about a volume and what was found damaged on the way is a
 * {@link jdisk.filesystem.Problem}, a code and its numbers without a sentence, which the volume keeps until somebody takes it;
 * what can be read is read all the same. What cannot be read is an {@code IOException}, whose message ends a sentence, and never
 * zeros. Nothing else is thrown because of what an image holds.
 *
 * <p>Names are bytes ({@link jdisk.filesystem.Name}), because not every name is text; those of formats that keep 16-bit units are
 * their UTF-8, with half a surrogate pair as three bytes. They may hold anything; whoever prints them makes them fit to print.
 *
 * <p>Decision: a volume is read by one thread at a time; contents that it has handed out may be read by others meanwhile, so that
 * many files can be digested at once.
 *
 * <p>Decision: a listing makes a small entry for each name and a node only for those that are asked for, so that a directory of a
 * million names takes little room.
 */
@NullMarked
package jdisk.filesystem;

import org.jspecify.annotations.NullMarked;
