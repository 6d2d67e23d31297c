package dev.probeline.producer.core;

import dev.probeline.schemas.events.FaultDomain;

/**
 * Why an attempt failed.
 *
 * @param code the API's own code as received; null where it gave none
 * @param message raw text for a person, not yet redacted: pass it through {@link Redaction} before it leaves the process
 */
public record Failure(ErrorType type, FaultDomain faultDomain, String code, String message) {

    public static Failure of(ErrorType type, String message) {
        return new Failure(type, type.faultDomain(), null, message);
    }

    /** A fault of the prober itself. */
    public static Failure bug(Throwable thrown) {
        return of(ErrorType.PROBER_ERROR, thrown.toString());
    }

    static Failure of(ErrorType type, ApiError error) {
        return new Failure(type, type.faultDomain(), error.codeOrType(), error.message());
    }

    Failure redacted(Redaction redaction) {
        return new Failure(type, faultDomain, code == null ? null : redaction.code(code), redaction.message(message));
    }

    /** Names the failure without its text, which may hold secrets. */
    @Override
    public String toString() {
        return type.wireName() + " (" + faultDomain + ")";
    }
}
