package dev.probeline.dashboard.io.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real sockets, which fill. */
class StreamsTest {
    private static final byte[] HELLO = "event: hello\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FRAME = frame(100_000);
    private static final int MORE_THAN_SOCKETS_TAKE = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Streams streams = new Streams(10, registry);
    private final Server server = new Server();
    private int port;

    @BeforeEach
    void start() throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                return streams.add(response, callback, HELLO);
            }
        });
        server.start();
        port = connector.getLocalPort();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void whoDoesNotReadIsLetGoAndHearsSo() throws Exception {
        try (Socket deaf = open(4096)) {
            for (int i = 0; i < MORE_THAN_SOCKETS_TAKE && streams.open() > 0; i++) {
                streams.broadcast(FRAME);
            }

            assertThat(streams.open()).isZero();
            assertThat(registry.get("probeline.dashboard.streams.dropped")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(endOf(deaf)).isEqualTo("closed");
        }
    }

    @Test
    void whoReadsHearsAllOfItAndTheEnd() throws Exception {
        try (Socket open = open(0)) {
            streams.broadcast(FRAME);
            streams.broadcast(FRAME);
            streams.close();

            int length = open.getInputStream().readAllBytes().length;

            assertThat(length).isGreaterThan(HELLO.length + 2 * FRAME.length);
            assertThat(streams.open()).isZero();
        }
    }

    private Socket open(int receives) throws IOException {
        Socket socket = new Socket();
        if (receives > 0) {
            socket.setReceiveBufferSize(receives);
        }
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        await().atMost(PATIENCE).until(() -> streams.open() == 1);
        return socket;
    }

    private static String endOf(Socket socket) throws IOException {
        try {
            InputStream in = socket.getInputStream();
            in.transferTo(OutputStream.nullOutputStream());
            return "closed";
        } catch (SocketException e) {
            return "closed";
        }
    }

    private static byte[] frame(int size) {
        byte[] frame = new byte[size];
        Arrays.fill(frame, (byte) 'x');
        return frame;
    }
}
