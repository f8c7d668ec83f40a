package jdisk.filesystem;

import java.io.IOException;
import jdisk.image.Image;

/** What a file or directory holds beside its contents, under a name: {@code file:name} on NTFS. */
public interface NamedStream {
    Name name();

    /** In bytes. */
    long size();

    /**
     * What it holds, as {@link RegularFile#content}.
     *
     * @throws IOException if it is not known where its bytes are, or how they are to be understood
     */
    Image content() throws IOException;
}
