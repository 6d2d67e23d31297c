package dev.probeline.aggregator.io;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A label as the store holds it. Line protocol has no way to write a backslash before a separator or a control
 * character in a tag: they are percent-encoded, and so is the percent sign.
 */
final class TagText {
    private TagText() {}

    static String of(String label) {
        StringBuilder text = new StringBuilder(label.length());
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c < ' ' || c == '\\' || c == '%' || c == 0x7f) {
                text.append(String.format("%%%02X", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** @param text null where the store has no such tag, as for an empty label */
    static String label(String text) {
        // The decoder is made for forms, where a plus sign is a space.
        return text == null ? "" : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
