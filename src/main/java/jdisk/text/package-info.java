/**
 * What may be printed, how wide it is, and how it is set off: text that is fit to print, tables, sizes, the page something is
 * shown on. Imports no other room.
 *
 * <p>Decision: what a listing is shown on comes in as a {@link jdisk.text.Page}, and only its {@link jdisk.text.Emphasis}
 * writes escape sequences. A listing says what is a header; on a page that sets nothing off there is no other way by which an
 * escape could get out. Widths are counted before anything is set off.
 */
@NullMarked
package jdisk.text;

import org.jspecify.annotations.NullMarked;
