package dev.probeline.deployment.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probeline.deployment.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of the services' metrics that the alert rules and the dashboards ask Prometheus for. */
public final class QueriedMetrics {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Selectors, groupings, texts and ranges: whatever is a word and no metric for its place. */
    private static final Pattern ASIDE =
            Pattern.compile("\\{[^}]*}|\\bby \\([^)]*\\)|\"[^\"]*\"|\\[[^]]*]|\\boffset \\w+");

    private static final Set<String> LANGUAGE =
            Set.of("sum", "max", "min", "rate", "increase", "absent", "histogram_quantile", "and", "or", "unless");

    /** Prometheus' own. */
    private static final Set<String> NOT_OURS = Set.of("up");

    private QueriedMetrics() {}

    public static Set<String> all() throws Exception {
        List<String> queries = new ArrayList<>();
        for (Map<String, Object> group : RulesTest.groups()) {
            for (Map<String, Object> rule : Tree.<Map<String, Object>>list(group.get("rules"))) {
                queries.add((String) rule.get("expr"));
            }
        }
        for (String dashboard : List.of("fleet", "model", "alerts", "pipeline")) {
            for (JsonNode target : DashboardsTest.targets(dashboard, "prometheus")) {
                queries.add(target.get("expr").asText());
            }
        }
        Set<String> names = new TreeSet<>();
        for (String query : queries) {
            WORD.matcher(ASIDE.matcher(query).replaceAll("")).results().forEach(found -> names.add(found.group()));
        }
        names.removeAll(LANGUAGE);
        names.removeAll(NOT_OURS);
        return names;
    }
}
