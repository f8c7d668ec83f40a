/**
 * The NBD protocol: a server, of which each partition of an image is an export, read-only; and {@link jdisk.nbd.NbdImage}, which reads
 * what another server has. Imports {@code image} and {@code unit}.
 *
 * <p>Written from the protocol's own document, https://github.com/NetworkBlockDevice/nbd/blob/master/doc/proto.md: fixed
 * newstyle negotiation, structured replies, and {@code base:allocation} from the image's holes. TLS is left to others (ssh, or
 * a Unix socket).
 *
 * <p>A connection has a virtual thread that reads requests, and one for each of the few requests it works on at a time. The
 * system sends the bytes of a structured reply from the file (sendfile), so that they are not copied: if they cannot be read
 * when their length is on the way already, zeros fill the chunk and an error follows it, as the protocol has it. A simple reply
 * has to know before, and takes a buffer: each connection has one of its own, so that it always gets on; more of them come from
 * a common store that may run dry. Whoever does not read what he asked for, or does not come to the point, holds no more than
 * that, and is cut off after a while.
 */
@NullMarked
package jdisk.nbd;

import org.jspecify.annotations.NullMarked;
