/**
 * The command loop: prompts, menus, and the session a user is in. Imports every room but {@code command} and {@code cli}.
 *
 * <p>Decision: the shell does not know the word commands. They are handed in as {@link jdisk.shell.Words}, so that
 * {@code command} can import this room without a cycle.
 *
 * <p>Decision: JLine edits and searches lines, but does not keep their history. Its own file would be written where a link
 * leads, be readable by others, and be deleted and written anew when a line in it is odd, under another shell's hands.
 *
 * <p>Decision: JLine reaches the terminal through its native library, not {@code java.lang.foreign}, which makes classes at
 * every start that no start-up cache can hold.
 *
 * <p>Decision: tips on a command are found by JLine's tail tip widget, from what {@code command} tells of the words,
 * and drawn by the reader itself, where it draws what Tab shows. The widget's own way takes over keys, changes how lines are
 * completed, and draws in a bar that JLine does not keep apart from the rest when the window changes. Tips come with a pause,
 * so that neither pasted lines nor the first prompt wait for them.
 *
 * <p>Decision: ansi4j, which was planned for reading escape sequences, is not on Maven Central. JLine's
 * {@code AttributedString} does it, in {@link jdisk.shell.AnsiText}, which is the one place that would change.
 *
 * <p>Decision: a log of the session is kept around the console, so that whatever is shown is in it, whoever shows it, and the
 * same on a terminal, on a pipe and in a script. Escape sequences are read in one class, {@link jdisk.shell.AnsiText}.
 *
 * <p>Decision: JLine's pager is used on its other screen, and cuts long lines: there it can draw everything anew when the
 * window changes. On the ordinary screen, what it had drawn would be wrapped by the terminal, and stay.
 */
@NullMarked
package jdisk.shell;

import org.jspecify.annotations.NullMarked;
