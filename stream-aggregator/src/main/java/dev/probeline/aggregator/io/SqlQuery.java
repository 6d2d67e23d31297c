package dev.probeline.aggregator.io;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says a query in QuestDB's SQL. A row of the answer is the bucket's start, the tags, and then the fields. */
final class SqlQuery {
    private SqlQuery() {}

    /** @param fields those of the query that the table has a column for */
    static String of(HistoryQuery query, List<String> fields) {
        String columns = Stream.concat(
                        query.measurement().tags().stream().map(SqlQuery::name),
                        fields.stream().map(field -> "last_not_null(" + name(field) + ") " + name(field)))
                .collect(Collectors.joining(", "));
        String tags = query.measurement().tags().stream()
                .filter(query.tags()::containsKey)
                .map(tag -> " AND " + condition(tag, query.tags().get(tag)))
                .collect(Collectors.joining());
        return "SELECT timestamp, " + columns
                + " FROM " + name(query.measurement().table())
                + " WHERE timestamp >= '" + query.from() + "' AND timestamp < '" + query.to() + "'" + tags
                + " SAMPLE BY " + query.every().toMillis() + "T ALIGN TO CALENDAR";
    }

    /** The columns of a measurement's table, one a row. */
    static String columns(Measurement measurement) {
        return "SELECT \"column\" FROM table_columns(" + literal(measurement.table()) + ")";
    }

    /** An empty tag is none. */
    private static String condition(String tag, String label) {
        return label.isEmpty() ? name(tag) + " IS NULL" : name(tag) + " = " + literal(TagText.of(label));
    }

    private static String name(String name) {
        return '"' + name + '"';
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
