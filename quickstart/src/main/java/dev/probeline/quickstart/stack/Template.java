package dev.probeline.quickstart.stack;

import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A service's configuration among the resources, in which only addresses and names are left open. */
final class Template {
    private Template() {}

    /** @param values what the template's {@code ${env:…}} references stand for; no variable of the real environment */
    static <T extends Record> T load(String resource, Class<T> type, Map<String, String> values)
            throws InvalidConfigException {
        return ConfigFile.parse(text(resource), resource, type, values::get);
    }

    static String text(String resource) {
        try (InputStream in = Template.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
