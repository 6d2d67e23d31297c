package dev.probeline.producer.core;

import dev.probeline.schemas.events.FaultDomain;

/** Every class of failure a probe can end in, each with the one party whose fault it is and whether trying again may help. */
public enum ErrorType {
    DNS_ERROR("dns_error", FaultDomain.network, true),
    CONNECTION_REFUSED("connection_refused", FaultDomain.network, true),
    CONNECT_TIMEOUT("connect_timeout", FaultDomain.network, true),
    CONNECTION_RESET("connection_reset", FaultDomain.network, true),
    TLS_ERROR("tls_error", FaultDomain.network, true),
    TLS_CERTIFICATE_INVALID("tls_certificate_invalid", FaultDomain.provider, false),

    FIRST_BYTE_TIMEOUT("first_byte_timeout", FaultDomain.provider, true),
    FIRST_TOKEN_TIMEOUT("first_token_timeout", FaultDomain.provider, true),
    STALLED("stalled", FaultDomain.provider, true),
    TIMEOUT("timeout", FaultDomain.provider, true),
    STREAM_TRUNCATED("stream_truncated", FaultDomain.provider, true),
    MISSING_FINISH_REASON("missing_finish_reason", FaultDomain.provider, true),
    STREAM_ERROR("stream_error", FaultDomain.provider, true),
    INVALID_RESPONSE("invalid_response", FaultDomain.provider, true),
    EMPTY_COMPLETION("empty_completion", FaultDomain.provider, true),
    BAD_GATEWAY("bad_gateway", FaultDomain.provider, true),
    SERVER_ERROR("server_error", FaultDomain.provider, true),
    OVERLOADED("overloaded", FaultDomain.provider, true),

    AUTHENTICATION_ERROR("authentication_error", FaultDomain.config, false),
    PERMISSION_DENIED("permission_denied", FaultDomain.config, false),
    MODEL_NOT_FOUND("model_not_found", FaultDomain.config, false),
    INVALID_REQUEST("invalid_request", FaultDomain.config, false),
    CONTEXT_LENGTH_EXCEEDED("context_length_exceeded", FaultDomain.config, false),
    OUTPUT_BUDGET_EXHAUSTED("output_budget_exhausted", FaultDomain.config, false),

    RATE_LIMIT_EXCEEDED("rate_limit_exceeded", FaultDomain.account, true),
    SLOW_DOWN("slow_down", FaultDomain.account, true),
    INSUFFICIENT_QUOTA("insufficient_quota", FaultDomain.account, false),
    CREDIT_BALANCE_EXHAUSTED("credit_balance_exhausted", FaultDomain.account, false),

    EXPECTATION_FAILED("expectation_failed", FaultDomain.provider, false),

    PROBER_ERROR("prober_error", FaultDomain.prober, false),
    BUDGET_EXHAUSTED("budget_exhausted", FaultDomain.prober, false),

    /** What fits nowhere; a status in the 400s makes it {@link FaultDomain#config}. */
    OTHER("_OTHER", FaultDomain.provider, false);

    private final String wireName;
    private final FaultDomain faultDomain;
    private final boolean worthRetrying;

    ErrorType(String wireName, FaultDomain faultDomain, boolean worthRetrying) {
        this.wireName = wireName;
        this.faultDomain = faultDomain;
        this.worthRetrying = worthRetrying;
    }

    /** The name in events and metrics. */
    public String wireName() {
        return wireName;
    }

    /** As a configuration names it. */
    @Override
    public String toString() {
        return wireName;
    }

    public FaultDomain faultDomain() {
        return faultDomain;
    }

    public boolean worthRetrying() {
        return worthRetrying;
    }
}
