package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.events.FaultDomain;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassificationTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "400, invalid_request_error, context_length_exceeded, context_length_exceeded, config",
                "400, invalid_request_error, unsupported_value, invalid_request, config",
                "400, invalid_request_error, -, invalid_request, config",
                "401, invalid_request_error, invalid_api_key, authentication_error, config",
                "401, -, -, authentication_error, config",
                "402, -, -, insufficient_quota, account",
                "403, -, -, permission_denied, config",
                "404, invalid_request_error, model_not_found, model_not_found, config",
                "404, -, -, invalid_request, config",
                "408, -, -, timeout, provider",
                "409, -, -, server_error, provider",
                "418, -, -, _OTHER, config",
                "429, tokens, rate_limit_exceeded, rate_limit_exceeded, account",
                "429, requests, rate_limit_exceeded, rate_limit_exceeded, account",
                "429, -, -, rate_limit_exceeded, account",
                "429, rate_limit_error, slow_down, slow_down, account",
                "503, -, slow_down, slow_down, account",
                "429, insufficient_quota, insufficient_quota, insufficient_quota, account",
                "429, insufficient_quota, credit_balance_exhausted, credit_balance_exhausted, account",
                "429, -, monthly_spend_limit, insufficient_quota, account",
                "500, server_error, -, server_error, provider",
                "502, -, -, bad_gateway, provider",
                "504, -, -, bad_gateway, provider",
                "520, -, -, bad_gateway, provider",
                "524, -, -, bad_gateway, provider",
                "503, service_unavailable_error, server_is_overloaded, overloaded, provider",
                "529, overloaded_error, -, overloaded, provider",
                "302, -, -, invalid_request, config",
                "429, rate_limit_error, monthly_spend_limit, insufficient_quota, account",
                "429, tokens, billing_cycle_over, insufficient_quota, account",
                "429, rate_limit_error, rate_limit_exceeded, rate_limit_exceeded, account",
                "599, -, brand_new, _OTHER, provider"
            })
    void eachAnswerHasOneNameAndOneDomain(int status, String type, String code, String name, FaultDomain domain) {
        Failure failure = Classification.ofStatus(status, new ApiError(code, type, ""));
        assertThat(failure.type().wireName()).isEqualTo(name);
        assertThat(failure.faultDomain()).isEqualTo(domain);
        assertThat(failure.code()).isEqualTo(code != null ? code : type);
    }

    @Property
    void everyStatusHasAName(@ForAll @IntRange(min = 100, max = 999) int status, @ForAll String body) {
        Failure failure = Classification.ofStatus(status, ApiError.parse(body));
        assertThat(failure.type()).isNotNull();
        assertThat(failure.faultDomain()).isNotIn(FaultDomain.none, FaultDomain.unknown);
    }

    @ParameterizedTest
    @CsvSource({
        "402, insufficient_quota, account",
        "429, rate_limit_exceeded, account",
        "401, authentication_error, config",
        "502, bad_gateway, provider",
        "500, stream_error, provider",
        "418, _OTHER, config",
        "599, stream_error, provider",
        "200, stream_error, provider",
        "40001, stream_error, provider"
    })
    void aStatusGivenAsTheCodeUnderStatus200Counts(String code, String name, FaultDomain domain) {
        ApiError error = ApiError.parse("{\"error\":{\"code\":" + code + ",\"message\":\"m\"}}");
        Failure failure = Classification.afterOk(error);
        assertThat(failure.type().wireName()).isEqualTo(name);
        assertThat(failure.faultDomain()).isEqualTo(domain);
    }

    @Test
    void aModelThatOnlyTheMessageNamesIsNotFound() {
        ApiError vllm = ApiError.parse(
                "{\"object\":\"error\",\"message\":\"The model `x` does not exist.\",\"type\":\"NotFoundError\",\"code\":404}");
        assertThat(Classification.ofStatus(404, vllm).type()).isEqualTo(ErrorType.MODEL_NOT_FOUND);
    }
}
