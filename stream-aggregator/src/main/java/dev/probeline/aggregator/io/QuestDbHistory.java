package dev.probeline.aggregator.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Reads from QuestDB, in SQL over its HTTP endpoint {@code /exec}. */
public final class QuestDbHistory implements HistoryReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpUrl exec;
    private final OkHttpClient http;

    /** @param timeout of one query */
    public QuestDbHistory(URI url, Duration timeout) {
        exec = HttpUrl.get(url).newBuilder().addPathSegment("exec").build();
        http = new OkHttpClient.Builder()
                .followRedirects(false)
                .callTimeout(timeout)
                .build();
    }

    /** A column exists from the first point that has the field; until then the field has no values. */
    @Override
    public List<HistoryRow> read(HistoryQuery query) throws IOException {
        Set<String> known = new HashSet<>();
        for (JsonNode row : run(SqlQuery.columns(query.measurement()))) {
            known.add(row.path(0).asText());
        }
        List<String> fields = query.fields().stream().filter(known::contains).toList();
        if (fields.isEmpty()) {
            return List.of();
        }
        List<HistoryRow> found = new ArrayList<>();
        for (JsonNode row : run(SqlQuery.of(query, fields))) {
            found.add(row(query.measurement(), fields, row));
        }
        return HistoryRow.inOrder(query.measurement(), found);
    }

    private static HistoryRow row(Measurement measurement, List<String> fields, JsonNode row) throws IOException {
        int column = 0;
        Instant at = Instant.parse(row.path(column++).asText());
        Map<String, String> tags = new HashMap<>();
        for (String tag : measurement.tags()) {
            tags.put(tag, TagText.label(row.path(column++).textValue()));
        }
        Map<String, Double> values = new HashMap<>();
        for (String field : fields) {
            JsonNode value = row.path(column++);
            if (value.isNumber()) {
                values.put(field, value.doubleValue());
            } else if (!value.isNull()) {
                throw new IOException("field " + field + ": " + value + " (expected: a number)");
            }
        }
        return new HistoryRow(tags, at, values);
    }

    private JsonNode run(String sql) throws IOException {
        Request request = new Request.Builder()
                .url(exec.newBuilder().addQueryParameter("query", sql).build())
                .build();
        try (Response response = http.newCall(request).execute()) {
            String body = response.body().string();
            if (!response.isSuccessful()) {
                throw new IOException("QuestDB refuses " + sql + ": " + response.code() + " " + body);
            }
            return JSON.readTree(body).path("dataset");
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
