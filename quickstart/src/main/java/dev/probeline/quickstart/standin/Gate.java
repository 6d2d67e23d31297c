package dev.probeline.quickstart.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lets others in to a server that listens on the loopback address only: takes connections on every address of this machine
 * and passes their bytes on. A container's network decides who can reach it.
 */
final class Gate implements AutoCloseable {
    private final ServerSocket outside;
    private final int inside;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "gate");
        thread.setDaemon(true);
        return thread;
    });

    /** @param inside the port on the loopback address */
    Gate(int port, int inside) throws IOException {
        this.outside = new ServerSocket(port);
        this.inside = inside;
        threads.execute(this::accept);
    }

    int port() {
        return outside.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        outside.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (!outside.isClosed()) {
                Socket client = outside.accept();
                threads.execute(() -> join(client));
            }
        } catch (IOException e) {
            if (!outside.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Either side's end ends both. */
    private void join(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), inside)) {
            threads.execute(() -> copy(server, client));
            copy(client, server);
        } catch (IOException e) {
            // Nobody inside, or gone: the client sees its connection closed, which says as much.
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The other direction ended first.
        }
    }
}
