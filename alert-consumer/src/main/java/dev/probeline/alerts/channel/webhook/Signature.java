package dev.probeline.alerts.channel.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Value of the signature header: {@code t=<epoch seconds>,v1=<hex>}, where v1 is the HMAC-SHA256 of
 * {@code <epoch seconds>.<body>}. The time is signed too, so that a receiver can refuse a replay. While a key is rotated
 * there is one v1 for each of the two: a receiver that knows either is content.
 */
final class Signature {
    static final String HEADER = "X-Probeline-Signature";

    static String of(byte[] body, List<String> keys, Instant now) {
        StringBuilder header = new StringBuilder("t=" + now.getEpochSecond());
        keys.forEach(key -> header.append(",v1=").append(hmac(body, key, now.getEpochSecond())));
        return header.toString();
    }

    private static String hmac(byte[] body, String key, long seconds) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private Signature() {}
}
