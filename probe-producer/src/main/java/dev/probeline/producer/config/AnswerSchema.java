package dev.probeline.producer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpression;
import java.util.List;
import java.util.Optional;

/**
 * A JSON Schema (2020-12 unless it names another draft) that an answer has to meet. Nothing is fetched over the network,
 * and its patterns are RE2's, so that no answer can make one take for ever.
 */
public final class AnswerSchema {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .regularExpressionFactory(AnswerSchema::linear)
                    .build()));

    private final JsonObject source;
    private final Schema schema;

    private AnswerSchema(JsonObject source, Schema schema) {
        this.source = source;
        this.schema = schema;
    }

    static AnswerSchema parse(String text) {
        try {
            JsonObject source = JsonObject.parse(text);
            Schema schema = REGISTRY.getSchema(source.value());
            schema.initializeValidators();
            return new AnswerSchema(source, schema);
        } catch (SchemaException | PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "no usable schema (expected: a JSON Schema; its pattern and $ref must be readable here)", e);
        }
    }

    private static RegularExpression linear(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return text -> pattern.matcher(text).find();
    }

    /** The rule of the schema that is not met, such as {@code /properties/n/type}: never anything of the answer. */
    public Optional<String> unmetBy(JsonNode answer) {
        List<Error> errors = schema.validate(answer);
        return errors.stream().findFirst().map(error -> {
            String place = String.valueOf(error.getSchemaLocation().getFragment());
            return place.endsWith("/" + error.getKeyword()) ? place : place + "/" + error.getKeyword();
        });
    }

    /** By what is written, so that a target that is read again is the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AnswerSchema answer && answer.source.equals(source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
