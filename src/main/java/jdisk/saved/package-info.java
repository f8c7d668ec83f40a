/**
 * Tables that were saved earlier, read back, and compared with that of a disk. Imports {@code disk}, {@code label}, {@code text},
 * {@code image} (for what partitions hold) and {@code unit}.
 */
@NullMarked
package jdisk.saved;

import org.jspecify.annotations.NullMarked;
