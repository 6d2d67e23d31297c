package dev.probeline.dashboard.io.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page's files, from the class path; each is read, hashed and compressed once. */
final class StaticFiles {
    /** No part begins with a dot, so no path leads out of the folder. */
    private static final Pattern PATH =
            Pattern.compile("/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\\.([a-z0-9]+)");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("json", "application/json"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("map", "application/json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"));

    // Bounded by the number of files there are: what is not there is not remembered.
    private final Map<String, Content> known = new ConcurrentHashMap<>();

    /** @param path as asked for; {@code /} is the page itself */
    Optional<Content> find(String path) {
        String file = path.equals("/") ? "/index.html" : path;
        Content content = known.get(file);
        if (content == null) {
            content = read(file);
            if (content != null) {
                known.put(file, content);
            }
        }
        return Optional.ofNullable(content);
    }

    private static Content read(String file) {
        Matcher form = PATH.matcher(file);
        String type = form.matches() ? TYPES.get(form.group(1)) : null;
        if (type == null) {
            return null;
        }
        try (InputStream in = StaticFiles.class.getResourceAsStream("/web" + file)) {
            return in == null ? null : Content.of(type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
