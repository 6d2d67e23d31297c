package dev.probeline.aggregator.core;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a result that the aggregation reads, by their names in the schema; an observation has a place for each. */
enum Slot {
    PROVIDER(Kind.TEXT, true),
    MODEL(Kind.TEXT, true),
    ENDPOINT(Kind.TEXT, true),
    REGION(Kind.TEXT, true),
    TARGET(Kind.TEXT, true),
    API_KEY_ALIAS(Kind.TEXT, true),
    FINAL(Kind.BOOLEAN, true),
    PROBER(Kind.TEXT, true),
    INTERVAL_MS(Kind.WHOLE, false),
    COMPLETED_AT(Kind.WHOLE, true),
    OUTCOME(Kind.SYMBOL, true),
    ERROR_TYPE(Kind.TEXT, false),
    FAULT_DOMAIN(Kind.SYMBOL, true),
    STATUS_CODE(Kind.WHOLE, false),
    ERROR_MESSAGE(Kind.TEXT, false),
    LATENCY_MS(Kind.REAL, false),
    SERVER_PROCESSING_MS(Kind.REAL, false),
    TTFT_MS(Kind.REAL, false),
    OUTPUT_TOKENS_PER_SECOND(Kind.REAL, false),
    PROMPT_TOKENS(Kind.WHOLE, false),
    CACHED_TOKENS(Kind.WHOLE, false),
    COMPLETION_TOKENS(Kind.WHOLE, false),
    REASONING_TOKENS(Kind.WHOLE, false),
    COST_USD(Kind.REAL, false),
    RATELIMIT_LIMIT_REQUESTS(Kind.WHOLE, false),
    RATELIMIT_REMAINING_REQUESTS(Kind.WHOLE, false),
    RATELIMIT_LIMIT_TOKENS(Kind.WHOLE, false),
    RATELIMIT_REMAINING_TOKENS(Kind.WHOLE, false),
    RATELIMIT_LIMIT_PROJECT_TOKENS(Kind.WHOLE, false),
    RATELIMIT_REMAINING_PROJECT_TOKENS(Kind.WHOLE, false),
    RESPONSE_MODEL(Kind.TEXT, false),
    SYSTEM_FINGERPRINT(Kind.TEXT, false),
    SHUTDOWN_DATE(Kind.TEXT, false),
    REQUEST_ID(Kind.TEXT, false),
    CLIENT_REQUEST_ID(Kind.TEXT, false);

    /** What the 64 bits of a place hold: a whole number, the bits of a double, 0 or 1, an enum's ordinal, where a text is. */
    enum Kind {
        WHOLE,
        REAL,
        BOOLEAN,
        SYMBOL,
        TEXT
    }

    static final Slot[] LABELS = {PROVIDER, MODEL, ENDPOINT, REGION, TARGET, API_KEY_ALIAS};
    static final int COUNT = values().length;

    private static final Map<String, Slot> BY_FIELD =
            Stream.of(values()).collect(Collectors.toMap(Slot::field, Function.identity()));

    /** Among those of an observation. */
    @SuppressWarnings("EnumOrdinal") // nothing that is stored depends on it
    final int place = ordinal();

    final Kind kind;
    final boolean required;

    Slot(Kind kind, boolean required) {
        this.kind = kind;
        this.required = required;
    }

    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return null if the aggregation does not read the field */
    static Slot of(String field) {
        return BY_FIELD.get(field);
    }
}
