package dev.probeline.schemas.serde;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** A key of its own for localhost, made with the JDK's keytool: key store, trust store and PEM certificate in one. */
record TestStores(Path store, Path certificate, SSLContext tls) {

    static TestStores create(Path folder, String password) throws Exception {
        Path store = folder.resolve("localhost.p12");
        Path certificate = folder.resolve("localhost.pem");
        keytool(store, password, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
        keytool(store, password, "-exportcert", "-rfc", "-file", certificate.toString());
        // The same certificate again as trusted: a private key's own entry is not one.
        String[] trust = {"-importcert", "-noprompt", "-file", certificate.toString()};
        keytool(store, "trusted", password, trust);
        return new TestStores(store, certificate, context(store, password));
    }

    HttpsConfigurator server() {
        return new HttpsConfigurator(tls);
    }

    HttpsConfigurator serverThatDemandsACertificate() {
        return new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanding = tls.getDefaultSSLParameters();
                demanding.setNeedClientAuth(true);
                parameters.setSSLParameters(demanding);
            }
        };
    }

    private static void keytool(Path store, String password, String... arguments) throws Exception {
        keytool(store, "key", password, arguments);
    }

    private static void keytool(Path store, String alias, String password, String[] arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", alias, "-keystore", store.toString(), "-storepass", password));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool: " + output);
        }
    }

    private static SSLContext context(Path store, String password) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, password.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
