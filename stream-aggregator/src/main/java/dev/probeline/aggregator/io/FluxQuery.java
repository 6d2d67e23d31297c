package dev.probeline.aggregator.io;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Says a query in Flux. One table of the answer is one field of one series. */
final class FluxQuery {
    private static final String PLAIN = " -_./:*";

    private FluxQuery() {}

    static String of(HistoryQuery query, String bucket) {
        String tags = query.measurement().tags().stream()
                .filter(query.tags()::containsKey)
                .map(tag -> " and " + condition(tag, query.tags().get(tag)))
                .collect(Collectors.joining());
        String fields = query.fields().stream()
                .map(field -> "r._field == " + literal(field))
                .collect(Collectors.joining(" or "));
        return "from(bucket: " + literal(bucket) + ")\n"
                + "  |> range(start: " + query.from() + ", stop: " + query.to() + ")\n"
                + "  |> filter(fn: (r) => r._measurement == "
                + literal(query.measurement().table()) + tags + ")\n"
                + "  |> filter(fn: (r) => " + fields + ")\n"
                + "  |> aggregateWindow(every: " + query.every().toMillis()
                + "ms, fn: last, createEmpty: false, timeSrc: \"_start\")\n";
    }

    /** An empty tag is none. */
    private static String condition(String tag, String label) {
        String column = "r[" + literal(tag) + "]";
        return label.isEmpty() ? "not exists " + column : column + " == " + literal(TagText.of(label));
    }

    /**
     * Every sign that could end the literal, start an escape or, as a dollar sign does, an interpolation is written as
     * its byte.
     */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > 0 && (Character.isLetterOrDigit(b) || PLAIN.indexOf(b) >= 0);
            literal.append(plain ? String.valueOf((char) b) : String.format("\\x%02x", b & 0xff));
        }
        return literal.append('"').toString();
    }
}
