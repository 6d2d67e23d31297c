package dev.probeline.runtime.kafka;

import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Kafka's own TLS, made anew for the next connection when a file with a key or with certificates has changed. */
public final class CurrentCertificates implements SslEngineFactory {
    private static final Logger log = LoggerFactory.getLogger(CurrentCertificates.class);

    private Map<String, Object> configs = Map.of();
    private DefaultSslEngineFactory latest = new DefaultSslEngineFactory();
    private boolean refused;

    @Override
    public synchronized void configure(Map<String, ?> configs) {
        this.configs = new HashMap<>(configs);
        latest = fresh();
    }

    @Override
    public SSLEngine createClientSslEngine(String peerHost, int peerPort, String endpointIdentification) {
        return upToDate().createClientSslEngine(peerHost, peerPort, endpointIdentification);
    }

    @Override
    public SSLEngine createServerSslEngine(String peerHost, int peerPort) {
        throw new UnsupportedOperationException("only clients are made with it");
    }

    /** Of a client nobody asks. */
    @Override
    public boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public synchronized KeyStore keystore() {
        return latest.keystore();
    }

    @Override
    public synchronized KeyStore truststore() {
        return latest.truststore();
    }

    @Override
    public synchronized void close() {
        latest.close();
    }

    /** While the files are half written or do not fit each other, what was before holds. */
    private synchronized DefaultSslEngineFactory upToDate() {
        if (latest.shouldBeRebuilt(configs)) {
            try {
                latest = fresh();
                refused = false;
                log.info("Kafka connections use the changed certificates");
            } catch (RuntimeException e) {
                log.atLevel(refused ? Level.DEBUG : Level.WARN)
                        .setCause(e)
                        .log("The changed certificates cannot be used; those before still are");
                refused = true;
            }
        }
        return latest;
    }

    private DefaultSslEngineFactory fresh() {
        DefaultSslEngineFactory factory = new DefaultSslEngineFactory();
        factory.configure(configs);
        return factory;
    }
}
