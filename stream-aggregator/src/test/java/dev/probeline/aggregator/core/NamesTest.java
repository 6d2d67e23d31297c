package dev.probeline.aggregator.core;

import static dev.probeline.aggregator.core.Results.SERIES;
import static dev.probeline.aggregator.core.Results.failure;
import static dev.probeline.aggregator.core.Results.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.ProbeResult;
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
        assertThat(names.size()).isLessThanOrEqualTo(20_000);
    }

    private String numberOfError(String type) {
        return names.name(number(failure(SERIES, 1_000, type, FaultDomain.provider), Slot.ERROR_TYPE));
    }

    private int number(ProbeResult.Builder result, Slot slot) {
        return names.numberOf(Observations.of(result.build()), slot);
    }
}
