package dev.probeline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas are read by people of other teams: nothing in them goes unexplained, and every enum can grow. */
class SchemaDocsTest {

    @ParameterizedTest
    @MethodSource("dev.probeline.schemas.ReleasedSchemasTest#present")
    void everyTypeAndEveryFieldIsExplained(Schema schema) {
        List<String> silent = new ArrayList<>();
        for (Schema type : namedTypes(schema)) {
            if (blank(type.getDoc())) {
                silent.add(type.getName());
            }
            if (type.getType() == Schema.Type.RECORD) {
                type.getFields().stream()
                        .filter(field -> blank(field.doc()))
                        .forEach(field -> silent.add(type.getName() + "." + field.name()));
            }
        }
        assertThat(silent).as("types and fields without a \"doc\"").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.probeline.schemas.ReleasedSchemasTest#present")
    void everyEnumHasADefaultForSymbolsItDoesNotKnow(Schema schema) {
        assertThat(namedTypes(schema))
                .filteredOn(type -> type.getType() == Schema.Type.ENUM)
                .allSatisfy(type -> assertThat(type.getEnumDefault())
                        .as("default of " + type.getName())
                        .isNotNull());
    }

    private static Set<Schema> namedTypes(Schema schema) {
        Set<Schema> found = new HashSet<>();
        collect(schema, found);
        return found;
    }

    private static void collect(Schema schema, Set<Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.add(schema)) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case ENUM, FIXED -> found.add(schema);
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
            default -> {}
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
