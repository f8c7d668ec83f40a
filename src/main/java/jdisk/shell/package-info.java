/**
 * The command loop: prompts, menus, and the session a user is in. Imports every room but {@code command} and {@code cli}.
 *
 * <p>Decision: the shell does not know the word commands. They are handed in as {@link jdisk.shell.Words}, so that
 * {@code command} can import this room without a cycle.
 */
@NullMarked
package jdisk.shell;

import org.jspecify.annotations.NullMarked;
