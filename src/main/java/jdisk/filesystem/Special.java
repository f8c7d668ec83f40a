package jdisk.filesystem;

/** What is neither a file nor a directory nor a link: a device, a pipe, a socket. */
public non-sealed interface Special extends Node {
    /** What it is. */
    enum Kind {
        FIFO,
        SOCKET,
        CHARACTER_DEVICE,
        BLOCK_DEVICE
    }

    Kind kind();

    /** The number of a device's driver; 0 of what is none. */
    default long major() {
        return 0;
    }

    /** The number that the driver has for the device; 0 of what is none. */
    default long minor() {
        return 0;
    }
}
