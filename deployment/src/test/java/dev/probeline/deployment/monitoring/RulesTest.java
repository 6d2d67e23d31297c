package dev.probeline.deployment.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.probeline.alerts.config.RuleBook;
import dev.probeline.deployment.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alerts on Probeline itself, and the runbooks of all alerts that come with it. */
class RulesTest {
    private static final String FILE = "compose/prometheus/probeline.rules.yml";
    private static final Pattern HEADING = Pattern.compile("(?m)^#{2,4} ([A-Za-z0-9]+)$");

    static List<Map<String, Object>> groups() {
        return Tree.list(Tree.yaml(FILE).get("groups"));
    }

    @Test
    void areTheSameForTheOperatorInKubernetes() {
        List<Object> inKubernetes = new ArrayList<>();
        for (String where : List.of("region", "central")) {
            Object spec = Tree.yaml("k8s/components/alert-rules-" + where + "/alert-rules.yaml")
                    .get("spec");
            inKubernetes.addAll(Tree.list(Tree.map(spec).get("groups")));
        }

        assertThat(inKubernetes).isEqualTo(groups());
    }

    @Test
    void haveARunbookEach() {
        Set<String> runbooks = headings();
        for (Map<String, Object> rule : rules()) {
            String name = (String) rule.get("alert");
            assertThat(runbooks).contains(name);
            assertThat(Tree.map(rule.get("annotations")).get("runbook_url"))
                    .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void everyBuiltInRuleOfTheAlertConsumerHasARunbookToo() throws Exception {
        Set<String> built =
                RuleBook.load(List.of(Tree.ROOT.resolve("alert-consumer/src/main/resources/rules/default.yml")))
                        .stream()
                        .map(rule -> rule.name())
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(built).hasSizeGreaterThan(15);
        assertThat(headings()).containsAll(built);
    }

    @Test
    void areTakenByPromtool() throws Exception {
        assumeTrue(Tree.has("promtool", "--version"), "SKIPPED: no promtool on this machine");

        for (String[] command : List.of(
                new String[] {"promtool", "check", "config", "compose/prometheus/prometheus.yml"},
                new String[] {"promtool", "test", "rules", "deployment/src/test/resources/probeline.rules.test.yml"})) {
            Tree.Ran ran = Tree.run(command);
            assertThat(ran.code()).as(ran.output()).isZero();
        }
    }

    private static List<Map<String, Object>> rules() {
        return groups().stream()
                .flatMap(group -> Tree.<Map<String, Object>>list(group.get("rules")).stream())
                .toList();
    }

    private static Set<String> headings() {
        return HEADING.matcher(Tree.text("docs/operations.md"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
