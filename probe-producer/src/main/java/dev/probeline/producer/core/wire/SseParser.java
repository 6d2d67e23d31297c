package dev.probeline.producer.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Server-sent events out of bytes, however the network cut them: lines end in LF, CRLF or CR, comments and blocks
 * without data are passed over, a leading byte order mark is dropped. Follows the HTML standard, section 9.2, but for
 * {@link #end}, which dispatches what is there: gateways leave out the last blank line.
 */
public final class SseParser {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final int longestEvent;
    private final Consumer<String> sink;

    private byte[] line = new byte[512];
    private int length;
    private boolean firstLine = true;
    private boolean afterCarriageReturn;
    private final StringBuilder data = new StringBuilder();
    private boolean tooLong;

    /**
     * @param longestEvent bytes of a line, or characters of an event's data, beyond which parsing gives up
     * @param sink gets the data of each event, its lines joined by LF, never empty; an event's type is not looked at
     */
    public SseParser(int longestEvent, Consumer<String> sink) {
        this.longestEvent = longestEvent;
        this.sink = sink;
    }

    public void feed(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count && !tooLong; i++) {
            byte b = bytes[i];
            if (b == '\n' && afterCarriageReturn) {
                afterCarriageReturn = false;
                continue;
            }
            afterCarriageReturn = b == '\r';
            if (b == '\n' || b == '\r') {
                endOfLine();
            } else {
                append(b);
            }
        }
    }

    /** No more bytes will come. */
    public void end() {
        if (tooLong) {
            return;
        }
        if (length > 0) {
            endOfLine();
        }
        dispatch();
    }

    /** An event was longer than allowed; nothing was dispatched since. */
    public boolean gaveUp() {
        return tooLong;
    }

    private void append(byte b) {
        if (length == longestEvent) {
            tooLong = true;
            return;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(longestEvent, length * 2));
        }
        line[length++] = b;
    }

    private void endOfLine() {
        int start = firstLine && startsWithMark() ? BYTE_ORDER_MARK.length : 0;
        firstLine = false;
        if (length == start) {
            dispatch();
        } else if (line[start] != ':') {
            field(new String(line, start, length - start, StandardCharsets.UTF_8));
        }
        length = 0;
    }

    private boolean startsWithMark() {
        return length >= BYTE_ORDER_MARK.length
                && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        int from = colon < 0 ? text.length() : text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1;
        if (name.equals("data")) {
            data.append(text, from, text.length()).append('\n');
            tooLong = data.length() > longestEvent;
        }
    }

    private void dispatch() {
        if (data.length() > 1) {
            sink.accept(data.substring(0, data.length() - 1));
        }
        data.setLength(0);
    }
}
