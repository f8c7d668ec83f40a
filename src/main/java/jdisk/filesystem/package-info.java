/**
 * Recognising what lies at a place in an image: a file system, swap space, a volume of another layer. Imports {@code image}
 * and {@code unit}.
 */
@NullMarked
package jdisk.filesystem;

import org.jspecify.annotations.NullMarked;
