package dev.probeline.producer.config;

import dev.probeline.producer.core.ErrorType;
import dev.probeline.runtime.config.Expect;
import java.util.Optional;

/**
 * A call that is well when it is refused: a revoked key, a forbidden model. At least one of the two is given.
 *
 * @param errorType such as authentication_error
 * @param status such as 401
 */
public record MustFail(Optional<ErrorType> errorType, Optional<Integer> status) {
    public MustFail {
        new Expect()
                .that(errorType.isPresent() || status.isPresent(), "error_type", "missing", "this or status")
                .that(
                        status.map(code -> code >= 300 && code < 600).orElse(true),
                        "status",
                        status.orElse(0),
                        "300 to 599")
                .orThrow();
    }
}
