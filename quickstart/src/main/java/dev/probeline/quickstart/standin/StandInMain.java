package dev.probeline.quickstart.standin;

import dev.probeline.quickstart.registry.RegistryServer;
import dev.probeline.quickstart.store.EmbeddedQuestDb;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.lifecycle.Shutdown;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stand-in}: one of the embedded parts as a process, where the image of the real one cannot be had. */
@Command(
        name = "stand-in",
        description = "The quickstart's schema registry (nothing survives a restart) or its store, QuestDB, for a"
                + " docker-compose without the public images.")
public final class StandInMain implements Callable<Integer> {
    /** What it stands in for. */
    enum Part {
        registry,
        store
    }

    @Parameters(paramLabel = "PART", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Part part;

    @Option(names = "--port", required = true, paramLabel = "PORT", description = "Where it listens, on every address.")
    private int port;

    @Option(
            names = "--directory",
            defaultValue = "/tmp/stand-in",
            paramLabel = "FOLDER",
            description = "Where the store keeps its files (default: ${DEFAULT-VALUE}).")
    private Path directory;

    public static void main(String... args) {
        Cli.main(new StandInMain(), args);
    }

    @Override
    public Integer call() throws Exception {
        try (Shutdown shutdown = new Shutdown()) {
            shutdown.installSignalHandler();
            int inside = start(shutdown);
            Gate gate = new Gate(port, inside);
            shutdown.onClose("gate", Duration.ofSeconds(1), gate);
            System.out.println(part + " listens on port " + port);
            shutdown.await();
        }
        return ExitCodes.OK;
    }

    private int start(Shutdown shutdown) {
        if (part == Part.registry) {
            RegistryServer registry = new RegistryServer(0);
            shutdown.onClose("registry", Duration.ofSeconds(2), registry);
            return registry.port();
        }
        EmbeddedQuestDb store = EmbeddedQuestDb.start(directory, 0);
        shutdown.onClose("store", Duration.ofSeconds(10), store);
        return URI.create(store.url()).getPort();
    }
}
