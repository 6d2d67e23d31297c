package dev.probeline.dashboard.io.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes to send, also compressed where that makes them smaller.
 *
 * @param gzip empty where it would not pay
 * @param tag the ETag: equal bytes have equal tags on every instance
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and thousands are made
record Content(String type, byte[] plain, byte[] gzip, String tag) {
    private static final int WORTH_IT = 1024;

    static Content of(String type, byte[] plain) {
        byte[] gzip = plain.length < WORTH_IT ? new byte[0] : compressed(plain);
        return new Content(type, plain, gzip.length < plain.length ? gzip : new byte[0], tag(plain));
    }

    /** @param acceptEncoding the header as received, or null */
    boolean sentCompressed(String acceptEncoding) {
        return gzip.length > 0 && acceptEncoding != null && acceptEncoding.contains("gzip");
    }

    private static String tag(byte[] plain) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain);
            return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] compressed(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes, 8192)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
