package dev.probeline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.simulator.io.ExtraPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExtraPortsTest {

    private static Harness api;
    private static OkHttpClient trusting;

    @BeforeAll
    static void start() {
        api = new Harness();
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(Certificates.decodeCertificatePem(api.simulator.certificateAuthority()))
                .build();
        trusting = new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .connectTimeout(Duration.ofMillis(300))
                .build();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void refusedIsRefused() {
        assertThatThrownBy(() -> status("http", ExtraPort.REFUSED)).isInstanceOf(ConnectException.class);
    }

    @Test
    void hangNeverConnects() {
        assertThatThrownBy(() -> status("http", ExtraPort.HANG)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void tlsServesTheApiToWhoTrustsTheAuthority() throws IOException {
        assertThat(status("https", ExtraPort.TLS)).isEqualTo(200);
    }

    @Test
    void expiredIsToldFromUntrusted() {
        assertThatThrownBy(() -> status("https", ExtraPort.TLS_EXPIRED))
                .isInstanceOf(SSLHandshakeException.class)
                .hasRootCauseInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void aCertificateForAnotherHostIsNotVerified() {
        assertThatThrownBy(() -> status("https", ExtraPort.TLS_WRONG_HOST))
                .isInstanceOf(SSLPeerUnverifiedException.class);
    }

    @Test
    void theControlApiOpensPortsToo() {
        String opened = api.control("POST", "ports?name=tls_expired", "").text();

        assertThat(opened).contains("{\"port\":" + api.simulator.extraPort(ExtraPort.TLS_EXPIRED) + "}");
    }

    private static int status(String scheme, ExtraPort port) throws IOException {
        Request request = new Request.Builder()
                .url(scheme + "://127.0.0.1:" + api.simulator.extraPort(port) + "/v1/models")
                .header("Authorization", "Bearer " + Harness.KEY)
                .build();
        try (Response response = trusting.newCall(request).execute()) {
            return response.code();
        }
    }
}
