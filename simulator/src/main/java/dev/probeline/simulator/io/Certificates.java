package dev.probeline.simulator.io;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;
import okhttp3.tls.HeldCertificate;

/** A certificate authority made at start, and the good and bad certificates it issues. */
public final class Certificates {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration DAY = Duration.ofDays(1);

    private final Instant now;
    private final HeldCertificate authority;

    public Certificates(Instant now) {
        this.now = now;
        this.authority = new HeldCertificate.Builder()
                .commonName("Probeline simulator")
                .certificateAuthority(0)
                .validityInterval(now.minus(YEAR).toEpochMilli(), now.plus(YEAR).toEpochMilli())
                .build();
    }

    /** For clients that are to trust the simulator. */
    public String authorityPem() {
        return authority.certificatePem();
    }

    SslContext context(ExtraPort port) throws SSLException {
        HeldCertificate certificate = switch (port) {
            case TLS_EXPIRED -> issue(now.minus(YEAR), now.minus(DAY), "localhost", "127.0.0.1", "::1");
            case TLS_WRONG_HOST -> issue(now.minus(DAY), now.plus(YEAR), "wrong.example");
            default -> issue(now.minus(DAY), now.plus(YEAR), "localhost", "127.0.0.1", "::1");
        };
        return SslContextBuilder.forServer(certificate.keyPair().getPrivate(), certificate.certificate())
                .build();
    }

    private HeldCertificate issue(Instant from, Instant until, String... names) {
        HeldCertificate.Builder builder = new HeldCertificate.Builder()
                .commonName(names[0])
                .signedBy(authority)
                .validityInterval(from.toEpochMilli(), until.toEpochMilli());
        for (String name : names) {
            builder.addSubjectAlternativeName(name);
        }
        return builder.build();
    }
}
