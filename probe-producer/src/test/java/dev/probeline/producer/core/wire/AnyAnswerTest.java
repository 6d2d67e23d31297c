package dev.probeline.producer.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.config.Target;
import dev.probeline.producer.config.Targets;
import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Failure;
import dev.probeline.producer.core.Reading;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever bytes come, cut however the network cuts them, each reader ends in one reading and throws nothing. */
class AnyAnswerTest {
    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void everyBodyEndsInOneReading(@ForAll("cases") AnyBody.Case any, @ForAll("cuts") List<Integer> cuts) {
        byte[] body = any.body();
        BodyReader reader = new Calls(target(any)).reader("text/event-stream");
        int at = 0;
        for (int cut : cuts) {
            int count = Math.min(cut, body.length - at);
            reader.read(body, at, count, at);
            at += count;
        }
        reader.read(body, at, body.length - at, body.length);
        Reading reading = reader.end(body.length + 1);
        assertThat(reading.endNanos()).isBetween(0L, body.length + 1L);
        assertThat(reading.usage()).isNotNull();
        Failure cause = Failure.of(ErrorType.STALLED, "");
        assertThat(new Calls(target(any)).reader("").cutOff(cause, 9).failure()).isSameAs(cause);
    }

    @Provide
    Arbitrary<AnyBody.Case> cases() {
        return AnyBody.cases();
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(0, 40).list().ofMaxSize(20);
    }

    private static Target target(AnyBody.Case any) {
        return Targets.target("provider: mine, base_url: 'http://h/v1', " + any.call());
    }
}
