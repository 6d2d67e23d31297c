package dev.probeline.simulator.io;

import dev.probeline.runtime.http.HttpSettings;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens each extra port when it is first asked for, and keeps it until the end. */
public final class ExtraPorts implements AutoCloseable {

    private final Listener listener;
    private final Certificates certificates;
    private final String bind;
    private final Map<ExtraPort, Integer> open = new EnumMap<>(ExtraPort.class);
    private final List<DeadPort> dead = new ArrayList<>();

    public ExtraPorts(Listener listener, Certificates certificates, String bind) {
        this.listener = listener;
        this.certificates = certificates;
        this.bind = bind;
    }

    public synchronized int port(ExtraPort kind) {
        return open.computeIfAbsent(kind, this::open);
    }

    private int open(ExtraPort kind) {
        try {
            return switch (kind) {
                case REFUSED -> hold(DeadPort.refused(InetAddress.getByName(bind)));
                case HANG -> hold(DeadPort.hang(InetAddress.getByName(bind)));
                default -> {
                    SslContext tls = certificates.context(kind);
                    yield listener.listen(new HttpSettings(bind, 0), Optional.of(tls));
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException("extra port " + kind.id() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private int hold(DeadPort port) {
        dead.add(port);
        return port.port();
    }

    @Override
    public synchronized void close() {
        dead.forEach(DeadPort::close);
    }
}
