package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    private final Redaction redaction = new Redaction(List.of("s3cr3t-key", "Count to five", "a"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Incorrect API key provided: sk-XG6GW****wlmi. You can|sk-XG6GW",
                "Incorrect API key provided: sk-proj-abc_DEF-123|abc_DEF",
                "for gpt-4o in organization org-x on tokens|org-x",
                "project proj_Ab12 has no access|proj_Ab12",
                "Authorization: Bearer abc.def/ghi=|abc.def",
                "write to jane.doe+x@example.co.uk now|jane.doe",
                "token eyJhbGciOi.eyJzdWIi.c2ln|eyJ",
                "you sent s3cr3t-key here|s3cr3t",
                "unexpected: Count to five|Count"
            })
    void takesOut(String message, String secret) {
        assertThat(redaction.message(message)).doesNotContain(secret).contains("[redacted]");
    }

    @Test
    void keepsWhatHelps() {
        String message = "Rate limit reached for gpt-4o on tokens per min (TPM): Limit 30000. Try again in 1.798s."
                + " req_0123456789abcdef0123456789abcdef";
        assertThat(redaction.message(message)).isEqualTo(message);
    }

    @Test
    void isOneBoundedLine() {
        assertThat(redaction.message("a\r\n\tb\u0000c")).isEqualTo("a b c");
        assertThat(redaction.message("word ".repeat(1_000))).hasSize(500).endsWith("…");
        assertThat(redaction.code("word ".repeat(100))).hasSize(64);
    }

    @Property
    void neverLetsTheKeyThrough(@ForAll String before, @ForAll String after) {
        assertThat(redaction.message(before + "s3cr3t-key" + after))
                .doesNotContain("s3cr3t-key")
                .hasSizeLessThanOrEqualTo(500);
    }
}
