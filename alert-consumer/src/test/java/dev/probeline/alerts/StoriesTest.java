package dev.probeline.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.config.StoryBook;
import dev.probeline.alerts.core.story.Difference;
import dev.probeline.alerts.core.story.Rehearsal;
import dev.probeline.alerts.core.story.Told;
import dev.probeline.runtime.config.InvalidConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The regression suite of the rules: every story of the folder is told as it says. */
class StoriesTest {
    private static final Path FOLDER = Path.of("stories");

    static Stream<Arguments> stories() throws IOException, InvalidConfigException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> stories =
                    new ArrayList<>(files.filter(file -> file.toString().endsWith(".yml"))
                            .sorted()
                            .toList());
            stories.add(Path.of("examples/stories.yml"));
            return StoryBook.load(stories, List.of()).stream()
                    .map(entry -> Arguments.of(entry.story().name(), entry));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void isTold(String name, StoryBook.Entry entry) {
        List<Told> told = Rehearsal.of(entry.story(), AlertConfig.SERIES_EXPIRY);
        StringWriter report = new StringWriter();
        new StoryReport(new PrintWriter(report, true), false).add(entry, told, Difference.between(entry.story(), told));

        assertThat(report.toString()).as(name).isEmpty();
    }

    @Test
    void noTwoStoriesHaveOneName() throws Exception {
        assertThat(stories().map(story -> story.get()[0]))
                .hasSizeGreaterThanOrEqualTo(60)
                .doesNotHaveDuplicates();
    }
}
