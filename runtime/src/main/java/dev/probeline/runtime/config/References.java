package dev.probeline.runtime.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves <code>${env:NAME}</code> and <code>${file:path}</code> inside one scalar; <code>$${</code> stands for a
 * literal <code>${</code>.
 *
 * @param folder what a relative file path is relative to
 */
record References(Function<String, String> env, Path folder) {
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\$\\{)|\\$\\{([^}]*)(}?)");
    private static final long MAX_BYTES = 1 << 20;

    /**
     * @param values what the references stood for, each of them not to be shown
     * @param faults one message for each reference without a value
     */
    record Resolved(String text, List<String> values, List<String> faults) {}

    /** Why a reference has no value; the message is the whole fault. */
    private static final class Unresolved extends Exception {
        private static final long serialVersionUID = 1L;

        Unresolved(String reference, String expected) {
            super(reference + " (expected: " + expected + ")");
        }
    }

    Resolved resolve(String text) {
        List<String> values = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        StringBuilder resolved = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            String replacement = "${";
            if (matcher.group(1) == null) {
                try {
                    replacement = value(
                            matcher.group(), matcher.group(2), !matcher.group(3).isEmpty());
                    values.add(replacement);
                } catch (Unresolved e) {
                    faults.add(e.getMessage());
                }
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(replacement));
        }
        return new Resolved(matcher.appendTail(resolved).toString(), values, faults);
    }

    private String value(String reference, String body, boolean closed) throws Unresolved {
        if (closed && body.startsWith("env:")) {
            String value = env.apply(body.substring("env:".length()));
            if (value == null) {
                throw new Unresolved(reference, "the environment variable to be set");
            }
            return value;
        }
        if (closed && body.startsWith("file:")) {
            return contents(reference, body.substring("file:".length()));
        }
        throw new Unresolved(reference, "${env:NAME} or ${file:/path}; for a literal ${ write $${");
    }

    private String contents(String reference, String name) throws Unresolved {
        try {
            Path file = folder.resolve(name);
            if (Files.size(file) > MAX_BYTES) {
                throw new Unresolved(reference, "a file of at most 1MiB");
            }
            return Files.readString(file).replaceFirst("\\R\\z", "");
        } catch (NoSuchFileException e) {
            throw new Unresolved(reference, "the file to exist");
        } catch (IOException | RuntimeException e) {
            throw new Unresolved(reference, "a readable file of UTF-8 text");
        }
    }
}
