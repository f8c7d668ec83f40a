package jdisk.listing;

/** Names a column the label has not, and those it has. */
public final class UnknownColumnException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownColumnException(String message) {
        super(message);
    }
}
