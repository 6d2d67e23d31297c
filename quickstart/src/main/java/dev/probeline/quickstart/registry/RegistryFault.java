package dev.probeline.quickstart.registry;

/** A refusal of the registry, with the error code and HTTP status that Confluent's clients expect. */
final class RegistryFault extends RuntimeException {

    /** Confluent's error codes; the first three digits are the HTTP status. */
    enum Code {
        INCOMPATIBLE_SCHEMA(409),
        UNKNOWN_PATH(404),
        SUBJECT_NOT_FOUND(40401),
        VERSION_NOT_FOUND(40402),
        SCHEMA_NOT_FOUND(40403),
        NO_COMPATIBILITY_FOR_SUBJECT(40408),
        METHOD_NOT_ALLOWED(405),
        INVALID_SCHEMA(42201),
        INVALID_VERSION(42202),
        INVALID_COMPATIBILITY(42203),
        UNPROCESSABLE(422);

        final int number;

        Code(int number) {
            this.number = number;
        }

        int httpStatus() {
            return number > 999 ? number / 100 : number;
        }
    }

    private final Code code;

    RegistryFault(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    Code code() {
        return code;
    }
}
