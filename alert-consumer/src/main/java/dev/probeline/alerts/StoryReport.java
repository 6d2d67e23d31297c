package dev.probeline.alerts;

import dev.probeline.alerts.config.StoryBook;
import dev.probeline.alerts.core.story.Difference;
import dev.probeline.alerts.core.story.Sighting;
import dev.probeline.alerts.core.story.Told;
import dev.probeline.runtime.config.Durations;
import java.io.PrintWriter;
import java.util.List;

/**
 * What became of stories, for people: of each that went otherwise {@code file:line:column}, and the differences as in a
 * patch, {@code -} for what was expected and {@code +} for what came.
 */
final class StoryReport {
    private final PrintWriter out;
    private final boolean verbose;
    private int good;
    private int bad;

    StoryReport(PrintWriter out, boolean verbose) {
        this.out = out;
        this.verbose = verbose;
    }

    void add(StoryBook.Entry entry, List<Told> told, List<Difference> differences) {
        if (differences.isEmpty()) {
            good++;
        } else {
            bad++;
        }
        String name = entry.story().name();
        if (!differences.isEmpty()) {
            out.println(entry.at("", "FAILED " + name).toString().replaceFirst(" stories\\[[0-9]+]", ""));
            differences.forEach(difference -> out.println(line(entry, difference)));
        } else if (verbose) {
            out.println("ok " + name);
        }
        if (verbose || !differences.isEmpty()) {
            out.println(told.isEmpty() ? "  nothing was told" : "  told was:");
            told.forEach(one -> out.println("    " + one));
        }
    }

    private static String line(StoryBook.Entry entry, Difference difference) {
        String when = difference.path().startsWith("open.") ? "open at " + openAt(difference) + ": " : "";
        if (difference.expected().isPresent()) {
            Sighting missing = difference.expected().get();
            String where = entry.at(difference.path(), "").toString().replaceFirst(" .*", "");
            return "  - " + when + missing + "  (expected at " + where + ")";
        }
        return "  + " + when + difference.came().orElseThrow();
    }

    private static String openAt(Difference difference) {
        String rest = difference.path().substring("open.".length());
        int index = rest.indexOf('[');
        return Durations.format(Durations.parse(index < 0 ? rest : rest.substring(0, index)));
    }

    /** @return whether every story went as expected */
    boolean conclude() {
        out.println((good + bad) + (good + bad == 1 ? " story" : " stories") + ", " + bad + " otherwise than expected");
        out.flush();
        return bad == 0;
    }
}
