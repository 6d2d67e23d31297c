package dev.probeline.alerts.core.rule;

import dev.probeline.schemas.SeriesKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the rules of a series without matching patterns each time. Not for use by several threads. */
public final class RuleIndex {
    /** Beyond this many remembered series the index starts afresh, so that renamed series do not add up. */
    private static final int BOUND = 200_000;

    private record Place(String series, long windowMs) {}

    private final List<Rule> rules;
    private final Map<Place, List<Rule>> found = new HashMap<>();

    private final Set<Shape> shapes = new HashSet<>();

    public RuleIndex(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Of all that was asked about. */
    public Set<Shape> shapes() {
        return shapes;
    }

    /** @throws IllegalArgumentException if the text is no series key */
    public List<Rule> rulesFor(String series, long windowMs) {
        Place place = new Place(series, windowMs);
        List<Rule> known = found.get(place);
        if (known != null) {
            return known;
        }
        SeriesKey key = SeriesKey.parse(series);
        shapes.add(Shape.of(key, windowMs));
        List<Rule> matching =
                rules.stream().filter(rule -> rule.covers(key, windowMs)).toList();
        if (found.size() >= BOUND) {
            found.clear();
        }
        found.put(place, matching);
        return matching;
    }
}
