package dev.probeline.deployment.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.aggregator.io.Measurement;
import dev.probeline.aggregator.io.StoredFields;
import dev.probeline.deployment.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards that ship: their queries name what the store and the services have, from sources that are provisioned. */
class DashboardsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MEASUREMENT = Pattern.compile("r\\._measurement == \"([a-z_]+)\"");
    private static final Pattern FIELD = Pattern.compile("r\\._field == \"([a-z_0-9]+)\"");
    private static final Pattern COLUMN = Pattern.compile("\\br\\.([a-z][a-z_]*)");

    /** One for each word that an error type, a fault domain or a status is: which ones, only the data say. */
    private static final Pattern BY_WORD = Pattern.compile("(errors|failures|status)_[a-z0-9_]+");

    @ParameterizedTest
    @ValueSource(strings = {"fleet", "model", "alerts", "pipeline"})
    void asksTheStoreForWhatTheSinkWrites(String name) throws Exception {
        for (JsonNode target : targets(name, "influxdb")) {
            String query = target.get("query").asText();
            Measurement measurement = Set.of(Measurement.values()).stream()
                    .filter(known -> found(MEASUREMENT, query).equals(Set.of(known.table())))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no such measurement: " + query));
            Set<String> fields = StoredFields.of(measurement);
            for (String field : found(FIELD, query)) {
                assertThat(fields.contains(field) || BY_WORD.matcher(field).matches())
                        .as(field)
                        .isTrue();
            }
            Set<String> columns = found(COLUMN, query);
            columns.removeAll(fields);
            assertThat(measurement.tags()).as(query).containsAll(columns);
            assertThat(query).contains("v.timeRangeStart").contains("bucket: \"probeline\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fleet", "model", "alerts", "pipeline"})
    void hasSourcesThatAreProvisionedAndPanelsThatDoNotOverlap(String name) throws Exception {
        Set<Object> sources = Tree.<Map<String, Object>>list(
                        Tree.yaml("compose/grafana/provisioning/datasources/probeline.yaml")
                                .get("datasources"))
                .stream()
                .map(source -> source.get("uid"))
                .collect(Collectors.toSet());
        JsonNode dashboard = dashboard(name);
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(sources).contains(panel.get("datasource").get("uid").asText());
            JsonNode at = panel.get("gridPos");
            for (int x = at.get("x").asInt();
                    x < at.get("x").asInt() + at.get("w").asInt();
                    x++) {
                for (int y = at.get("y").asInt();
                        y < at.get("y").asInt() + at.get("h").asInt();
                        y++) {
                    assertThat(x).isLessThan(24);
                    assertThat(cells.add(x + "," + y))
                            .as(panel.get("title").asText())
                            .isTrue();
                }
            }
        }
        assertThat(dashboard.get("uid").asText()).isEqualTo("probeline-" + name);
    }

    static List<JsonNode> targets(String name, String source) throws Exception {
        List<JsonNode> targets = new ArrayList<>();
        for (JsonNode panel : dashboard(name).get("panels")) {
            panel.get("targets").forEach(target -> {
                if (target.get("datasource").get("type").asText().equals(source)) {
                    targets.add(target);
                }
            });
        }
        return targets;
    }

    private static JsonNode dashboard(String name) throws Exception {
        return JSON.readTree(Tree.text("compose/grafana/dashboards/" + name + ".json"));
    }

    private static Set<String> found(Pattern pattern, String query) {
        return pattern.matcher(query)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
