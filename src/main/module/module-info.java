/**
 * Reads disk images: partition tables, and what lies in the partitions. {@link jdisk.source.Sources} opens an image,
 * {@link jdisk.disk.Disk} understands it.
 *
 * <p>What is exported needs nothing but the JDK; only images compressed by bzip2, xz or zstd need the library that decodes
 * them. The rest of the module is the program {@code jdisk}, and what it is built on is only there for it.
 */
module jdisk {
    exports jdisk.disk;
    exports jdisk.extract;
    exports jdisk.filesystem;
    exports jdisk.image;
    exports jdisk.label;
    exports jdisk.nbd;
    exports jdisk.output;
    exports jdisk.probe;
    exports jdisk.search;
    exports jdisk.source;
    exports jdisk.text;
    exports jdisk.unit;

    requires java.net.http;

    requires static com.fasterxml.jackson.core;
    requires static com.github.luben.zstd_jni;
    requires static me.tongfei.progressbar;
    requires static org.apache.commons.compress;
    requires static org.jline.builtins;
    requires static org.jline.console;
    requires static org.jline.reader;
    requires static org.jline.terminal;
    requires static org.jspecify;
    requires static org.tukaani.xz;
}
