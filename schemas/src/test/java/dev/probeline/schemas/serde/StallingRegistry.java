package dev.probeline.schemas.serde;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands where a registry should and begins an answer that never ends, as a proxy does whose backend hangs. */
final class StallingRegistry implements AutoCloseable {
    private static final int MOST_DRIPS = 3_000;

    final AtomicInteger connections = new AtomicInteger();
    final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Stall stall;

    StallingRegistry(Stall stall) throws IOException {
        this.stall = stall;
        start(this::accept);
    }

    String url() {
        return "http://localhost:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                start(() -> answer(socket));
                start(() -> readToTheEnd(socket));
            }
        } catch (IOException e) {
            closed.countDown();
        }
    }

    private void answer(Socket socket) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(stall.beginning.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; stall.drips && i < MOST_DRIPS && !closed.await(10, TimeUnit.MILLISECONDS); i++) {
                out.write('1');
            }
        } catch (IOException e) {
            open.remove(socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readToTheEnd(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A reset is an end too.
        } finally {
            open.remove(socket);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "stalling-registry");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where the answer stops. */
    enum Stall {
        AFTER_THE_HEADERS("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", false),
        IN_THE_BODY("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"id\":", false),
        DRIPPING_THE_BODY("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"id\":", true),
        DRIPPING_THE_HEADERS("HTTP/1.1 200 OK\r\nContent-Length: 5", true);

        private final String beginning;
        private final boolean drips;

        Stall(String beginning, boolean drips) {
            this.beginning = beginning;
            this.drips = drips;
        }
    }
}
