package dev.probeline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * FULL_TRANSITIVE: what any release wrote is read by every other. {@code src/main/avro-released} holds each released
 * version; a release adds the present schema there as the next {@code vN.avsc}.
 */
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("src/main/avro-released");

    static List<Schema> present() {
        return List.of(ProbeResult.getClassSchema(), ProbeMetrics.getClassSchema(), AlertEvent.getClassSchema());
    }

    @ParameterizedTest
    @MethodSource("present")
    void everyReleaseReadsWhatWeWriteAndWeReadEveryRelease(Schema present) {
        List<Path> released = released(present);
        assertThat(released).as("released versions of " + present.getName()).isNotEmpty();
        for (Path version : released) {
            Schema other = parse(version);
            assertReads(present, "the present schema", other, version.toString());
            assertReads(other, version.toString(), present, "the present schema");
        }
    }

    @Test
    void aFieldWithoutADefaultIsFoundOut() {
        Schema present = ProbeResult.getClassSchema();
        Schema next = new Schema.Parser()
                .parse(present.toString()
                        .replaceFirst(
                                "\"fields\":\\[", "\"fields\":[{\"name\":\"new\",\"type\":\"long\",\"doc\":\"x\"},"));
        assertThat(reads(next, present)).isFalse();
        assertThat(reads(present, next)).isTrue();
    }

    private static void assertReads(Schema reader, String readerName, Schema writer, String writerName) {
        if (reads(reader, writer)) {
            return;
        }
        fail(
                "%s cannot read what %s wrote:%n%s%nWhat to do: add or remove fields only with a \"default\", never"
                        + " rename a field or change its type, give every enum a \"default\", and leave"
                        + " %s as it is: it was released and records of it are in Kafka.",
                readerName,
                writerName,
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getResult()
                        .getIncompatibilities(),
                RELEASED);
    }

    private static boolean reads(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private static List<Path> released(Schema schema) {
        try (Stream<Path> files = Files.list(RELEASED.resolve(schema.getName()))) {
            return files.filter(file -> file.getFileName().toString().matches("v\\d+\\.avsc"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
