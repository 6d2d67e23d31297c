package dev.probeline.quickstart.store;

import dev.probeline.aggregator.io.Measurement;
import dev.probeline.quickstart.CannotStartException;
import dev.probeline.quickstart.FreePorts;
import io.questdb.Bootstrap;
import io.questdb.DefaultBootstrapConfiguration;
import io.questdb.ServerMain;
import io.questdb.griffin.SqlException;
import io.questdb.log.LogFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * QuestDB in this JVM with its HTTP API on the loopback address, taking InfluxDB line protocol on {@code /api/v2/write}.
 *
 * <p>The tables exist from the start, because only a declared table can replace a point that is written again; the
 * columns of the measured values are added by the first point that has them.
 */
public final class EmbeddedQuestDb implements AutoCloseable {
    private final ServerMain server;
    private final QuestDbQuery http;

    private EmbeddedQuestDb(ServerMain server) {
        this.server = server;
        this.http = new QuestDbQuery(url(server));
    }

    /** @param port 0 for any free one */
    public static EmbeddedQuestDb start(Path directory, int port) {
        if (port != 0) {
            FreePorts.requireFree("QuestDB", port);
        }
        Path root = directory.resolve("questdb");
        configure(root, port);
        ServerMain server = new ServerMain(new Bootstrap(new Bare(), Bootstrap.getServerMainArgs(root.toString())));
        declare(server);
        server.start(false);
        return new EmbeddedQuestDb(server);
    }

    /** Before anybody can write: the first point would otherwise make a table of its own, which replaces nothing. */
    private static void declare(ServerMain server) {
        try {
            for (Measurement measurement : Measurement.values()) {
                server.getEngine().execute(resource(measurement.table() + ".sql"));
            }
        } catch (SqlException e) {
            throw new IllegalStateException("the store's tables cannot be made", e);
        }
    }

    public String url() {
        return url(server);
    }

    /** The one number that a query such as {@code SELECT count() FROM …} answers with. */
    public long number(String sql) {
        return http.number(sql);
    }

    @Override
    public void close() {
        silently(server::close);
    }

    private static String url(ServerMain server) {
        return "http://127.0.0.1:" + server.getHttpServerPort();
    }

    private static void configure(Path root, int port) {
        Path configuration = root.resolve("conf");
        try {
            Files.createDirectories(configuration);
            Files.writeString(
                    configuration.resolve("server.conf"),
                    resource("server.conf") + "http.bind.to=127.0.0.1:" + port + "\n");
            Files.writeString(
                    configuration.resolve(LogFactory.DEFAULT_CONFIG_NAME),
                    "writers=file\n"
                            + "w.file.class=io.questdb.log.LogFileWriter\n"
                            + "w.file.level=ERROR,CRITICAL\n"
                            + "w.file.location=" + root.resolve("questdb.log") + "\n");
        } catch (IOException e) {
            throw new CannotStartException("QuestDB's directory cannot be laid out: " + e.getMessage(), e);
        }
        LogFactory.configureRootDir(root.toString());
        silently(LogFactory::getInstance);
    }

    /** QuestDB announces on stderr that it opens its log and that it closes; nobody asked. Others are still heard. */
    private static void silently(Runnable task) {
        PrintStream stderr = System.err;
        System.setErr(new PrintStream(new Muted(stderr, Thread.currentThread()), true, StandardCharsets.UTF_8));
        try {
            task.run();
        } finally {
            System.setErr(stderr);
        }
    }

    private static String resource(String name) {
        try (InputStream in = EmbeddedQuestDb.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("resource " + name + " cannot be read", e);
        }
    }

    /** Only what was written to the configuration file counts, and no web console is unpacked. */
    private static final class Bare extends DefaultBootstrapConfiguration {
        @Override
        public String getBanner() {
            return "";
        }

        @Override
        public Map<String, String> getEnv() {
            return Map.of();
        }

        @Override
        public boolean useSite() {
            return false;
        }
    }
}
