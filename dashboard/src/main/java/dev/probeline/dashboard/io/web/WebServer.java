package dev.probeline.dashboard.io.web;

import dev.probeline.runtime.http.HttpSettings;
import dev.probeline.runtime.http.ListenException;
import java.io.IOException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty with no more than is needed: HTTP/1.1, few threads, small requests. An open stream holds none of the threads. */
public final class WebServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int LONGEST_HEADERS = 8 * 1024;
    private static final int IDLE_MS = 30_000;

    private final HttpSettings settings;
    private final Server server;
    private final ServerConnector connector;

    public WebServer(HttpSettings settings, Handler handler) {
        this.settings = settings;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("page-http");
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LONGEST_HEADERS);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.bind());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MS);
        server.addConnector(connector);
        server.setHandler(handler);
        server.setStopTimeout(0);
    }

    /** @throws ListenException when the port is taken */
    public void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new ListenException("live page", settings, e);
        } catch (Exception e) {
            throw new IllegalStateException("the live page cannot be served", e);
        }
    }

    /** The port it listens on, also when 0 was asked for. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
