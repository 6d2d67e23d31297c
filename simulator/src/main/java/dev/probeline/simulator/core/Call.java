package dev.probeline.simulator.core;

import java.util.Optional;

/**
 * What is known of a request before it is judged: all that faults are switched by, and all that an answer repeats.
 *
 * @param endpoint empty for a path the API does not have
 * @param key alias of the API key; empty without a valid one
 * @param model as requested; empty where none was named or the body could not be read
 */
record Call(
        Moment moment,
        String requestId,
        Api api,
        Optional<Endpoint> endpoint,
        Optional<String> key,
        String region,
        Optional<String> model) {

    String endpointPath() {
        return endpoint.map(Endpoint::path).orElse("");
    }

    String modelName() {
        return model.orElse("");
    }
}
