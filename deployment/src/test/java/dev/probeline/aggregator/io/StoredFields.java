package dev.probeline.aggregator.io;

import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.RandomData;

/** The names of all fields that the sink writes, found by writing random records. In this package as the points are. */
public final class StoredFields {
    private static final int RECORDS = 200;
    private static final Pattern FIELD = Pattern.compile("[ ,]([A-Za-z_0-9]+)=");

    static {
        // Who has made a deserializer once may read our records with Avro's own classes.
        ValueSerde.deserializer(Map.of("schema.registry.url", "http://127.0.0.1:1"), ProbeMetrics.class)
                .close();
    }

    private StoredFields() {}

    public static Set<String> of(Measurement measurement) throws IOException {
        Schema schema =
                measurement == Measurement.WINDOWS ? ProbeMetrics.getClassSchema() : ProbeResult.getClassSchema();
        Set<String> fields = new TreeSet<>();
        for (Object random : new RandomData(schema, RECORDS, 1)) {
            Object record = specific(schema, random);
            String line = (measurement == Measurement.WINDOWS
                            ? WindowPoint.of((ProbeMetrics) record)
                            : ResultPoint.of((ProbeResult) record))
                    .toLineProtocol();
            FIELD.matcher(line).results().forEach(found -> fields.add(found.group(1)));
        }
        fields.removeAll(measurement.tags());
        return fields;
    }

    private static Object specific(Schema schema, Object random) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(random, encoder);
        encoder.flush();
        return new SpecificDatumReader<>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }
}
