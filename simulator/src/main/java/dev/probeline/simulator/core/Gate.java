package dev.probeline.simulator.core;

import java.util.Map;
import java.util.Optional;

/** Who and what gets in: the errors a caller makes, in the order in which the API finds them. */
final class Gate {

    private final Map<String, Model> models;

    Gate(Map<String, Model> models) {
        this.models = models;
    }

    /** The address and the key. */
    Optional<ApiError> outside(Incoming incoming) {
        Request request = incoming.request();
        Optional<Endpoint> endpoint = incoming.call().endpoint();
        if (endpoint.isEmpty()) {
            return Optional.of(ErrorReplies.unknownPath(request.method(), request.path()));
        }
        if (!endpoint.get().method().equals(request.method())) {
            return Optional.of(ErrorReplies.wrongMethod(request.method(), request.path()));
        }
        if (incoming.call().key().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(KeyRing.key(request.authorization())
                .map(key -> ErrorReplies.wrongKey(KeyRing.masked(key)))
                .orElseGet(ErrorReplies::missingKey));
    }

    /** The body, and whether the model can do what it says. */
    Optional<ApiError> inside(Endpoint endpoint, Incoming incoming) {
        if (!incoming.readable()) {
            return Optional.of(Validation.notJson());
        }
        Optional<String> name = incoming.call().model();
        if (name.isEmpty()) {
            return Optional.of(Validation.noModel());
        }
        return unknown(name.get())
                .or(() -> Validation.check(endpoint, models.get(name.get()), name.get(), incoming.view()));
    }

    Optional<ApiError> unknown(String model) {
        return models.containsKey(model) ? Optional.empty() : Optional.of(ErrorReplies.unknownModel(model));
    }
}
