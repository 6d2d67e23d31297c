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
        if (Address.of(request.path()).filter(Address::dated).isPresent()
                && !request.query().contains("api-version=")) {
            return Optional.of(ErrorReplies.noResource());
        }
        Api api = incoming.call().api();
        if (incoming.call().key().isEmpty()) {
            return Optional.of(request.signature()
                    .key(api)
                    .map(key -> ErrorReplies.wrongKey(KeyRing.masked(key)))
                    .orElseGet(ErrorReplies::missingKey));
        }
        return api == Api.ANTHROPIC && request.signature().anthropicVersion().isEmpty()
                ? Optional.of(ErrorReplies.noVersion())
                : Optional.empty();
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
        return unknown(incoming.call().api(), name.get())
                .or(() -> Validation.check(endpoint, models.get(name.get()), name.get(), incoming.view()));
    }

    Optional<ApiError> unknown(Api api, String model) {
        if (models.containsKey(model)) {
            return Optional.empty();
        }
        return Optional.of(api == Api.AZURE ? ErrorReplies.noDeployment() : ErrorReplies.unknownModel(model));
    }
}
