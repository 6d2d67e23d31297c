package dev.probeline.dashboard.core;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a browser bears instead of the token: a name and an end, signed with the token. Every instance can check it, and it is
 * worth nothing once the token is gone. Times are milliseconds since the epoch.
 */
public final class SessionToken {
    private SessionToken() {}

    public static String sign(String name, long expires, String token) {
        String claim = name + "." + expires;
        return claim + "." + mac(claim, token);
    }

    /** The name it claims, of which nothing is proved yet; empty where it is none. */
    public static String claimedName(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? "" : text.substring(0, dot);
    }

    public static boolean holds(String text, String token, long now) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("[0-9]{1,15}") || Long.parseLong(parts[1]) < now) {
            return false;
        }
        return MessageDigest.isEqual(
                mac(parts[0] + "." + parts[1], token).getBytes(StandardCharsets.UTF_8),
                parts[2].getBytes(StandardCharsets.UTF_8));
    }

    private static String mac(String claim, String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(("probeline-session:" + token).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(claim.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
