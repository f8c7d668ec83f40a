package jdisk.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An image that passes on to another what it is asked, for those that differ from it in a method or two.
 *
 * <p>Bytes go through {@link #read} alone: {@code view}, {@code viewUpTo} and {@code transferTo} are those of {@link Image}, so
 * that whoever changes what is read need not change it four times.
 */
public abstract class ForwardingImage implements Image {
    private final Image image;

    protected ForwardingImage(Image image) {
        this.image = image;
    }

    @Override
    public String name() {
        return image.name();
    }

    @Override
    public long size() {
        return image.size();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        image.read(offset, target);
    }

    @Override
    public List<Path> files() {
        return image.files();
    }

    @Override
    public Optional<Path> rawFile() {
        return image.rawFile();
    }

    @Override
    public List<Layer> layers() {
        return image.layers();
    }

    @Override
    public boolean claims(Path file) throws IOException {
        return image.claims(file);
    }

    @Override
    public boolean isNear(long offset) {
        return image.isNear(offset);
    }

    @Override
    public String identity() {
        return image.identity();
    }

    @Override
    public boolean knowsHoles() {
        return image.knowsHoles();
    }

    @Override
    public long nextData(long offset) throws IOException {
        return image.nextData(offset);
    }

    @Override
    public long nextHole(long offset) throws IOException {
        return image.nextHole(offset);
    }

    @Override
    public void close() throws IOException {
        image.close();
    }
}
