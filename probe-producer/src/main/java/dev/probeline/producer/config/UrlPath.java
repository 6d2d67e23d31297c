package dev.probeline.producer.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names made fit for the path of a URL. Slashes stay: models are called {@code maker/model}. */
public final class UrlPath {
    private UrlPath() {}

    public static String of(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%3A", ":");
    }
}
