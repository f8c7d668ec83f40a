/**
 * How commands are used: what each takes, and what was given to it. The command line of the program and the words of the shell
 * are described by the same records and taken apart by the same getopt. Imports nothing.
 *
 * <p>Decision: this is not left to a library. Those that are told of options by annotations read fields and make proxies at run
 * time, which takes as long as all the rest of a short command.
 */
@NullMarked
package jdisk.usage;

import org.jspecify.annotations.NullMarked;
