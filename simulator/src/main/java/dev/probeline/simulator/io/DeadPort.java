package dev.probeline.simulator.io;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port that nobody answers at, held so that nobody else gets it. */
final class DeadPort implements AutoCloseable {

    /** Enough connections to fill a backlog of one on any system. */
    private static final int FILLERS = 8;

    private static final Logger log = LoggerFactory.getLogger(DeadPort.class);

    private final int port;
    private final List<Closeable> held;

    private DeadPort(int port, List<Closeable> held) {
        this.port = port;
        this.held = held;
    }

    /** Bound without listening: the kernel answers with RST. */
    static DeadPort refused(InetAddress address) throws IOException {
        Socket bound = new Socket();
        bound.bind(new InetSocketAddress(address, 0));
        return new DeadPort(bound.getLocalPort(), List.of(bound));
    }

    /** Nobody accepts and the backlog is full: the kernel drops every further SYN. */
    static DeadPort hang(InetAddress address) throws IOException {
        ServerSocket deaf = new ServerSocket();
        deaf.bind(new InetSocketAddress(address, 0), 1);
        List<Closeable> held = new ArrayList<>(List.of(deaf));
        for (int i = 0; i < FILLERS; i++) {
            SocketChannel filler = SocketChannel.open();
            held.add(filler);
            filler.configureBlocking(false);
            filler.connect(deaf.getLocalSocketAddress());
        }
        return new DeadPort(deaf.getLocalPort(), held);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        for (Closeable each : held) {
            try {
                each.close();
            } catch (IOException e) {
                log.debug("A held socket did not close: {}", e.toString());
            }
        }
    }
}
