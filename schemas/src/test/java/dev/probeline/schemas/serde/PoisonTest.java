package dev.probeline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class PoisonTest {

    @Test
    void onlyWhatIsUndecodableIsPoison() {
        assertThat(Poison.is(new UndecodableException("t", "no"))).isTrue();
        assertThat(Poison.is(new RegistryUnavailableException("away", null))).isFalse();
        assertThat(Poison.is(new IllegalStateException())).isFalse();
    }

    /** A wrong password must not send a whole topic to the dead letters. */
    @Test
    void whatTheRegistryRefusesIsNotPoison() {
        assertThat(Poison.is(new RegistryRefusedException("401"))).isFalse();
    }

    @Test
    void anotherSerializersFaultIsPoisonUnlessTheConnectionFailed() {
        assertThat(Poison.is(new SerializationException(new IOException()))).isFalse();
        assertThat(Poison.is(new SerializationException(new EOFException()))).isTrue();
        assertThat(Poison.is(new SerializationException("unknown magic byte"))).isTrue();
    }
}
