package jdisk.shell;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What the system says of a failed read, as a user should read it. */
public final class IoMessage {
    /** What the system says when nobody reads a pipe any more (EPIPE). */
    private static final String BROKEN_PIPE = "Broken pipe";

    private IoMessage() {}

    /** The reason of what was met on the way, where an exception only says that it was. */
    public static String ofCause(IOException e) {
        return e.getCause() instanceof IOException why ? of(why) : of(e);
    }

    /** The reason, without the file's name. */
    public static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "No such file or directory";
            case AccessDeniedException denied -> "Permission denied";
            case CharacterCodingException coding -> "it is not text";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    /** Whether it is only that nobody reads a pipe any more. */
    public static boolean isClosedPipe(IOException e) {
        return BROKEN_PIPE.equals(e.getMessage());
    }
}
