package dev.probeline.alerts.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final Pace PACE = new Pace(
            new GroupBy(List.of("alertname", "model")),
            Duration.ZERO,
            Duration.ofMinutes(1),
            Duration.ofHours(4),
            List.of(),
            List.of());

    private final Route tree = route(
            "all",
            false,
            "",
            route("audit", true, "severity=~\".*\""),
            route("pager", false, "severity=\"critical\"", route("billing", false, "team=\"billing\"")),
            route("chat", false, "severity=\"warning\""));

    @Test
    void anAlertGoesToTheDeepestThatMatchesAndOnWhereItSaysContinue() {
        assertThat(receivers(Map.of("severity", "critical"))).containsExactly("audit", "pager");
        assertThat(receivers(Map.of("severity", "critical", "team", "billing"))).containsExactly("audit", "billing");
        assertThat(receivers(Map.of("severity", "info"))).containsExactly("audit");
    }

    @Test
    void whatNoChildMatchesStaysAtTheParent() {
        Route narrow = route("all", false, "", route("chat", false, "severity=\"warning\""));

        assertThat(narrow.to(Map.of("severity", "info")))
                .extracting(Route::receiver)
                .containsExactly("all");
    }

    @Test
    void aGroupIsKnownByItsRouteAndItsLabels() {
        Map<String, String> labels = Map.of("alertname", "A", "model", "m", "region", "eu");

        Group group = tree.group(labels);

        assertThat(group.key()).isEqualTo("all/{}:{alertname=\"A\",model=\"m\"}");
        assertThat(tree.group(Map.of("alertname", "A", "model", "m", "region", "us")))
                .isEqualTo(group);
    }

    @Test
    void dotsMakeEverySeriesAGroup() {
        assertThat(new GroupBy(List.of("...")).of(Map.of("a", "1", "b", "2"))).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void anInhibitionsStarAgreesWithAnyValueAndNobodySilencesItself() {
        Inhibition wide = new Inhibition(
                List.of(Matcher.parse("reach=wide")), List.of(Matcher.parse("alertname=~\".*\"")), List.of("model"));
        Map<String, String> all = Map.of("alertname", "All", "reach", "wide", "model", "*");
        Map<String, String> other = Map.of("alertname", "Other", "reach", "wide", "model", "*");
        Inhibitor inhibitor = new Inhibitor(List.of(wide), List.of(all, other));

        assertThat(inhibitor.speaksFor(Map.of("alertname", "One", "model", "gpt-4o")))
                .contains("All");
        assertThat(inhibitor.speaksFor(all)).isEmpty();
        assertThat(inhibitor.speaksFor(other))
                .as("both are sources and targets")
                .isEmpty();
    }

    private List<String> receivers(Map<String, String> labels) {
        return tree.to(labels).stream().map(Route::receiver).toList();
    }

    private static Route route(String receiver, boolean continues, String matcher, Route... children) {
        List<Matcher> matchers = Stream.of(matcher)
                .filter(text -> !text.isEmpty())
                .map(Matcher::parse)
                .toList();
        return new Route("{}", receiver, matchers, PACE, continues, List.of(children));
    }
}
