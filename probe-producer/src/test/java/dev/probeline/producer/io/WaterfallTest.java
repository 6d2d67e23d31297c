package dev.probeline.producer.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import org.junit.jupiter.api.Test;

class WaterfallTest {
    private static final Ink PAPER = new Ink(false, true);
    private static final ProbeResult COLD = SomeResult.builder("p")
            .setDnsMs(10.0)
            .setConnectMs(20.0)
            .setTlsMs(30.0)
            .setTtfbMs(40.0)
            .setServerProcessingMs(35.0)
            .setTtftMs(60.0)
            .setLatencyMs(240.0)
            .build();

    @Test
    void eachBarBeginsWhereTheOneBeforeItEnds() {
        assertThat(new Waterfall(PAPER).of(COLD).lines())
                .contains(
                        "dns               10.00 ms  ██",
                        "connect           20.00 ms    ████",
                        "tls               30.00 ms        ██████",
                        "first byte        40.00 ms              ████████  (server: 35.00 ms of it)",
                        "first token       20.00 ms                      ████",
                        "tokens           120.00 ms                          ████████████████████████",
                        "total            240.00 ms");
    }

    @Test
    void aCharacterSetWithoutBlocksGetsSigns() {
        assertThat(new Waterfall(new Ink(false, false)).of(COLD))
                .contains("connect           20.00 ms    ####")
                .isASCII();
    }

    @Test
    void colourTellsTheOutcome() {
        ProbeResult failed = SomeResult.builder("p")
                .setOutcome(Outcome.failure)
                .setErrorType("dns_error")
                .setFaultDomain(FaultDomain.network)
                .setConnection(ConnectionUse.unknown)
                .setLatencyMs(5.0)
                .build();

        assertThat(new Waterfall(new Ink(true, true)).of(COLD)).startsWith("attempt 1: \u001b[32msuccess\u001b[0m in");
        assertThat(new Waterfall(new Ink(true, true)).of(failed)).contains("\u001b[31mfailure\u001b[0m dns_error");
        assertThat(new Waterfall(PAPER).of(failed))
                .contains("resolving          5.00 ms")
                .doesNotContain("\u001b");
    }

    @Test
    void aServersWordsDoNotSteerTheTerminal() {
        ProbeResult rude = SomeResult.builder("p")
                .setResponseModel("m\u001b[2J\u0007")
                .setRequestId("a\r\nb")
                .setLatencyMs(5.0)
                .build();

        assertThat(new Waterfall(PAPER).of(rude)).contains("m?[2J?", "a??b").doesNotContain("\u001b", "\u0007");
    }
}
