package dev.probeline.producer.core;

import dev.probeline.schemas.events.FaultDomain;
import java.util.Locale;
import java.util.Map;

/** The table that turns an error answer into one failure: by the API's code, then its type, then the HTTP status. */
public final class Classification {

    private static final Map<String, ErrorType> BY_CODE = Map.ofEntries(
            Map.entry("invalid_api_key", ErrorType.AUTHENTICATION_ERROR),
            Map.entry("account_deactivated", ErrorType.AUTHENTICATION_ERROR),
            Map.entry("ip_not_authorized", ErrorType.AUTHENTICATION_ERROR),
            Map.entry("unsupported_country_region_territory", ErrorType.PERMISSION_DENIED),
            Map.entry("model_not_found", ErrorType.MODEL_NOT_FOUND),
            Map.entry("deploymentnotfound", ErrorType.MODEL_NOT_FOUND),
            Map.entry("context_length_exceeded", ErrorType.CONTEXT_LENGTH_EXCEEDED),
            Map.entry("unsupported_value", ErrorType.INVALID_REQUEST),
            Map.entry("unsupported_parameter", ErrorType.INVALID_REQUEST),
            Map.entry("rate_limit_exceeded", ErrorType.RATE_LIMIT_EXCEEDED),
            Map.entry("slow_down", ErrorType.SLOW_DOWN),
            Map.entry("insufficient_quota", ErrorType.INSUFFICIENT_QUOTA),
            Map.entry("billing_hard_limit_reached", ErrorType.INSUFFICIENT_QUOTA),
            Map.entry("billing_not_active", ErrorType.INSUFFICIENT_QUOTA),
            Map.entry("credit_balance_exhausted", ErrorType.CREDIT_BALANCE_EXHAUSTED),
            Map.entry("server_is_overloaded", ErrorType.OVERLOADED));

    private static final Map<String, ErrorType> BY_TYPE = Map.ofEntries(
            Map.entry("insufficient_quota", ErrorType.INSUFFICIENT_QUOTA),
            Map.entry("tokens", ErrorType.RATE_LIMIT_EXCEEDED),
            Map.entry("requests", ErrorType.RATE_LIMIT_EXCEEDED),
            Map.entry("rate_limit_error", ErrorType.RATE_LIMIT_EXCEEDED),
            Map.entry("billing_error", ErrorType.INSUFFICIENT_QUOTA),
            Map.entry("authentication_error", ErrorType.AUTHENTICATION_ERROR),
            Map.entry("permission_error", ErrorType.PERMISSION_DENIED),
            Map.entry("service_unavailable_error", ErrorType.OVERLOADED),
            Map.entry("overloaded_error", ErrorType.OVERLOADED),
            Map.entry("server_error", ErrorType.SERVER_ERROR),
            Map.entry("api_error", ErrorType.SERVER_ERROR));

    private Classification() {}

    /** An answer whose status is not 200. */
    public static Failure ofStatus(int status, ApiError error) {
        ErrorType named = named(status, error);
        ErrorType type = named != null ? named : byStatus(status, error);
        if (type == ErrorType.OTHER && status >= 400 && status < 500) {
            return new Failure(type, FaultDomain.config, error.codeOrType(), error.message());
        }
        return Failure.of(type, error);
    }

    /** An error that came after status 200, in a stream or as the whole body; its code may be the status it had. */
    public static Failure afterOk(ApiError error) {
        Integer status = error.statusInCode();
        int assumed = "invalid_request_error".equals(error.type()) ? 400 : 500;
        Failure failure = ofStatus(status == null ? assumed : status, error);
        // A server fault that shows only in mid-stream is its own kind of news: the status said all was well.
        boolean plain = failure.type() == ErrorType.SERVER_ERROR
                || (failure.type() == ErrorType.OTHER && failure.faultDomain() == FaultDomain.provider);
        return plain ? Failure.of(ErrorType.STREAM_ERROR, error) : failure;
    }

    private static ErrorType named(int status, ApiError error) {
        ErrorType byCode =
                error.code() == null ? null : BY_CODE.get(error.code().toLowerCase(Locale.ROOT));
        if (byCode != null) {
            return byCode;
        }
        if (status == 429 && saysMoney(error)) {
            return ErrorType.INSUFFICIENT_QUOTA; // its type is often that of a limit which time lifts
        }
        return error.type() == null ? null : BY_TYPE.get(error.type().toLowerCase(Locale.ROOT));
    }

    private static ErrorType byStatus(int status, ApiError error) {
        if (status >= 520 && status <= 527) {
            return ErrorType.BAD_GATEWAY; // Cloudflare's own codes
        }
        if (status >= 300 && status < 400) {
            return ErrorType.INVALID_REQUEST; // redirects are not followed: the base URL is wrong
        }
        return switch (status) {
            case 400, 413 -> byMessage(error.message().toLowerCase(Locale.ROOT));
            case 405, 406, 411, 414, 415, 422, 431 -> ErrorType.INVALID_REQUEST;
            case 401 -> ErrorType.AUTHENTICATION_ERROR;
            case 402 -> ErrorType.INSUFFICIENT_QUOTA;
            case 403 -> ErrorType.PERMISSION_DENIED;
            case 404, 410 -> saysModel(error) ? ErrorType.MODEL_NOT_FOUND : ErrorType.INVALID_REQUEST;
            case 408 -> ErrorType.TIMEOUT;
            case 409, 500, 501, 505 -> ErrorType.SERVER_ERROR;
            case 429 -> ErrorType.RATE_LIMIT_EXCEEDED;
            case 502, 504 -> ErrorType.BAD_GATEWAY;
            case 503, 529 -> ErrorType.OVERLOADED;
            default -> ErrorType.OTHER;
        };
    }

    /** Where Anthropic and vLLM give no code for what others give one. */
    private static ErrorType byMessage(String message) {
        if (message.contains("credit balance is too low")) {
            return ErrorType.CREDIT_BALANCE_EXHAUSTED;
        }
        boolean tooLong = message.contains("prompt is too long") || message.contains("maximum context length");
        return tooLong ? ErrorType.CONTEXT_LENGTH_EXCEEDED : ErrorType.INVALID_REQUEST;
    }

    private static boolean saysModel(ApiError error) {
        String message = error.message().toLowerCase(Locale.ROOT);
        return message.contains("model") || message.contains("deployment");
    }

    /** The limits on spending come as 429 under codes that are not documented; waiting does not lift them. */
    private static boolean saysMoney(ApiError error) {
        String text = (error.code() + " " + error.type()).toLowerCase(Locale.ROOT);
        return text.contains("billing")
                || text.contains("quota")
                || text.contains("credit")
                || text.contains("spend")
                || text.contains("usage_limit");
    }
}
