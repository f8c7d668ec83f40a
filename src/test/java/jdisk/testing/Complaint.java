package jdisk.testing;

import static org.assertj.core.api.Assertions.assertThat;

/** How every complaint to the user looks, whatever it is about. */
public final class Complaint {

    private Complaint() { }

    /** Holds that the run failed with this status, printed nothing asked for, and said why in one line. */
    public static void assertOneLine(Outcome outcome, int status, String about) {
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(status);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).matches("jdisk: [^\n]+\n").contains(about);
        assertNoStackTrace(outcome);
    }

    /** Holds that no exception shows through. */
    public static void assertNoStackTrace(Outcome outcome) {
        assertThat(outcome.out() + outcome.err()).doesNotContain("\tat ").doesNotContain("Exception");
    }
}
