package dev.probeline.schemas;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Percent-encoding of the few characters that mean something in a series key; a label that is {@code *} alone means all. */
final class Escape {
    private Escape() {}

    /** @throws IllegalArgumentException if the label holds half a surrogate pair, which UTF-8 cannot carry */
    static void requireEncodable(String name, String label) {
        Objects.requireNonNull(label, name);
        for (int i = 0; i < label.length(); i++) {
            if (Character.isSurrogate(label.charAt(i))) {
                if (!Character.isSurrogatePair(label.charAt(i), i + 1 < label.length() ? label.charAt(i + 1) : 0)) {
                    throw new IllegalArgumentException(name + ": half a character at index " + i + " (expected: text)");
                }
                i++;
            }
        }
    }

    static String encode(String label) {
        if (label.equals(SeriesKey.ALL)) {
            return label;
        }
        StringBuilder text = null;
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            boolean special = c == '|' || c == '%' || c == '*' || c < 0x20 || c == 0x7f;
            if (special && text == null) {
                text = new StringBuilder(label.length() + 8).append(label, 0, i);
            }
            if (text != null) {
                if (special) {
                    text.append('%').append(hex(c >> 4)).append(hex(c & 0xf));
                } else {
                    text.append(c);
                }
            }
        }
        return text == null ? label : text.toString();
    }

    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream label = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                label.write(bytes[i]);
            } else if (i + 2 < bytes.length && digit(bytes[i + 1]) >= 0 && digit(bytes[i + 2]) >= 0) {
                label.write(digit(bytes[i + 1]) << 4 | digit(bytes[i + 2]));
                i += 2;
            } else {
                throw new IllegalArgumentException("series key: " + text + " (expected: two hex digits after '%')");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(label.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("series key: " + text + " (expected: UTF-8)", e);
        }
    }

    private static char hex(int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble, 16));
    }

    private static int digit(byte b) {
        return Character.digit(b, 16);
    }
}
