/**
 * Finding volumes whose table is lost. Imports {@code filesystem}, {@code label}, {@code disk}, {@code probe}, {@code image} and
 * {@code unit}.
 *
 * <p>{@link jdisk.search.Search} goes over every sector. The first look at one is a handful of comparisons in a block that was
 * read already ({@code Marks}); what looks like the beginning of something is a candidate, which is proved at once, in the same
 * thread, and forgotten if it is not. A proof ({@code NtfsProof}, {@code ExtProof}, …) reads a second structure at the place that
 * the first implies, and the checksum where there is one, and makes a {@code Witness}. Witnesses that tell the same start, length
 * and identifier are one {@link jdisk.search.Hit}.
 *
 * <p>Decision: a copy is not read by a second parser. Its bytes are put where the first structure belongs, in memory
 * ({@code Hit#volume}), and what {@code probe} and {@code filesystem} read there is the volume as it was.
 *
 * <p>Decision: where two hits share sectors, at most one of them is a partition. The better one is that whose structures are all
 * where they have to be: an older volume has lost those that the newer one took. Where the loser lies, the winner's own files
 * tell: in a file, in free space; it is kept, and marked.
 *
 * <p>Decision: a table is no hit. It is a witness ({@code Tables}): of several ways to take it, from where it counts and in what
 * sectors, that is right by which it tells of most of what was found; and what has no checksum and tells of nothing is none.
 *
 * <p>Decision: memory is bounded by the number of hits and tables that are kept ({@code Hits#MOST}, {@code Tables#MOST}), not by
 * that of candidates.
 */
@NullMarked
package jdisk.search;

import org.jspecify.annotations.NullMarked;
