package dev.probeline.alerts.core.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Value of the signature header: {@code t=<epoch seconds>,v1=<hex>}, where v1 is the HMAC-SHA256 of
 * {@code <epoch seconds>.<body>}. The time is signed too, so that a receiver can refuse a replay.
 */
public final class Signature {
    public static final String HEADER = "X-Probeline-Signature";

    public static String of(byte[] body, String secret, Instant now) {
        long seconds = now.getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private Signature() {}
}
