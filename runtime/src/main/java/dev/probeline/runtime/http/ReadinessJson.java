package dev.probeline.runtime.http;

import dev.probeline.runtime.health.CheckResult;
import java.util.Map;
import java.util.StringJoiner;

/** {@code {"status":"down","checks":{"kafka":{"ok":false,"reason":"…"}}}}. */
final class ReadinessJson {
    private ReadinessJson() {}

    static String of(boolean up, Map<String, CheckResult> results) {
        StringJoiner checks = new StringJoiner(",", "{", "}");
        results.forEach((name, result) ->
                checks.add(quoted(name) + ":{\"ok\":" + result.ok() + ",\"reason\":" + quoted(result.reason()) + "}"));
        return "{\"status\":" + quoted(up ? "up" : "down") + ",\"checks\":" + checks + "}\n";
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
