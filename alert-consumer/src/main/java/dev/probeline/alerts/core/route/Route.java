package dev.probeline.alerts.core.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A node of the routing tree. An alert goes to the deepest nodes that match, to the first of each level unless that lets
 * the next be asked too; to a node itself where none of its children matches.
 *
 * @param key the matchers on the way from the root, as in Alertmanager: what a group is known by across restarts
 * @param continues whether the siblings behind it are asked too
 */
public record Route(
        String key, String receiver, List<Matcher> matchers, Pace pace, boolean continues, List<Route> children) {
    public Route {
        matchers = List.copyOf(matchers);
        children = List.copyOf(children);
    }

    /** Where an alert with these labels goes; empty where not even this node matches. */
    public List<Route> to(Map<String, String> labels) {
        if (!Matcher.all(matchers, labels)) {
            return List.of();
        }
        List<Route> found = new ArrayList<>();
        for (Route child : children) {
            List<Route> below = child.to(labels);
            found.addAll(below);
            if (!below.isEmpty() && !child.continues()) {
                break;
            }
        }
        return found.isEmpty() ? List.of(this) : List.copyOf(found);
    }

    /** This node and all below it. */
    public Stream<Route> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Route::all));
    }

    /** The group an alert with these labels is part of here. */
    public Group group(Map<String, String> labels) {
        return Group.of(this, pace.groupBy().of(labels));
    }
}
