package jdisk.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An image made of another: what is asked of files is asked of that one. */
interface Derived extends Image {
    /** The image it is made of. */
    Image image();

    @Override
    default List<Path> files() {
        return image().files();
    }

    @Override
    default List<Layer> layers() {
        return image().layers();
    }

    @Override
    default boolean claims(Path file) throws IOException {
        return image().claims(file);
    }
}
