package dev.probeline.dashboard.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTokenTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final String SIGNED = SessionToken.sign("ada", 1000, TOKEN);

    @Test
    void holdsUntilItsEndAndNamesItsBearer() {
        assertThat(SessionToken.holds(SIGNED, TOKEN, 1000)).isTrue();
        assertThat(SessionToken.holds(SIGNED, TOKEN, 1001)).isFalse();
        assertThat(SessionToken.claimedName(SIGNED)).isEqualTo("ada");
    }

    @Test
    void isWorthNothingUnderAnotherToken() {
        assertThat(SessionToken.holds(SIGNED, TOKEN + "0", 0)).isFalse();
    }

    @Test
    void neitherNameNorEndCanBeChanged() {
        assertThat(SessionToken.holds(SIGNED.replace("ada.", "eve."), TOKEN, 0)).isFalse();
        assertThat(SessionToken.holds(SIGNED.replace(".1000.", ".9000."), TOKEN, 0))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "ada", "ada.1000", "ada.1000.", "ada.x.y", "ada.-1.z", "a.1.b.c"})
    void whatHasAnotherFormIsNone(String text) {
        assertThat(SessionToken.holds(text, TOKEN, 0)).isFalse();
    }

    @Test
    void theTokenIsNotInIt() {
        assertThat(SIGNED).doesNotContain(TOKEN);
    }
}
