/**
 * The command line: options, wiring, exit status. The only room that knows the standard streams and may end the process.
 */
@NullMarked
package jdisk.cli;

import org.jspecify.annotations.NullMarked;
