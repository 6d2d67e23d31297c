package dev.probeline.alerts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.probeline.runtime.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A folder of rule files as people get them wrong is the validator's specification: each begins with what it must be told,
 * in lines with {@code #!}, to the letter.
 */
class BadRuleFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/bad-rules");
    private static final String EXPECTED = "#! ";

    @ParameterizedTest
    @MethodSource("files")
    void everyBadFileIsToldItsFaultsWithLineAndColumn(Path file) throws IOException {
        assertThat(told(file)).isEqualTo(expected(file));
    }

    @Test
    void noTwoFilesAreToldTheSame() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path file : files().toList()) {
            all.add(String.join("\n", expected(file)).replaceAll("(?m)^\\d+:\\d+ ?", ""));
        }

        assertThat(all).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    }

    private static List<String> told(Path file) {
        InvalidConfigException invalid =
                catchThrowableOfType(InvalidConfigException.class, () -> RuleBook.load(List.of(file)));
        assertThat(invalid).as("%s is refused", file).isNotNull();
        return invalid.getMessage()
                .lines()
                .map(line -> line.substring(file.toString().length() + 1))
                .toList();
    }

    private static List<String> expected(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(EXPECTED))
                .map(line -> line.substring(EXPECTED.length()))
                .toList();
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }
}
