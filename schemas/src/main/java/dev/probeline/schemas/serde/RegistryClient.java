package dev.probeline.schemas.serde;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** Schema to id and id to schema: asked of the registry once, then known. Opens no connection before it is asked. */
final class RegistryClient {
    /** Who waits for another thread's answer gives up after that thread, so that all hear the same reason. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Registry registry;
    private final boolean autoRegister;
    private final boolean useLatest;
    private final UnknownIds unknown;
    private final Answers<Writing, Integer> ids;
    private final Answers<Integer, Schema> schemas;

    static RegistryClient of(RegistryConfig config) {
        RegistryUrl first = config.urls().get(0);
        Registry registry = first.inMemory() ? MemoryRegistry.named(first) : new HttpRegistry(config);
        return new RegistryClient(config, registry, System::nanoTime);
    }

    RegistryClient(RegistryConfig config, Registry registry, LongSupplier nanoTime) {
        this.registry = registry;
        this.autoRegister = config.autoRegister();
        this.useLatest = config.useLatest();
        Duration longestWait = config.longestQuestion().plus(GRACE);
        this.unknown = new UnknownIds(nanoTime);
        this.ids = new Answers<>(config.cacheSize(), longestWait, nanoTime);
        this.schemas = new Answers<>(config.cacheSize(), longestWait, nanoTime);
    }

    /** @return the id under which a record of this schema is written */
    int id(String subject, Schema schema) {
        return ids.get(new Writing(subject, schema), () -> ask(subject, schema));
    }

    /** @param topic for the message only */
    Schema schema(String topic, int id) {
        return schemas.get(id, () -> readable(topic, id));
    }

    private Schema readable(String topic, int id) {
        try {
            return registry.schema(topic, id);
        } catch (UnknownIdException e) {
            throw unknown.judge(topic, id, e);
        }
    }

    private int ask(String subject, Schema schema) {
        if (autoRegister) {
            return registry.register(subject, schema);
        }
        return useLatest ? latest(subject, schema) : registry.lookUp(subject, schema);
    }

    /** The latest version may differ in words (docs, defaults, properties), never in layout: that would write rubbish. */
    private int latest(String subject, Schema schema) {
        Registry.Registered latest = registry.latest(subject);
        if (SchemaNormalization.parsingFingerprint64(latest.schema())
                != SchemaNormalization.parsingFingerprint64(schema)) {
            throw new RegistryRefusedException("subject " + subject + ": its latest version " + latest.version()
                    + " has another layout than this build writes (expected: the build of that version, or "
                    + RegistryConfig.USE_LATEST + "=false to write under the id of our own version)");
        }
        return latest.id();
    }

    private record Writing(String subject, Schema schema) {}
}
