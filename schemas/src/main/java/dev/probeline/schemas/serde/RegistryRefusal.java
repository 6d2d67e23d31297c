package dev.probeline.schemas.serde;

import org.apache.avro.Schema;

/** Turns a registry's no into words that say what to do about it. */
final class RegistryRefusal {
    private RegistryRefusal() {}

    static RegistryRefusedException ofRegistering(RegistryAnswer answer, String subject, Schema schema) {
        return switch (answer.status()) {
            case 409 ->
                refused(
                        answer,
                        "schema " + schema.getFullName() + " is incompatible with a version of subject " + subject,
                        "a change that readers and writers of every version survive: only fields with defaults added"
                                + " or removed");
            case 422 ->
                refused(
                        answer,
                        "schema " + schema.getFullName() + " is not accepted for subject " + subject,
                        "a registry that takes Avro and is not read-only; or register beforehand and set "
                                + RegistryConfig.AUTO_REGISTER + "=false");
            default -> other(answer);
        };
    }

    static RegistryRefusedException ofLookingUp(RegistryAnswer answer, String subject, Schema schema) {
        return answer.unknown()
                ? refused(
                        answer,
                        "schema " + schema.getFullName() + " is not registered under subject " + subject,
                        "it to be registered beforehand, or " + RegistryConfig.AUTO_REGISTER + "=true")
                : other(answer);
    }

    static RegistryRefusedException ofLatest(RegistryAnswer answer, String subject) {
        return answer.unknown()
                ? refused(
                        answer,
                        "subject " + subject + " has no version",
                        "one registered beforehand, or " + RegistryConfig.USE_LATEST + "=false")
                : other(answer);
    }

    static RegistryRefusedException ofReading(RegistryAnswer answer, int id) {
        return answer.status() == 404 ? notARegistry(answer) : other(answer);
    }

    static RegistryRefusedException notARegistry(RegistryAnswer answer) {
        return refused(
                answer,
                "this does not speak the schema registry's API",
                RegistryConfig.URL + " with the path under which the registry answers, if any");
    }

    private static RegistryRefusedException other(RegistryAnswer answer) {
        return switch (answer.status()) {
            case 401 ->
                refused(
                        answer,
                        "it does not accept our credentials",
                        RegistryConfig.CREDENTIALS_SOURCE + "=USER_INFO and " + RegistryConfig.USER_INFO
                                + "=user:password that it knows");
            case 403 -> refused(answer, "our user may not do this", "read and write permission on its subjects");
            case 404 -> notARegistry(answer);
            default -> refused(answer, "unexpected answer", "a registry with Confluent's REST API");
        };
    }

    private static RegistryRefusedException refused(RegistryAnswer answer, String what, String expected) {
        String said = answer.message().isEmpty() ? "" : "; it said: " + answer.message();
        return new RegistryRefusedException("schema registry " + answer.from() + ": " + what + " (expected: " + expected
                + "; HTTP " + answer.status() + said + ")");
    }
}
