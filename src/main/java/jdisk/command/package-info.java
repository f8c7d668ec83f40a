/**
 * The word commands, one class each, thin: parse, call a room, hand the result to a listing. Imports all rooms but
 * {@code cli}.
 */
@NullMarked
package jdisk.command;

import org.jspecify.annotations.NullMarked;
