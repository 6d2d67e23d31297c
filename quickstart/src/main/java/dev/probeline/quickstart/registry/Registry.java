package dev.probeline.quickstart.registry;

import dev.probeline.quickstart.registry.RegistryFault.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Subjects, versions and ids in memory, by the rules of Confluent's registry: the same schema keeps its id and, within
 * a subject, its version; a deleted version number is not given again; an id stays readable for as long as the process
 * lives.
 */
public final class Registry {
    private final Map<SchemaIdentity, Integer> ids = new HashMap<>();
    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, NavigableMap<Integer, RegisteredSchema>> subjects = new TreeMap<>();
    private final Map<String, Integer> lastVersions = new HashMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();
    private Compatibility level = Compatibility.FULL_TRANSITIVE;

    static Schema parse(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException e) {
            throw new RegistryFault(Code.INVALID_SCHEMA, "Input schema is an invalid Avro schema: " + e.getMessage());
        }
    }

    synchronized RegisteredSchema register(String subject, Schema schema) {
        Optional<RegisteredSchema> present = find(subject, schema);
        if (present.isPresent()) {
            return present.get();
        }
        List<String> objections = level(subject).objections(schema, schemasOf(subject));
        if (!objections.isEmpty()) {
            throw new RegistryFault(
                    Code.INCOMPATIBLE_SCHEMA,
                    "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                            + "\", details: " + objections + ", compatibility: '" + level(subject) + "'");
        }
        int id = ids.computeIfAbsent(SchemaIdentity.of(schema), unseen -> {
            schemas.add(schema);
            return schemas.size();
        });
        int version = lastVersions.merge(subject, 1, Integer::sum);
        RegisteredSchema registered = new RegisteredSchema(subject, version, id, schemas.get(id - 1));
        subjects.computeIfAbsent(subject, unseen -> new TreeMap<>()).put(version, registered);
        return registered;
    }

    synchronized RegisteredSchema lookUp(String subject, Schema schema) {
        versions(subject);
        return find(subject, schema)
                .orElseThrow(() -> new RegistryFault(Code.SCHEMA_NOT_FOUND, "Schema not found in " + subject));
    }

    synchronized List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    synchronized List<Integer> versions(String subject) {
        return List.copyOf(existing(subject).keySet());
    }

    /** @param version a number from 1, or {@code latest} */
    synchronized RegisteredSchema version(String subject, String version) {
        NavigableMap<Integer, RegisteredSchema> versions = existing(subject);
        RegisteredSchema found = isLatest(version) ? versions.lastEntry().getValue() : versions.get(number(version));
        if (found == null) {
            throw new RegistryFault(Code.VERSION_NOT_FOUND, "Version " + version + " not found.");
        }
        return found;
    }

    synchronized Schema byId(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new RegistryFault(Code.SCHEMA_NOT_FOUND, "Schema " + id + " not found");
        }
        return schemas.get(id - 1);
    }

    synchronized List<RegisteredSchema> usesOf(int id) {
        byId(id);
        return subjects.values().stream()
                .flatMap(versions -> versions.values().stream())
                .filter(registered -> registered.id() == id)
                .toList();
    }

    synchronized List<Integer> delete(String subject) {
        List<Integer> versions = versions(subject);
        subjects.remove(subject);
        return versions;
    }

    synchronized int delete(String subject, String version) {
        RegisteredSchema gone = version(subject, version);
        existing(subject).remove(gone.version());
        if (existing(subject).isEmpty()) {
            subjects.remove(subject);
        }
        return gone.version();
    }

    /** @param version a number or {@code latest}; empty asks what registering would ask */
    synchronized List<String> objections(String subject, Optional<String> version, Schema schema) {
        List<Schema> against = version.isEmpty()
                ? schemasOf(subject)
                : List.of(version(subject, version.get()).schema());
        return level(subject).objections(schema, against);
    }

    synchronized Compatibility level() {
        return level;
    }

    synchronized Compatibility level(String subject) {
        return levels.getOrDefault(subject, level);
    }

    synchronized Optional<Compatibility> ownLevel(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    synchronized void level(Compatibility wanted) {
        level = wanted;
    }

    synchronized void level(String subject, Compatibility wanted) {
        levels.put(subject, wanted);
    }

    private Optional<RegisteredSchema> find(String subject, Schema schema) {
        SchemaIdentity identity = SchemaIdentity.of(schema);
        return registered(subject).stream()
                .filter(version -> SchemaIdentity.of(version.schema()).equals(identity))
                .findFirst();
    }

    private List<Schema> schemasOf(String subject) {
        return registered(subject).stream().map(RegisteredSchema::schema).toList();
    }

    private Collection<RegisteredSchema> registered(String subject) {
        return subjects.getOrDefault(subject, new TreeMap<>()).values();
    }

    private NavigableMap<Integer, RegisteredSchema> existing(String subject) {
        NavigableMap<Integer, RegisteredSchema> versions = subjects.get(subject);
        if (versions == null) {
            throw new RegistryFault(Code.SUBJECT_NOT_FOUND, "Subject '" + subject + "' not found.");
        }
        return versions;
    }

    private static boolean isLatest(String version) {
        return version.equals("latest") || version.equals("-1");
    }

    private static int number(String version) {
        try {
            int number = Integer.parseInt(version);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below, as any other text that is no version
        }
        throw new RegistryFault(
                Code.INVALID_VERSION,
                "The specified version '" + version + "' is not a valid version id. Allowed values are between"
                        + " [1, 2^31-1] and the string \"latest\"");
    }
}
