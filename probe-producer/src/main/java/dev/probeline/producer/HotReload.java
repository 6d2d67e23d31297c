package dev.probeline.producer;

import dev.probeline.producer.config.Target;
import dev.probeline.runtime.config.ConfigDocument;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.reload.ConfigWatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a running prober probe the targets of its changed file; what needs a restart refuses the file whole. */
final class HotReload implements ConfigWatch.Reload {
    private static final Logger log = LoggerFactory.getLogger(HotReload.class);
    private static final Set<String> LIVE = Set.of("targets", "prices", "budget", "restraint");

    private final Path file;
    private final ProbeProducer producer;
    private ProducerConfig running;

    HotReload(Path file, ProbeProducer producer, ProducerConfig running) {
        this.file = file;
        this.producer = producer;
        this.running = running;
    }

    @Override
    public void reload() throws InvalidConfigException {
        ConfigDocument<ProducerConfig> next = ConfigFile.read(file, ProducerConfig.class);
        next.changesOnly(LIVE, running);
        producer.replace(next.value());
        log.atInfo()
                .addKeyValue("added", notIn(running, next.value()))
                .addKeyValue("removed", notIn(next.value(), running))
                .addKeyValue("changed", changed(running, next.value()))
                .log("Targets were exchanged");
        running = next.value();
    }

    private static List<String> notIn(ProducerConfig config, ProducerConfig other) {
        Set<String> known = config.targets().stream().map(Target::name).collect(Collectors.toSet());
        return other.targets().stream()
                .map(Target::name)
                .filter(name -> !known.contains(name))
                .toList();
    }

    private static List<String> changed(ProducerConfig from, ProducerConfig to) {
        return to.targets().stream()
                .filter(target -> !from.targets().contains(target))
                .map(Target::name)
                .filter(name ->
                        from.targets().stream().anyMatch(known -> known.name().equals(name)))
                .toList();
    }
}
