package dev.probeline.aggregator.core;

import static dev.probeline.aggregator.core.Results.SERIES;
import static dev.probeline.aggregator.core.Results.failure;
import static dev.probeline.aggregator.core.Results.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.ProbeResult;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamesTest {
    private final Names names = new Names();

    @Test
    void aFingerprintOfItsOwnForEveryAnswerLeavesRoomForErrorsAndRegions() {
        for (int answer = 0; answer < 30_000; answer++) {
            number(success(SERIES, 1_000, 1).setSystemFingerprint("fp-" + answer), Slot.SYSTEM_FINGERPRINT);
        }

        assertThat(numberOfError("rate_limited")).isEqualTo("rate_limited");
        assertThat(names.name(names.number("ap-south"))).isEqualTo("ap-south");
    }

    @Test
    void anErrorTypeOfItsOwnForEveryFailureLeavesRoomForRegions() {
        for (int failure = 0; failure < 30_000; failure++) {
            numberOfError("error-" + failure);
        }

        assertThat(numberOfError("one more")).isEqualTo("_OTHER");
        assertThat(names.name(names.number("ap-south"))).isEqualTo("ap-south");
        assertThat(names.all()).hasSizeLessThanOrEqualTo(20_000);
    }

    @Test
    void whatIsNoLongerUsedMakesRoomAndNumbersAreGivenAgainButNeverTwice() {
        int kept = number(success(SERIES, 1_000, 1).setSystemFingerprint("kept"), Slot.SYSTEM_FINGERPRINT);
        for (int answer = 0; answer < 30_000; answer++) {
            number(success(SERIES, 1_000, 1).setSystemFingerprint("fp-" + answer), Slot.SYSTEM_FINGERPRINT);
        }
        assertThat(numberOfFingerprint("new")).isZero();

        BitSet used = new BitSet();
        used.set(kept);
        names.keepOnly(used);

        assertThat(numberOfFingerprint("kept")).isEqualTo(kept);
        Set<Integer> given = IntStream.range(0, 14_000)
                .mapToObj(i -> numberOfFingerprint("later-" + i))
                .collect(Collectors.toSet());
        assertThat(given).hasSize(14_000).doesNotContain(0, kept);
        assertThat(names.name(numberOfFingerprint("later-7"))).isEqualTo("later-7");
        assertThat(names.all()).hasSizeLessThan(20_000);
    }

    private int numberOfFingerprint(String fingerprint) {
        return number(success(SERIES, 1_000, 1).setSystemFingerprint(fingerprint), Slot.SYSTEM_FINGERPRINT);
    }

    @Test
    void whatOtherTasksInventLeavesRoomForErrorsAndRegions() {
        for (int task = 0; task < 2; task++) {
            Names theirs = new Names();
            for (int answer = 0; answer < 11_000; answer++) {
                Slice slice = new Slice(1, 0);
                slice.add(
                        Observations.of(success(SERIES, 1_000, 1)
                                .setSystemFingerprint("fp-" + task + "-" + answer)
                                .build()),
                        theirs);
                SliceDelta.decode(SliceDelta.encode(slice, theirs, new ByteWriter()), names);
            }
        }

        assertThat(numberOfError("rate_limited")).isEqualTo("rate_limited");
        assertThat(names.name(names.number("ap-south"))).isEqualTo("ap-south");
    }

    private String numberOfError(String type) {
        return names.name(number(failure(SERIES, 1_000, type, FaultDomain.provider), Slot.ERROR_TYPE));
    }

    private int number(ProbeResult.Builder result, Slot slot) {
        return names.numberOf(Observations.of(result.build()), slot);
    }
}
