package dev.probeline.runtime.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A YAML file as a record: keys in snake case are the components, and every key that is unknown, missing, doubled or
 * ill-formed is told at once.
 *
 * <p>Components may be text, numbers, booleans, {@link java.time.Duration}, {@link DataSize}, {@link Secret}, URI,
 * Path, Pattern, Instant, LocalDate, enums (lower case, or their own toString), types with a {@code static parse(String)}, other records, sealed
 * interfaces of {@link Named} records, and {@code Optional}, {@code List} and {@code Map<String, …>} of these. A
 * component is required unless it has a {@link Default} or is an {@code Optional}. A compact constructor refuses a
 * value with {@link Expect} or any IllegalArgumentException that says {@code name: value (expected: …)}; that is
 * looked at where all components of the record are well-formed.
 */
public final class ConfigFile {
    private static final long MAX_BYTES = 4L * YamlReader.MAX_CODE_POINTS;

    private ConfigFile() {}

    /** Reads, resolves references against the environment, binds and validates. */
    public static <T extends Record> T load(Path file, Class<T> type) throws InvalidConfigException {
        return read(file, type).value();
    }

    /**
     * @param name what faults call the text
     * @param env the value of an environment variable, or null
     */
    public static <T extends Record> T parse(String yaml, String name, Class<T> type, Function<String, String> env)
            throws InvalidConfigException {
        return parseDocument(yaml, name, type, env).value();
    }

    /** As {@link #load}, for who finds further faults later and wants to say where they are. */
    public static <T extends Record> ConfigDocument<T> read(Path file, Class<T> type) throws InvalidConfigException {
        return read(file, type, System::getenv);
    }

    /** All files, or the faults of all of them. */
    public static <T extends Record> List<ConfigDocument<T>> readAll(List<Path> files, Class<T> type)
            throws InvalidConfigException {
        List<ConfigDocument<T>> documents = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (Path file : files) {
            try {
                documents.add(read(file, type));
            } catch (InvalidConfigException e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
        return List.copyOf(documents);
    }

    /** As {@link #parse}, for who finds further faults later and wants to say where they are. */
    public static <T extends Record> ConfigDocument<T> parseDocument(
            String yaml, String name, Class<T> type, Function<String, String> env) throws InvalidConfigException {
        return bind(yaml, name, type, new References(env, Path.of("")));
    }

    static <T extends Record> ConfigDocument<T> read(Path file, Class<T> type, Function<String, String> env)
            throws InvalidConfigException {
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        return bind(text(file), file.toString(), type, new References(env, folder));
    }

    private static <T extends Record> ConfigDocument<T> bind(
            String yaml, String name, Class<T> type, References references) throws InvalidConfigException {
        Faults faults = new Faults(name);
        Optional<Yaml> root = new YamlReader(name, references, faults).read(yaml);
        Object value = root.map(node -> new Binder(faults).bind(node, type)).orElse(null);
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults.sorted());
        }
        return new ConfigDocument<>(
                type.cast(value), root.orElseThrow(), faults, yaml.lines().toList());
    }

    private static String text(Path file) throws InvalidConfigException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw fault(file, "larger than " + DataSize.ofBytes(MAX_BYTES));
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw fault(file, "no such file");
        } catch (CharacterCodingException e) {
            throw fault(file, "not UTF-8 text");
        } catch (IOException e) {
            throw fault(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static InvalidConfigException fault(Path file, String message) {
        return new InvalidConfigException(List.of(Fault.ofFile(file.toString(), message)));
    }
}
