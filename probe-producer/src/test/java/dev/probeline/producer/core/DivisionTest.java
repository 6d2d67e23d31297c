package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DivisionTest {
    private static final int SHARES = 24;

    @Property
    void upToAsManyTargetsAsSharesAreDividedToTheLastOne(
            @ForAll @IntRange(max = SHARES) int targets,
            @ForAll @IntRange(min = 1, max = 12) int members,
            @ForAll Random random) {
        int[] weights = weights(targets);
        Map<String, Set<Integer>> division = Division.of(weights, holding(members, random));
        assertThat(loads(weights, division))
                .allMatch(load -> load == targets / members || load == ceil(targets, members));
        assertThat(each(division)).containsExactlyElementsOf(all());
    }

    @Property
    void moreTargetsThanSharesDifferByNoMoreThanOneShareHolds(
            @ForAll @IntRange(min = SHARES, max = 500) int targets,
            @ForAll @IntRange(min = 1, max = 12) int members,
            @ForAll Random random) {
        int[] weights = weights(targets);
        Map<String, Set<Integer>> division = Division.of(weights, holding(members, random));
        List<Integer> loads = loads(weights, division);
        int gap = loads.stream().max(Integer::compare).orElseThrow()
                - loads.stream().min(Integer::compare).orElseThrow();
        assertThat(gap).isLessThanOrEqualTo(Arrays.stream(weights).max().orElseThrow());
        assertThat(each(division)).containsExactlyElementsOf(all());
    }

    @Property
    void whatIsEvenStaysWhereItIs(
            @ForAll @IntRange(max = 200) int targets,
            @ForAll @IntRange(min = 1, max = 12) int members,
            @ForAll Random random) {
        int[] weights = weights(targets);
        Map<String, Set<Integer>> once = Division.of(weights, holding(members, random));
        assertThat(Division.of(weights, once)).isEqualTo(once);
    }

    @Test
    void aMemberThatComesTakesOnlyItsPart() {
        int[] weights = weights(12);
        Map<String, Set<Integer>> two = Division.of(weights, Map.of("a", Set.of(), "b", Set.of()));
        Map<String, Set<Integer>> asked = new HashMap<>(two);
        asked.put("c", Set.of());
        Map<String, Set<Integer>> three = Division.of(weights, asked);
        assertThat(loads(weights, three)).containsExactly(4, 4, 4);
        for (String stays : List.of("a", "b")) {
            assertThat(two.get(stays)).containsAll(three.get(stays));
        }
    }

    @Test
    void aMemberThatGoesLeavesTheOthersWhatTheyHave() {
        int[] weights = weights(12);
        Map<String, Set<Integer>> three = Division.of(weights, Map.of("a", Set.of(), "b", Set.of(), "c", Set.of()));
        Map<String, Set<Integer>> two = Division.of(weights, Map.of("a", three.get("a"), "b", three.get("b")));
        assertThat(loads(weights, two)).containsExactly(6, 6);
        assertThat(two.get("a")).containsAll(three.get("a"));
        assertThat(two.get("b")).containsAll(three.get("b"));
    }

    private static int[] weights(int targets) {
        return Placement.weights(
                IntStream.range(0, targets).mapToObj(i -> "t" + i).toList(), SHARES);
    }

    /** Members that hold some shares by chance, none twice. */
    private static Map<String, Set<Integer>> holding(int members, Random random) {
        Map<String, Set<Integer>> held = new HashMap<>();
        for (int member = 0; member < members; member++) {
            held.put("member-" + member, new HashSet<>());
        }
        for (int share = 0; share < SHARES; share++) {
            int holder = random.nextInt(members + 1);
            if (holder < members) {
                held.get("member-" + holder).add(share);
            }
        }
        return held;
    }

    private static List<Integer> loads(int[] weights, Map<String, Set<Integer>> division) {
        return division.values().stream()
                .map(part -> part.stream().mapToInt(share -> weights[share]).sum())
                .toList();
    }

    private static List<Integer> each(Map<String, Set<Integer>> division) {
        return division.values().stream().flatMap(Set::stream).sorted().toList();
    }

    private static Set<Integer> all() {
        return new TreeSet<>(IntStream.range(0, SHARES).boxed().toList());
    }

    private static int ceil(int targets, int members) {
        return (targets + members - 1) / members;
    }
}
