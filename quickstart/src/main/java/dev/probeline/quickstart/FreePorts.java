package dev.probeline.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds loopback ports that nobody listens on, for servers that must know their port before they open it. */
public final class FreePorts {
    private FreePorts() {}

    /** As many different ports as asked for; all are held open until all are found. */
    public static List<Integer> find(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new CannotStartException("no free port on the loopback address: " + e.getMessage(), e);
        } finally {
            held.forEach(FreePorts::release);
        }
    }

    /** @throws CannotStartException if somebody listens there */
    public static void requireFree(String name, int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            probe.getLocalPort();
        } catch (IOException e) {
            throw taken(name, port, e);
        }
    }

    public static CannotStartException taken(String name, int port, IOException cause) {
        return new CannotStartException(
                "port " + port + " for the " + name + " cannot be opened: " + cause.getMessage()
                        + " (choose another --port-base, or 0 for free ports)",
                cause);
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new CannotStartException("cannot give back port " + socket.getLocalPort() + ": " + e.getMessage(), e);
        }
    }
}
