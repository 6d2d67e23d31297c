package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Step.Mark;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that every reply carries, besides those of its content. */
final class ReplyHeaders {

    private static final String PROCESSING = "openai-processing-ms";
    private static final String UPSTREAM = "x-envoy-upstream-service-time";

    private final String organization;
    private final String project;
    private final Map<String, Region> regions;

    ReplyHeaders(String organization, String project, Map<String, Region> regions) {
        this.organization = organization;
        this.project = project;
        this.regions = regions;
    }

    /** What Cloudflare adds, also to the errors that never reached the API. */
    Map<String, String> edge(Call call) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("server", "cloudflare");
        headers.put("cf-ray", call.requestId().substring(4, 20) + "-" + pop(call.region()));
        headers.put("cf-cache-status", "DYNAMIC");
        headers.put("strict-transport-security", "max-age=31536000; includeSubDomains; preload");
        headers.put("x-content-type-options", "nosniff");
        headers.put("alt-svc", "h3=\":443\"; ma=86400");
        return headers;
    }

    /** All of them; the server's time is filled in by {@link #timed} once it is known. */
    Map<String, String> api(Call call) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-request-id", call.requestId());
        headers.put("openai-version", "2020-10-01");
        headers.put("openai-organization", organization);
        headers.put("openai-project", project);
        headers.put(PROCESSING, "0");
        headers.put(UPSTREAM, "0");
        headers.put("x-openai-proxy-wasm", "v0.1");
        headers.putAll(edge(call));
        return headers;
    }

    /** Puts the time of the plan's head into the headers that tell the server's time, if it has them. */
    static Plan timed(Plan plan) {
        if (!plan.headers().containsKey(PROCESSING)) {
            return plan;
        }
        int head = plan.first(Mark.HEAD);
        long nanos = head < plan.steps().size() ? plan.steps().get(head).atNanos() : 0;
        String millis = Long.toString(Math.max(1, nanos / 1_000_000));
        return plan.withHeaders(headers -> {
            headers.put(PROCESSING, millis);
            headers.put(UPSTREAM, millis);
            return headers;
        });
    }

    private String pop(String region) {
        Region known = regions.get(region);
        return known == null ? Region.ELSEWHERE.pop() : known.pop();
    }
}
