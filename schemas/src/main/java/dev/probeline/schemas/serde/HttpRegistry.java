package dev.probeline.schemas.serde;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A registry behind Confluent's REST API.
 *
 * <p>Source of paths, bodies and error codes: Confluent's "Schema Registry API Reference".
 */
final class HttpRegistry implements Registry {
    private final RegistryHttp http;
    private final String query;

    HttpRegistry(RegistryConfig config) {
        this.http = new RegistryHttp(config);
        this.query = config.normalize() ? "?normalize=true" : "";
    }

    @Override
    public int register(String subject, Schema schema) {
        RegistryAnswer answer = http.post(path(subject) + "/versions" + query, body(schema));
        if (!answer.ok()) {
            throw RegistryRefusal.ofRegistering(answer, subject, schema);
        }
        return id(answer);
    }

    @Override
    public int lookUp(String subject, Schema schema) {
        RegistryAnswer answer = http.post(path(subject) + query, body(schema));
        if (!answer.ok()) {
            throw RegistryRefusal.ofLookingUp(answer, subject, schema);
        }
        return id(answer);
    }

    @Override
    public Registered latest(String subject) {
        RegistryAnswer answer = http.get(path(subject) + "/versions/latest");
        if (!answer.ok()) {
            throw RegistryRefusal.ofLatest(answer, subject);
        }
        try {
            return new Registered(id(answer), answer.body().path("version").asInt(), parse(answer));
        } catch (AvroRuntimeException e) {
            throw new RegistryRefusedException(
                    "subject " + subject + " at " + answer.from() + ": its latest version is no readable Avro schema",
                    e);
        }
    }

    @Override
    public Schema schema(String topic, int id) {
        RegistryAnswer answer = http.get("/schemas/ids/" + id);
        if (answer.unknown()) {
            throw new UnknownIdException("schema id " + id + " is not known to the registry " + answer.from()
                    + " (expected: the registry its writer used, in " + RegistryConfig.URL + ")");
        }
        if (!answer.ok()) {
            throw RegistryRefusal.ofReading(answer, id);
        }
        String type = answer.body().path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new UndecodableException(topic, "schema id " + id + " is of type " + type + " (expected: AVRO)");
        }
        try {
            return parse(answer);
        } catch (AvroRuntimeException e) {
            throw new UndecodableException(topic, "schema id " + id + " is no readable Avro schema", e);
        }
    }

    private static Schema parse(RegistryAnswer answer) {
        return new Schema.Parser().parse(answer.body().path("schema").asText());
    }

    private static int id(RegistryAnswer answer) {
        if (!answer.body().path("id").isInt()) {
            throw RegistryRefusal.notARegistry(answer);
        }
        return answer.body().path("id").intValue();
    }

    private static String path(String subject) {
        return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String body(Schema schema) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("schema", schema.toString())
                .toString();
    }
}
