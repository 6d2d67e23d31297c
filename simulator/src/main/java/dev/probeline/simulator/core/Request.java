package dev.probeline.simulator.core;

import java.util.Optional;

/**
 * A request as it came off the wire.
 *
 * @param path without the query
 * @param query what stands behind the question mark; empty without one
 * @param signature who the caller says to be
 * @param region value of the configured region header
 * @param clientRequestId {@code X-Client-Request-Id}
 */
public record Request(
        String method,
        String path,
        String query,
        Signature signature,
        Optional<String> region,
        Optional<String> clientRequestId,
        String body) {}
