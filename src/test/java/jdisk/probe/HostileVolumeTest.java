package jdisk.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import jdisk.image.CountedImage;
import jdisk.image.Slice;
import jdisk.probe.MadeVolumes.Made;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Probes thousands of volumes damaged at random, each told by its seed: nothing but what was found or an
 * {@link IOException} may come of it, after few and short reads.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a loop without an end cannot be interrupted
final class HostileVolumeTest {

    private static final int CASES = 60;

    /** More than any of these formats may make the prober read: every loop over a volume has a bound of its own. */
    private static final long MOST_READS = 10_000;

    private static final long MOST_BYTES = 80 << 20;

    /** A way to damage a volume. */
    private enum Damage {
        FLIP {
            @Override
            MadeVolume apply(MadeVolume volume, Random random) {
                for (int n = 1 + random.nextInt(12); n > 0; n--) {
                    byte[] piece = piece(volume, random);
                    piece[random.nextInt(piece.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return volume;
            }
        },
        /** Numbers at the borders of their ranges. */
        EXTREME_NUMBERS {
            @Override
            MadeVolume apply(MadeVolume volume, Random random) {
                for (int n = 1 + random.nextInt(6); n > 0; n--) {
                    byte[] piece = piece(volume, random);
                    int width = 1 << random.nextInt(4);
                    int at = random.nextInt(piece.length / width) * width;
                    byte fill = (byte) (random.nextBoolean() ? 0xff : 0);
                    byte end = (byte) List.of(0x7f, 0x80, 0x01, 0xff, 0x00).get(random.nextInt(5)).intValue();
                    for (int i = 0; i < width; i++) {
                        piece[at + i] = fill;
                    }
                    piece[random.nextBoolean() ? at : at + width - 1] = end;
                }
                return volume;
            }
        },
        CUT {
            @Override
            MadeVolume apply(MadeVolume volume, Random random) {
                return volume.ofSize(random.nextBoolean() ? random.nextLong(70_000) : random.nextLong(volume.size()));
            }
        },
        RANDOM_BYTES {
            @Override
            MadeVolume apply(MadeVolume volume, Random random) {
                byte[] piece = piece(volume, random);
                byte[] noise = new byte[1 + random.nextInt(64)];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, piece, random.nextInt(piece.length - noise.length + 1), noise.length);
                return volume;
            }
        };

        abstract MadeVolume apply(MadeVolume volume, Random random);

        private static byte[] piece(MadeVolume volume, Random random) {
            List<byte[]> pieces = new ArrayList<>(volume.pieces().values());
            return pieces.get(random.nextInt(pieces.size()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void damagedVolume(int kind) throws IOException {
        Damage damage = Damage.values()[kind];
        int found = 0;
        int cases = 0;
        List<Made> all = MadeVolumes.all().values().stream().filter(made -> !made.volume().pieces().isEmpty()).toList();
        for (int volume = 0; volume < all.size(); volume++) {
            for (int n = 0; n < CASES; n++) {
                long seed = kind * 1_000_000L + volume * 1000L + n;
                MadeVolume damaged = damage.apply(all.get(volume).volume().copy(), new Random(seed));
                CountedImage image = new CountedImage(damaged.image());
                try {
                    List<Contents> told = ContentsProbe.all(Slice.of(image, 0, image.size()));
                    found += told.isEmpty() ? 0 : 1;
                    assertThat(told.stream().map(each -> each.label().length()).max(Comparator.naturalOrder()).orElse(0))
                            .isLessThanOrEqualTo(65_536);
                } catch (RuntimeException e) {
                    throw new AssertionError(damage + ", seed " + seed, e);
                }
                assertThat(image.reads()).as("reads: " + damage + ", seed " + seed).isLessThan(MOST_READS);
                assertThat(image.bytes()).as("bytes: " + damage + ", seed " + seed).isLessThan(MOST_BYTES);
                cases++;
            }
        }
        assertThat(found).as("most are still recognised, or the rest is not tried").isGreaterThan(cases / 3);
    }
}
