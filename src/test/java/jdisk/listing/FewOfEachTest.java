package jdisk.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import jdisk.label.Finding;
import org.junit.jupiter.api.Test;

final class FewOfEachTest {

    private static List<String> told(List<Finding.OfReading> findings, int limit) {
        return FewOfEach.of(findings, limit).stream()
                .map(item -> item.more() > 0 ? item.counted() : Messages.text(item.finding()))
                .toList();
    }

    @Test
    void fewAreToldAsTheyAre() {
        assertThat(told(List.of(new Finding.CopiesDiffer(), new Finding.NoProtectiveMbr()), 1)).containsExactly(
                "the copies of the GPT say different things; the primary is shown",
                "the GPT has no protective MBR; fdisk would not find it");
        assertThat(told(List.of(), 5)).isEmpty();
    }

    @Test
    void thoseOfAKindThatAreTooManyAreCounted() {
        List<Finding.OfReading> findings = new ArrayList<>();
        for (int link = 0; link < 1000; link++) {
            findings.add(new Finding.EmptyTable(link));
            findings.add(new Finding.LinkOutside(link));
        }
        findings.add(new Finding.CopiesDiffer());
        assertThat(told(findings, 2)).containsExactly(
                "the extended table at sector 0 holds no partition",
                "the extended table at sector 0 lies outside the extended partition",
                "the extended table at sector 1 holds no partition",
                "and 998 more of this kind",
                "the extended table at sector 1 lies outside the extended partition",
                "and 998 more of this kind",
                "the copies of the GPT say different things; the primary is shown");
    }
}
