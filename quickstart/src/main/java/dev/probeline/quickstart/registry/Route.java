package dev.probeline.quickstart.registry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One path of the API.
 *
 * @param pattern path segments; {@code *} stands for any one
 * @param answer gives what is to be rendered as JSON
 */
record Route(String method, List<String> pattern, Function<Request, Object> answer) {

    /** @param methodAndPath such as {@code GET /subjects/*} */
    static Route of(String methodAndPath, Function<Request, Object> answer) {
        String[] parts = methodAndPath.split(" ", 2);
        return new Route(parts[0], segments(parts[1]), answer);
    }

    static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** The decoded values of the placeholders, if the path is of this pattern. */
    Optional<List<String>> match(List<String> path) {
        if (pattern.size() != path.size()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            if (pattern.get(i).equals("*")) {
                values.add(decode(path.get(i)));
            } else if (!pattern.get(i).equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** Percent-decoding in which a plus sign stays a plus sign. */
    static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
