package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlacementTest {
    @Property
    void noShareHasMoreThanAnEvenSpreadNeeds(
            @ForAll Set<String> targets, @ForAll @IntRange(min = 1, max = 48) int shares) {
        int[] weights = Placement.weights(targets, shares);
        assertThat(Arrays.stream(weights).sum()).isEqualTo(targets.size());
        assertThat(Arrays.stream(weights).max().orElseThrow())
                .isEqualTo((int) Math.ceil((double) targets.size() / shares));
    }

    @Test
    void aTargetThatIsAddedMovesFewOthers() {
        Set<String> targets = names(12);
        int moved = 0;
        for (int i = 0; i < 100; i++) {
            Set<String> more = new HashSet<>(targets);
            more.add("added-" + i);
            Map<String, Integer> before = Placement.of(targets, 24);
            Map<String, Integer> after = Placement.of(more, 24);
            moved += (int) targets.stream()
                    .filter(target -> !before.get(target).equals(after.get(target)))
                    .count();
        }
        assertThat(moved / 100.0).isLessThan(1);
    }

    private static Set<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "target-" + i).collect(Collectors.toSet());
    }
}
