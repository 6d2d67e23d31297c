package dev.probeline.simulator;

import dev.probeline.runtime.config.ConfigFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many requests one core of the simulator answers when no latency is asked of it. The server's processor time is
 * what counts, so the client and other work on the machine do not spoil the figure. Arguments: seconds, connections.
 */
final class SimulatorLoad {

    private static final String YAML = """
            error_latency: {median: 0s}
            models:
              fast:
                first_token: {median: 0s}
                inter_token: {median: 0s}
                output_tokens: {median: 16, sigma: 0}
                limits: {requests_per_minute: 1000000000, tokens_per_minute: 1000000000000}
            """;
    private static final String WHOLE = "{\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String STREAM = WHOLE.replace("}]}", "}],\"stream\":true}");

    private SimulatorLoad() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        int connections = args.length > 1 ? Integer.parseInt(args[1]) : 16;
        SimulatorConfig config = ConfigFile.parse(YAML, "load", SimulatorConfig.class, name -> null);
        try (Simulator simulator = new Simulator(config)) {
            simulator.start();
            run("warm-up, whole", simulator, WHOLE, seconds, connections);
            run("warm-up, stream", simulator, STREAM, seconds, connections);
            run("whole", simulator, WHOLE, seconds, connections);
            run("stream of 16 tokens", simulator, STREAM, seconds, connections);
        }
    }

    private static void run(String name, Simulator simulator, String body, int seconds, int connections)
            throws InterruptedException {
        LongAdder answered = new LongAdder();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> clients = new ArrayList<>();
        long cpu = serverNanos();
        long start = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            Thread client = new Thread(() -> ask(simulator.port(), body, over, answered));
            client.start();
            clients.add(client);
        }
        Thread.sleep(seconds * 1000L);
        over.set(true);
        for (Thread client : clients) {
            client.join();
        }
        double wall = (System.nanoTime() - start) / 1e9;
        double busy = (serverNanos() - cpu) / 1e9;
        System.out.printf(
                "%-20s %,8.0f requests/s, %,8.0f requests per second of one core%n",
                name, answered.sum() / wall, answered.sum() / busy);
    }

    private static long serverNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("simulator")) {
                nanos += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return nanos;
    }

    private static void ask(int port, String body, AtomicBoolean over, LongAdder answered) {
        byte[] request = ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer sk-load\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] end =
                (body.equals(STREAM) ? "\r\n0\r\n\r\n" : "\"fp_simulated\"\n}\n").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            while (!over.get()) {
                socket.getOutputStream().write(request);
                readTo(end, in);
                answered.increment();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The end marks begin with a byte that does not come again in them soon enough to matter. */
    private static void readTo(byte[] end, InputStream in) throws IOException {
        int matched = 0;
        while (matched < end.length) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the simulator closed the connection");
            }
            matched = next == (end[matched] & 0xFF) ? matched + 1 : next == (end[0] & 0xFF) ? 1 : 0;
        }
    }
}
