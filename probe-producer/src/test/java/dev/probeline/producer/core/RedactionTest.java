package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

    @Property(tries = 300)
    void nothingOfPromptAndKeySurvivesAnyBody(
            @ForAll("prompts") String prompt,
            @ForAll("shapes") String shape,
            @ForAll String before,
            @ForAll String after)
            throws JsonProcessingException {
        String key = "k3y/ABC+def-0123456789";
        Redaction ofTarget = new Redaction(List.of(key, prompt));
        String said = before + " " + prompt + " " + key + " " + after;
        ObjectWriter json = shape.contains("ascii")
                ? new ObjectMapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII)
                : new ObjectMapper().writer();
        String escaped = json.writeValueAsString(said);
        String body = shape.replace("TWICE", json.writeValueAsString(escaped))
                .replace("JSON", escaped)
                .replace("PLAIN", said)
                .replace("LONG", "x ".repeat(32_600));
        String message = ofTarget.message(ApiError.parse(body).message());
        assertThat(message).doesNotContain(key).doesNotContain(prompt).hasSizeLessThanOrEqualTo(500);
        assertThat(message).doesNotContain("Repeat after me");
    }

    @Provide
    Arbitrary<String> prompts() {
        return Arbitraries.of(
                "Repeat after me, please: one, two, three",
                "Repeat after me: \"quoted\"\n\tand C:\\new\\table",
                "Repeat after me: größer 日本語の質問です 😀",
                "Repeat after me: " + "a long story ".repeat(1_000),
                "Repeat after me: " + "all that fits ".repeat(6_000));
    }

    @Provide
    Arbitrary<String> shapes() {
        return Arbitraries.of(
                "PLAIN",
                "JSON",
                "{\"error\":JSON}",
                "{\"error\":{\"message\":JSON,\"code\":1}}",
                "{\"error\":{\"message\":TWICE}}",
                "{\"object\":\"error\",\"message\":JSON,\"kind\":\"ascii\"}",
                "{\"detail\":JSON}",
                "{\"detail\":[{\"loc\":[\"body\",0],\"msg\":JSON,\"input\":JSON}]}",
                "{\"detail\":[{\"loc\":[JSON],\"msg\":\"m\"}]}",
                "{\"fault\":{\"input\":JSON}}",
                "{JSON:1}",
                "[{\"error\":JSON}]",
                "[JSON]",
                "{\"error\":{\"message\":JSON",
                "upstream said {\"error\":JSON}",
                "upstream said TWICE ascii",
                "<html><title>PLAIN</title>",
                "LONGPLAIN");
    }
}
