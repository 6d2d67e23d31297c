package dev.probeline.dashboard.io.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The API's description: kept as YAML, in which people write it, and told as JSON, which every tool reads. */
final class OpenApi {
    private static final String FILE = "/dev/probeline/dashboard/openapi.yaml";

    private OpenApi() {}

    static Answer answer() {
        try (InputStream yaml = OpenApi.class.getResourceAsStream(FILE)) {
            Object document = new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
            return Answer.json(200, Json.MAPPER.writeValueAsBytes(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
