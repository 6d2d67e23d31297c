package dev.probeline.dashboard.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One address or all that begin with the same bits: {@code 10.0.0.7}, {@code 10.0.0.0/8}, {@code fd00::/8}. */
public final class Network {
    // Digits and colons only, so that no name is ever looked up.
    private static final Pattern FORM = Pattern.compile("([0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/([0-9]{1,3}))?");

    private final String text;
    private final byte[] start;
    private final int bits;

    private Network(String text, byte[] start, int bits) {
        this.text = text;
        this.start = start;
        this.bits = bits;
    }

    public static Network parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            try {
                byte[] start = InetAddress.getByName(form.group(1)).getAddress();
                int bits = form.group(2) == null ? start.length * 8 : Integer.parseInt(form.group(2));
                if (bits <= start.length * 8) {
                    return new Network(text, start, bits);
                }
            } catch (UnknownHostException e) {
                throw fault(text, e);
            }
        }
        throw fault(text, null);
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        int whole = bits / 8;
        if (bytes.length != start.length || !Arrays.equals(bytes, 0, whole, start, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || ((bytes[whole] ^ start[whole]) & 0xff) >> (8 - rest) == 0;
    }

    @Override
    public String toString() {
        return text;
    }

    private static IllegalArgumentException fault(String text, Exception cause) {
        return new IllegalArgumentException(
                text + " (expected: an address such as 10.0.0.7, or a network such as 10.0.0.0/8)", cause);
    }
}
