package dev.probeline.alerts.core.route;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Alerts that are told together: one route's, with the same values of the labels it groups by.
 *
 * @param key the same for the same group across restarts and instances
 * @param route key of the route
 */
public record Group(String key, String receiver, String route, Map<String, String> labels) {
    public Group {
        labels = Map.copyOf(labels);
    }

    /** The same alerts, told to another. */
    public Group toldTo(String other) {
        return new Group(other + key.substring(receiver.length()), other, route, labels);
    }

    /** The same alerts, those that the parts before it have no room for. */
    public Group part(int number) {
        return new Group(key + "#" + number, receiver, route, labels);
    }

    static Group of(Route route, Map<String, String> labels) {
        String shown = new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + Matcher.quoted(label.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
        return new Group(route.receiver() + "/" + route.key() + ":" + shown, route.receiver(), route.key(), labels);
    }
}
