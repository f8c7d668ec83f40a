/**
 * What the tests share: images built from a recipe, runs of the program in this process, in another one and
 * through its launcher, recorded transcripts, a terminal, and the real tools of the machine.
 *
 * <p>Nothing here uses the program's own code but its entry point, so that a wrong constant in a reader cannot
 * also be wrong in the image it is tested with.
 */
@NullMarked
package jdisk.testing;

import org.jspecify.annotations.NullMarked;
