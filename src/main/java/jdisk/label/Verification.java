package jdisk.label;

import java.util.List;

/**
 * What verifying a table brought.
 *
 * @param findings in the order fdisk tells them
 * @param allocated sectors taken by tables and partitions, as the fdisk in question counts
 * @param capacity sectors there are to take
 */
public record Verification(List<Finding.OfVerifying> findings, long allocated, long capacity) {
    public Verification {
        findings = List.copyOf(findings);
    }
}
