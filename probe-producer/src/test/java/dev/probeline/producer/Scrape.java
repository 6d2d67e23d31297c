package dev.probeline.producer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a service's metrics page shows, read as Prometheus reads it: an empty label is none. */
record Scrape(List<Sample> samples) {
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    record Sample(String name, Map<String, String> labels, double value) {}

    static Scrape of(int port) {
        URI page = URI.create("http://127.0.0.1:" + port + "/metrics");
        try {
            String text = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                    .body();
            return new Scrape(text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Scrape::sample)
                    .toList());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** @param labels pairs of name and value that the samples have, among others */
    List<Sample> all(String name, String... labels) {
        List<Sample> found = new ArrayList<>(samples);
        found.removeIf(sample -> !sample.name().equals(name));
        for (int i = 0; i < labels.length; i += 2) {
            String label = labels[i];
            String value = labels[i + 1];
            found.removeIf(sample -> !value.equals(sample.labels().get(label)));
        }
        return found;
    }

    double sum(String name, String... labels) {
        return all(name, labels).stream().mapToDouble(Sample::value).sum();
    }

    /** The value of the only sample there is. */
    double only(String name, String... labels) {
        List<Sample> found = all(name, labels);
        if (found.size() != 1) {
            throw new AssertionError(name + " " + List.of(labels) + ": " + found);
        }
        return found.get(0).value();
    }

    Set<String> labelNames(String prefix) {
        return samples.stream()
                .filter(sample -> sample.name().startsWith(prefix))
                .flatMap(sample -> sample.labels().keySet().stream())
                .collect(Collectors.toSet());
    }

    private static Sample sample(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new AssertionError("no sample: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(parts.group(2) == null ? "" : parts.group(2));
        while (label.find()) {
            if (!label.group(2).isEmpty()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        String value = parts.group(3).replace("Inf", "Infinity");
        return new Sample(parts.group(1), labels, Double.parseDouble(value));
    }
}
