/**
 * Model in, text out: the two layouts of fdisk, byte for byte. Imports {@code disk}, {@code label},
 * {@code text}, {@code image}, {@code probe} and {@code unit}.
 *
 * <p>How a kind of label is listed is one class, a {@code LabelListing}: columns, details, classic form. Which one, it chooses
 * itself; nobody else asks what kind a label is.
 *
 * <p><b>Classic</b> is fdisk 2.12 of 2003, <b>modern</b> is util-linux 2.38.1. Nothing here reads an image or decides what is
 * doubtful; sentences for {@link jdisk.label.Finding}s are kept in one place, {@link jdisk.listing.Messages}.
 *
 * <p>Decision: this room may import {@code image}, for {@link jdisk.image.ByteView}: a dump shows bytes as they are, and a copy
 * of them in another type would earn nothing. It opens and reads no image.
 *
 * <p>Decision: a map is drawn a line a partition, not as one bar. Only so are partitions that overlap seen as such, has the
 * smallest one a mark, and do 60 of them have names.
 */
@NullMarked
package jdisk.listing;

import org.jspecify.annotations.NullMarked;
