package dev.probeline.schemas.serde;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * A registry in this JVM, for tests without HTTP: {@code schema.registry.url=mock://name}, as at Confluent. Serdes of
 * the same name share one. It checks no compatibility.
 */
final class MemoryRegistry implements Registry {
    static final String SCHEME = "mock";

    private static final Map<RegistryUrl, MemoryRegistry> BY_NAME = new ConcurrentHashMap<>();

    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, List<Integer>> subjects = new ConcurrentHashMap<>();

    private MemoryRegistry() {}

    static MemoryRegistry named(RegistryUrl url) {
        return BY_NAME.computeIfAbsent(url, name -> new MemoryRegistry());
    }

    @Override
    public synchronized int register(String subject, Schema schema) {
        int at = schemas.indexOf(schema);
        if (at < 0) {
            schemas.add(schema);
            at = schemas.size() - 1;
        }
        List<Integer> versions = subjects.computeIfAbsent(subject, name -> new ArrayList<>());
        if (!versions.contains(at + 1)) {
            versions.add(at + 1);
        }
        return at + 1;
    }

    @Override
    public synchronized int lookUp(String subject, Schema schema) {
        int id = schemas.indexOf(schema) + 1;
        if (!subjects.getOrDefault(subject, List.of()).contains(id)) {
            throw new RegistryRefusedException(
                    "schema " + schema.getFullName() + " is not registered under " + subject);
        }
        return id;
    }

    @Override
    public synchronized Registered latest(String subject) {
        List<Integer> versions = subjects.getOrDefault(subject, List.of());
        if (versions.isEmpty()) {
            throw new RegistryRefusedException("subject " + subject + " has no version");
        }
        int id = versions.get(versions.size() - 1);
        return new Registered(id, versions.size(), schemas.get(id - 1));
    }

    @Override
    public synchronized Schema schema(String topic, int id) {
        if (id < 1 || id > schemas.size()) {
            throw new UndecodableException(topic, "schema id " + id + " is not known to the registry");
        }
        return schemas.get(id - 1);
    }
}
