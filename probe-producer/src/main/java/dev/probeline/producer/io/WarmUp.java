package dev.probeline.producer.io;

import dev.probeline.producer.config.Budget;
import dev.probeline.producer.config.ConnectionMode;
import dev.probeline.producer.config.Expectations;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.config.Timeouts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes some calls to a socket of this process before the first real probe, so that loading and compiling our classes is
 * not measured as somebody else's latency.
 */
public final class WarmUp {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final int CALLS = 40;
    private static final String STREAM = "data: {\"model\":\"warm-up\",\"choices\":[{\"delta\":{\"content\":\"a\"},"
            + "\"finish_reason\":null}],\"usage\":null}\n\n"
            + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
            + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}\n\n"
            + "data: [DONE]\n\n";
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                    + "x-ratelimit-limit-requests: 1\r\nx-ratelimit-reset-requests: 1ms\r\nConnection: close\r\n\r\n"
                    + STREAM)
            .getBytes(StandardCharsets.US_ASCII);

    private WarmUp() {}

    public static void run(HttpClients clients, Watchdog watchdog) {
        try (ServerSocket server = new ServerSocket(0, CALLS, InetAddress.getLoopbackAddress())) {
            Threads.daemon("probe-warm-up", () -> answer(server)).start();
            HttpProbe probe = new HttpProbe(target(server), clients, watchdog, Clock.systemUTC());
            for (int i = 0; i < CALLS; i++) {
                probe.attempt("warm-up", "warm-up").timings();
            }
        } catch (IOException e) {
            log.debug("The first probes will be slower: no warm-up", e);
        }
    }

    private static Target target(ServerSocket server) {
        return new Target(
                "warm-up",
                "warm-up",
                Optional.of(URI.create("http://127.0.0.1:" + server.getLocalPort())),
                Optional.empty(),
                "warm-up",
                Optional.empty(),
                Optional.empty(),
                "none",
                Map.of(),
                true,
                "warm-up",
                Optional.empty(),
                16,
                Optional.empty(),
                Duration.ofSeconds(1),
                Timeouts.within(Duration.ofSeconds(1)),
                List.of(),
                ConnectionMode.NEW,
                Expectations.NONE,
                Optional.empty(),
                Budget.NONE);
    }

    private static void answer(ServerSocket server) {
        for (int i = 0; i < CALLS; i++) {
            try (Socket client = server.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                int length = 0;
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    if (line.startsWith("Content-Length: ")) {
                        length = Integer.parseInt(line.substring("Content-Length: ".length()));
                    }
                }
                in.skip(length);
                OutputStream out = client.getOutputStream();
                out.write(ANSWER);
                out.flush();
            } catch (IOException e) {
                return; // closed: enough
            }
        }
    }
}
