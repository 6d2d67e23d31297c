package dev.probeline.deployment.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A certificate authority for one test, which writes what Kafka's clients and brokers read: PEM files. */
final class Authority {
    private final HeldCertificate root = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("test authority")
            .build();
    private final Path folder;

    Authority(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(trust(), root.certificatePem());
    }

    /** The certificate of the authority. */
    Path trust() {
        return folder.resolve("ca.crt");
    }

    /** Key and certificate of somebody, in one file. */
    Path identity(String commonName) throws IOException {
        HeldCertificate held = issue(commonName);
        Path file = folder.resolve(commonName + ".pem");
        Files.writeString(file, held.privateKeyPkcs8Pem() + held.certificatePem());
        return file;
    }

    /** For a server of the JDK. */
    SSLContext server() {
        return new HandshakeCertificates.Builder()
                .heldCertificate(issue("server"))
                .build()
                .sslContext();
    }

    private HeldCertificate issue(String commonName) {
        return new HeldCertificate.Builder()
                .signedBy(root)
                .commonName(commonName)
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .build();
    }
}
