package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.avro.Schema;
import org.apache.avro.compiler.specific.SpecificCompiler;
import org.apache.avro.generic.GenericData;

/** The services as of a release to come: this build with records that have one more optional field, and fill it. */
final class NextRelease {
    static final String FIELD = "of_the_next_release";

    private static final List<Schema> PRESENT =
            List.of(ProbeResult.getClassSchema(), ProbeMetrics.getClassSchema(), AlertEvent.getClassSchema());

    private final Path classes;

    private NextRelease(Path classes) {
        this.classes = classes;
    }

    /** Generates the records' classes as the build does, and compiles them. */
    static NextRelease build(Path directory) throws IOException {
        Path sources = directory.resolve("next-sources");
        for (Schema present : PRESENT) {
            SpecificCompiler compiler = new SpecificCompiler(next(present));
            compiler.setStringType(GenericData.StringType.String);
            compiler.setCreateSetters(false);
            compiler.setFieldVisibility(SpecificCompiler.FieldVisibility.PRIVATE);
            compiler.compileToDestination(null, sources.toFile());
        }
        Path classes = Files.createDirectories(directory.resolve("next-classes"));
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return new NextRelease(classes);
    }

    /** For a JVM that is to run that release. */
    List<String> options() {
        return List.of("-cp", classes + File.pathSeparator + System.getProperty("java.class.path"));
    }

    /** With a default that takes bytes, so that an older reader has something to skip. */
    private static Schema next(Schema present) {
        List<Schema.Field> fields = new ArrayList<>();
        present.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema text = Schema.createUnion(Schema.create(Schema.Type.STRING), Schema.create(Schema.Type.NULL));
        fields.add(new Schema.Field(FIELD, text, "What nobody knows yet.", "something"));
        return Schema.createRecord(present.getName(), present.getDoc(), present.getNamespace(), false, fields);
    }
}
