package jdisk.source;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * Kinds of containers, which keep an image in a form of their own: each is known by its mark.
 *
 * <p>Sources of the marks: the specifications of the formats, and of the compressors' RFC 1952 (gzip), RFC 8878 (zstd),
 * {@code xz-file-format.txt}, {@code .lz} and the format of bzip2.
 */
public enum Container {
    QCOW2("qcow2", "qemu-img convert -O raw FILE disk.img", 0, "QFI\u00fb"),
    QED("QED", "qemu-img convert -O raw FILE disk.img", 0, "QED\0"),
    VMDK("VMDK", "qemu-img convert -O raw FILE disk.img", 0, "KDMV"),
    VMDK_COWD("VMDK (COWD)", "qemu-img convert -O raw FILE disk.img", 0, "COWD"),
    VMDK_DESCRIPTOR("VMDK descriptor", "qemu-img convert -O raw FILE disk.img", 0, "# Disk DescriptorFile"),
    VHDX("VHDX", "qemu-img convert -O raw FILE disk.img", 0, "vhdxfile"),
    VHD("VHD", "qemu-img convert -f vpc -O raw FILE disk.img", 0, "conectix"),
    VHD_FIXED("VHD", "qemu-img convert -f vpc -O raw FILE disk.img", -512, "conectix"),
    VHD_FIXED_SHORT("VHD", "qemu-img convert -f vpc -O raw FILE disk.img", -511, "conectix"),
    VDI("VDI", "qemu-img convert -O raw FILE disk.img", 64, "\u007f\u0010\u00da\u00be"),
    PARALLELS("Parallels disk", "qemu-img convert -O raw FILE disk.img", 0, "WithoutFreeSpace"),
    PARALLELS_EXTENDED("Parallels disk", "qemu-img convert -O raw FILE disk.img", 0, "WithouFreSpacExt"),
    BOCHS("Bochs disk", "qemu-img convert -O raw FILE disk.img", 0, "Bochs Virtual HD Image"),
    E01("E01 (EWF)", "ewfexport -f raw -u -t disk FILE", 0, "EVF\t\r\n\u00ff\0"),
    EX01("Ex01 (EWF2)", "ewfexport -f raw -u -t disk FILE", 0, "EVF2\r\n\u0081\0"),
    L01("L01 (EWF logical)", "ewfexport -f files -u -t DIRECTORY FILE", 0, "LVF\t\r\n\u00ff\0"),
    LX01("Lx01 (EWF2 logical)", "ewfexport -f files -u -t DIRECTORY FILE", 0, "LEF2\r\n\u0081\0"),
    AFF("AFF", "affconvert -r FILE", 0, "AFF10\r\n\0"),
    GZIP("gzip", "gzip -dc FILE >disk.img", 0, "\u001f\u008b\b"),
    XZ("xz", "xz -dc FILE >disk.img", 0, "\u00fd7zXZ\0"),
    ZSTD("zstd", "zstd -dc FILE >disk.img", 0, "(\u00b5/\u00fd"),
    ZSTD_SKIPPABLE("zstd", "zstd -dc FILE >disk.img", 0, "P*M\u0018"),
    BZIP2("bzip2", "bzip2 -dc FILE >disk.img", 0, "BZh"),
    LZIP("lzip file", "lzip -dc FILE >disk.img", 0, "LZIP"),
    LZ4("LZ4 file", "lz4 -dc FILE >disk.img", 0, "\u0004\"M\u0018"),
    SEVEN_ZIP("7z archive", "7z x -so FILE >disk.img", 0, "7z\u00bc\u00af'\u001c"),
    ZIP("zip archive", "unzip -p FILE >disk.img", 0, "PK\u0003\u0004"),
    RAR("rar archive", "unrar p -inul FILE >disk.img", 0, "Rar!\u001a\u0007"),
    TAR("tar archive", "tar -xOf FILE >disk.img", 257, "ustar"),
    WIM("WIM archive", "wimapply FILE DIRECTORY", 0, "MSWIM\0\0\0"),
    PARTCLONE("partclone image", "partclone.restore --restore_raw_file -o disk.img -s FILE", 0, "partclone-image"),
    ANDROID_SPARSE("Android sparse image", "simg2img FILE disk.img", 0, ":\u00ff&\u00ed"),
    CHD("CHD", "chdman extracthd -o disk.img -i FILE", 0, "MComprHD"),
    CLOOP("cloop image", "extract_compressed_fs FILE", 0, "#!/bin/sh\n#V2.0 Format"),
    DMG("DMG (UDIF)", "qemu-img convert -O raw FILE disk.img", -512, "koly");

    private static final int END = 512;

    private final String title;
    private final String converter;
    private final int place;
    private final String mark;

    Container(String title, String converter, int place, String mark) {
        this.title = title;
        this.converter = converter;
        this.place = place;
        this.mark = mark;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /**
     * The command that gets the image out.
     *
     * @param file as a word of a shell
     */
    public String converter(String file) {
        return converter.replace("FILE", file);
    }

    /** The container whose mark stands in its place, if any does. */
    static Optional<Container> of(Image image) throws IOException {
        Optional<Container> atStart = atStart(image);
        return atStart.isPresent() ? atStart : found(image.viewUpTo(Math.max(image.size() - END, 0), END), true);
    }

    /** The same where the end is not looked at. */
    static Optional<Container> atStart(Image image) throws IOException {
        return found(image.viewUpTo(0, END), false);
    }

    private static Optional<Container> found(ByteView bytes, boolean atEnd) {
        for (Container kind : values()) {
            if (kind.place < 0 == atEnd && (atEnd ? bytes.length() == END && bytes.has(END + kind.place, kind.mark) : bytes.has(kind.place, kind.mark))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
