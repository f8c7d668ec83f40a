/**
 * Values in which places and sizes on a disk are told: sectors, extents, geometry. No I/O; imports no other room.
 *
 * <p>There is one frame of reference: absolute sectors, in {@code long}. Bytes come from sectors in one place,
 * {@link jdisk.unit.SectorSize#bytes}. Relative or inclusive numbers live inside the readers of formats only.
 */
@NullMarked
package jdisk.unit;

import org.jspecify.annotations.NullMarked;
