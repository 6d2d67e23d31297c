package dev.probeline.producer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers whoever connects with given bytes, whatever they are, and hangs up. */
final class RawServer implements AutoCloseable {
    private final ServerSocket server;
    private volatile byte[] answer = {};

    RawServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    void answer(byte[] bytes) {
        answer = bytes;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                readRequest(client);
                client.getOutputStream().write(answer);
                client.getOutputStream().flush();
                client.shutdownOutput();
            } catch (IOException e) {
                // The client has seen enough, or the test is over.
            }
        }
    }

    /** All of it: what is left unread when a socket closes becomes a reset. */
    private static void readRequest(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        for (int i = 0; i < length && in.read() >= 0; i++) {}
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
