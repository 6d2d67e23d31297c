package dev.probeline.runtime.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatchTest {
    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    record Settings(String name) {}

    @TempDir
    private Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final ReloadMeters meters = new ReloadMeters(registry, Clock.fixed(START, ZoneOffset.UTC));
    private int tries;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("a.yaml"), "name: one");
    }

    @Test
    void whatDoesNotChangeIsNotReadAgain() throws IOException {
        ConfigWatch watch = watch(file);
        Files.writeString(file, "name: one");

        lookThreeTimes(watch);

        assertThat(tries).isZero();
        assertThat(gauge("successful")).isEqualTo(1);
        assertThat(gauge("success.timestamp")).isEqualTo(START.toEpochMilli() / 1e3);
    }

    @Test
    void aWrittenFileIsTakenOnce() throws IOException {
        ConfigWatch watch = watch(file);
        Files.writeString(file, "name: two");

        lookThreeTimes(watch);

        assertThat(taken).containsExactly("two");
        assertThat(tries).isEqualTo(1);
    }

    @Test
    void aFileThatIsStillBeingWrittenIsLeftAlone() throws IOException {
        ConfigWatch watch = watch(file);
        for (String part : List.of("", "name", "name: t")) {
            Files.writeString(file, part);
            watch.look(this::reload, meters);
        }
        Files.writeString(file, "name: two");

        lookThreeTimes(watch);

        assertThat(taken).containsExactly("two");
        assertThat(tries).isEqualTo(1);
    }

    @Test
    void aFileThatIsRenamedOverItIsTaken() throws IOException {
        ConfigWatch watch = watch(file);
        Path edited = Files.writeString(folder.resolve(".a.yaml.swp"), "name: two");
        Files.move(edited, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

        lookThreeTimes(watch);

        assertThat(taken).containsExactly("two");
    }

    /** {@code a.yaml -> ..data/a.yaml}, {@code ..data -> ..2026_11_01}: the middle link is exchanged. */
    @Test
    void aConfigMapThatIsSwappedIsTaken() throws IOException {
        Path mount = Files.createDirectory(folder.resolve("mount"));
        version(mount, "..1", "name: one");
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
        Path mounted = Files.createSymbolicLink(mount.resolve("a.yaml"), Path.of("..data/a.yaml"));
        ConfigWatch watch = watch(mounted);
        version(mount, "..2", "name: two");
        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2"));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        lookThreeTimes(watch);

        assertThat(taken).containsExactly("two");
    }

    @Test
    void aSecretThatIsRotatedIsTaken() throws IOException {
        Path secret = Files.writeString(folder.resolve("key"), "old");
        Files.writeString(file, "name: ${file:key}");
        ConfigWatch watch = watch(file);
        Files.writeString(secret, "new");

        lookThreeTimes(watch);

        assertThat(taken).containsExactly("new");
    }

    @Test
    void aBadContentIsRefusedOnceAndTheGoodOneIsTakenAgain() throws IOException {
        ConfigWatch watch = watch(file);
        Files.writeString(file, "nam: two");
        lookThreeTimes(watch);
        assertThat(tries).isEqualTo(1);
        assertThat(taken).isEmpty();
        assertThat(gauge("successful")).isZero();

        Files.writeString(file, "name: one");
        lookThreeTimes(watch);

        assertThat(taken).containsExactly("one");
        assertThat(gauge("successful")).isEqualTo(1);
    }

    @Test
    void aFileThatGoesIsRefused() throws IOException {
        ConfigWatch watch = watch(file);
        Files.delete(file);

        lookThreeTimes(watch);

        assertThat(tries).isEqualTo(1);
        assertThat(gauge("successful")).isZero();
    }

    @Test
    void aBugInTheReloadIsARefusal() throws IOException {
        ConfigWatch watch = watch(file);
        Files.writeString(file, "name: two");
        for (int i = 0; i < 3; i++) {
            watch.look(
                    () -> {
                        tries++;
                        throw new IllegalStateException("bug");
                    },
                    meters);
        }

        assertThat(tries).isEqualTo(1);
        assertThat(gauge("successful")).isZero();
    }

    @Test
    void looksByItselfUntilClosed() throws IOException {
        try (ConfigWatch watch = watch(file)) {
            watch.start(this::reload, new SimpleMeterRegistry());
            Files.writeString(file, "name: two");
            await().until(() -> List.copyOf(taken).contains("two"));
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("config-watch")));
    }

    private static ConfigWatch watch(Path file) {
        return new ConfigWatch(List.of(file));
    }

    private void lookThreeTimes(ConfigWatch watch) {
        for (int i = 0; i < 3; i++) {
            watch.look(this::reload, meters);
        }
    }

    private void reload() throws InvalidConfigException {
        tries++;
        taken.add(ConfigFile.load(file(), Settings.class).name());
    }

    private Path file() {
        Path mounted = folder.resolve("mount/a.yaml");
        return Files.exists(mounted) ? mounted : file;
    }

    private double gauge(String name) {
        return registry.get("probeline.config.last.reload." + name).gauge().value();
    }

    private static void version(Path mount, String name, String yaml) throws IOException {
        Files.writeString(Files.createDirectory(mount.resolve(name)).resolve("a.yaml"), yaml);
    }
}
