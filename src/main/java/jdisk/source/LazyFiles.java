package jdisk.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdisk.image.FileImage;
import jdisk.image.Image;
import org.jspecify.annotations.Nullable;

/** Files of which only some are open at a time: an image may be in more of them than a system lets a program open. */
final class LazyFiles implements AutoCloseable {
    private static final int MOST_OPEN = 64;

    private final Map<Path, FileImage> open = new LinkedHashMap<>(16, 0.75f, true);

    /** A file that is opened when it is read. */
    Image file(Path path) throws IOException {
        return new LazyFile(path, Files.size(path));
    }

    private void read(Path path, long offset, ByteBuffer target) throws IOException {
        // Under the lock, so that no file is closed while it is read; what takes long is done with what was read.
        synchronized (open) {
            @Nullable FileImage image = open.get(path);
            if (image == null) {
                image = FileImage.open(path);
                open.put(path, image);
                if (open.size() > MOST_OPEN) {
                    Path oldest = open.keySet().iterator().next();
                    FileImage closed = open.remove(oldest);
                    if (closed != null) {
                        closed.close();
                    }
                }
            }
            image.read(offset, target);
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (open) {
            for (FileImage image : open.values()) {
                image.close();
            }
            open.clear();
        }
    }

    private final class LazyFile implements Image {
        private final Path path;
        private final long size;

        private LazyFile(Path path, long size) {
            this.path = path;
            this.size = size;
        }

        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void read(long offset, ByteBuffer target) throws IOException {
            LazyFiles.this.read(path, offset, target);
        }

        @Override
        public List<Path> files() {
            return List.of(path);
        }

        @Override
        public void close() throws IOException {
            LazyFiles.this.close();
        }
    }
}
