package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.config.Targets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
    private static final String TEXT = "{\"answer\": \"s3cr3t\", \"count\": 5}";
    private static final String SCHEMA =
            "{\"type\": \"object\", \"required\": [\"count\"], \"additionalProperties\": %s, \"properties\": {\"answer\":"
                    + " {\"type\": \"string\"}, \"count\": {\"type\": \"integer\", \"maximum\": %d}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{status: 200}",
                "{contains: [count, s3cr3t]}",
                "{matches: 's.cr.t'}",
                "{json: true}",
                "{max_ttft: 300ms, max_latency: 900ms}"
            })
    void anAnswerAsExpectedIsASuccess(String expect) {
        assertThat(judged("expect: " + expect, null).failure()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{status: 204} | status 200 (expected: 204)",
                "{contains: [count, other]} | contains[1] does not occur in the text",
                "{matches: '^s.cr.t'} | matches is not found in the text",
                "{max_ttft: 299ms} | first token after 300 ms (expected: at most 299 ms)",
                "{max_latency: 899ms} | end after 900 ms (expected: at most 899 ms)"
            })
    void whatIsNotMetIsNamed(String expect, String message) {
        Failure failure = judged("expect: " + expect, null).failure();
        assertThat(failure.type()).isEqualTo(ErrorType.EXPECTATION_FAILED);
        assertThat(failure.message()).isEqualTo(message);
    }

    @Test
    void aSchemaIsMetOrItsRuleIsNamed() {
        assertThat(judged(schema("true", 5), null).failure()).isNull();
        assertThat(judged(schema("true", 4), null).failure().message())
                .isEqualTo("json_schema: /properties/count/maximum is not met");
        assertThat(judged("expect: {json_schema: '{\"properties\": {\"answer\": {\"pattern\": \"^x\"}}}'}", null)
                        .failure()
                        .message())
                .isEqualTo("json_schema: /properties/answer/pattern is not met");
        String unknown = "expect: {json_schema: '{\"additionalProperties\": false, \"properties\": {\"count\": {}}}'}";
        assertThat(judged(unknown, null).failure().message())
                .isEqualTo("json_schema: /additionalProperties is not met");
    }

    @Test
    void textThatIsNoJsonIsNotQuoted() {
        Judgement judgement = new Judgement(Targets.target("expect: {json: true}"));
        Attempt attempt = Attempts.of(Instant.EPOCH, null, Labels.NONE, "s3cr3t, not JSON");
        assertThat(judgement.of(attempt).failure().message()).isEqualTo("the text is no JSON");
    }

    @Test
    void aFailureStaysWhatItIs() {
        Failure stalled = Failure.of(ErrorType.STALLED, "");
        assertThat(judged("expect: {contains: [other]}", stalled).failure()).isSameAs(stalled);
    }

    @ParameterizedTest
    @CsvSource({"'error_type: authentication_error'", "'status: 401'", "'error_type: authentication_error, status: 401'"
    })
    void aRefusalThatIsWantedIsASuccess(String wanted) {
        Failure refused = Failure.of(ErrorType.AUTHENTICATION_ERROR, "");
        assertThat(judged("must_fail: {" + wanted + "}", refused).failure()).isNull();
    }

    @Test
    void aRefusalOfAnotherKindIsThatFailureAndNoRefusalIsAFailureToo() {
        Failure down = Failure.of(ErrorType.SERVER_ERROR, "");
        assertThat(judged("must_fail: {error_type: authentication_error}", down).failure())
                .isSameAs(down);
        assertThat(judged("must_fail: {error_type: server_error, status: 500}", down)
                        .failure())
                .isSameAs(down);
        assertThat(judged("must_fail: {status: 401}", null).failure().type()).isEqualTo(ErrorType.EXPECTATION_FAILED);
    }

    @Property(tries = 200)
    void neverSaysWhatTheModelWrote(@ForAll String text) {
        String written = "<<" + text + ">>";
        for (String expect : List.of("{contains: [q9q9q9]}", "{matches: '^a{3}$'}", "{json: true}")) {
            Judgement judgement = new Judgement(Targets.target("expect: " + expect));
            Attempt judged = judgement.of(Attempts.of(Instant.EPOCH, null, Labels.NONE, written));
            assertThat(judged.failure().message()).doesNotContain(written);
            assertThat(judged.toString()).doesNotContain(written);
        }
    }

    private static String schema(String additional, int maximum) {
        return "expect: {json_schema: '" + SCHEMA.formatted(additional, maximum) + "'}";
    }

    private static Attempt judged(String settings, Failure failure) {
        return new Judgement(Targets.target(settings)).of(Attempts.of(Instant.EPOCH, failure, Labels.NONE, TEXT));
    }
}
