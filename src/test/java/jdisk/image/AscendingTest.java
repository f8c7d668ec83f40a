package jdisk.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AscendingTest {
    @Test
    void findsTheLastThatIsNotMore() {
        long[] numbers = {0, 3, 3, 7, Long.MAX_VALUE};
        for (int count = 0; count <= numbers.length; count++) {
            for (long most : new long[] {-1, 0, 2, 3, 6, 7, 8, Long.MAX_VALUE}) {
                int wanted = -1;
                for (int index = 0; index < count; index++) {
                    wanted = numbers[index] <= most ? index : wanted;
                }
                assertThat(Ascending.last(count, index -> numbers[index], most)).as(count + " " + most).isEqualTo(wanted);
            }
        }
    }
}
