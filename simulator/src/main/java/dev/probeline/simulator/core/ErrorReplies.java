package dev.probeline.simulator.core;

import java.util.Optional;

/** The API's error replies in its own words. */
final class ErrorReplies {

    private static final String INVALID = "invalid_request_error";
    private static final String RATE_LIMIT_EXCEEDED = "rate_limit_exceeded";
    private static final String LEARN_MORE = " Visit https://platform.openai.com/account/rate-limits to learn more.";

    private ErrorReplies() {}

    static ApiError wrongKey(String masked) {
        return ApiError.of(
                401,
                INVALID,
                "invalid_api_key",
                "Incorrect API key provided: " + masked
                        + ". You can find your API key at https://platform.openai.com/account/api-keys.");
    }

    static ApiError missingKey() {
        return ApiError.of(
                401,
                INVALID,
                Optional.empty(),
                Optional.empty(),
                "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer"
                        + " auth (i.e. Authorization: Bearer YOUR_KEY). You can obtain an API key from"
                        + " https://platform.openai.com/account/api-keys.");
    }

    /** The one whose {@code error} is a string. */
    static ApiError forbidden() {
        String message = "You have insufficient permissions for this operation. Missing scopes: api.model.read.";
        return ApiError.json(403, "{\"error\":" + Json.string(message) + "}\n").saying(message);
    }

    static ApiError unknownModel(String model) {
        return ApiError.of(
                404,
                INVALID,
                "model_not_found",
                "The model `" + model + "` does not exist or you do not have access to it.");
    }

    static ApiError noDeployment() {
        return ApiError.json(
                404,
                "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"The API deployment for this resource does not"
                        + " exist. If you created the deployment within the last 5 minutes, please wait a moment and try"
                        + " again.\"}}\n");
    }

    /** What Azure says to a path or a version it does not know. */
    static ApiError noResource() {
        return ApiError.json(404, "{\"error\":{\"code\":\"404\",\"message\":\"Resource not found\"}}\n");
    }

    static ApiError noVersion() {
        return ApiError.invalid("anthropic-version: header is required", Optional.empty(), Optional.empty());
    }

    static ApiError unknownPath(String method, String path) {
        return ApiError.of(
                404, INVALID, Optional.empty(), Optional.empty(), "Invalid URL (" + method + " " + path + ")");
    }

    static ApiError wrongMethod(String method, String path) {
        String message = "Not allowed to " + method + " on " + path
                + ". (HINT: Perhaps you meant to use a different HTTP method?)";
        return ApiError.of(405, INVALID, "method_not_supported", message);
    }

    static ApiError contextTooLong(int limit, int tokens) {
        return ApiError.invalid(
                "This model's maximum context length is " + limit + " tokens. However, your messages resulted in "
                        + tokens + " tokens. Please reduce the length of the messages.",
                Optional.of("messages"),
                Optional.of("context_length_exceeded"));
    }

    /** @param resource "tokens" or "requests" */
    static ApiError rateLimited(
            Call call, String organization, String resource, long limit, long used, long asked, long waitNanos) {
        String per = resource.equals("tokens") ? "tokens per min (TPM)" : "requests per min (RPM)";
        String message = "Rate limit reached for " + call.modelName() + " in organization " + organization + " on "
                + per + ": Limit " + limit + ", Used " + used + ", Requested " + asked + ". Please try again in "
                + GoDuration.format(waitNanos) + "." + LEARN_MORE;
        return ApiError.of(429, resource, RATE_LIMIT_EXCEEDED, message);
    }

    static ApiError insufficientQuota() {
        return ApiError.of(
                429,
                "insufficient_quota",
                "insufficient_quota",
                "You exceeded your current quota, please check your plan and billing details. For more information on"
                        + " this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.");
    }

    static ApiError noCredit() {
        return ApiError.of(
                429,
                "insufficient_quota",
                "credit_balance_exhausted",
                "You have no credits remaining. Add credits to continue using the API at"
                        + " https://platform.openai.com/settings/organization/billing/.");
    }

    static ApiError slowDown() {
        return ApiError.of(
                429,
                "rate_limit_error",
                "slow_down",
                "Your request rate increased too quickly. Please slow down: reduce it to its original level, keep it"
                        + " there for at least 15 minutes, and then increase it gradually.");
    }

    static ApiError serverError() {
        return ApiError.of(
                500,
                "server_error",
                Optional.empty(),
                Optional.empty(),
                "The server had an error while processing your request. Sorry about that!");
    }

    static ApiError badGateway(int status) {
        return ApiError.edge(
                status,
                "text/html",
                "<html>\r\n<head><title>" + status + " Bad Gateway</title></head>\r\n<body>\r\n<center><h1>" + status
                        + " Bad Gateway</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n");
    }

    static ApiError overloaded() {
        return ApiError.of(
                503,
                "service_unavailable_error",
                "server_is_overloaded",
                "The server is currently overloaded with other requests. Sorry about that! You can retry your request,"
                        + " or contact us through our help center if the error persists.");
    }

    /** Anthropic's form of it. */
    static ApiError overloaded529() {
        return AnthropicWords.error(529, "Overloaded");
    }

    /** As some gateways report a failure behind them. */
    static ApiError errorIn200(String type) {
        return ApiError.json(
                200,
                "{\"error\":{\"message\":\"Provider returned error\",\"type\":" + Json.string(type)
                        + ",\"param\":null,\"code\":502}}\n");
    }
}
