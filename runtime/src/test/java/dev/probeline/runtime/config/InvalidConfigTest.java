package dev.probeline.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file in {@code invalid/} is refused with exactly the message in the {@code .txt} beside it. */
class InvalidConfigTest {
    private static final Path FOLDER = Path.of("src/test/resources/invalid");
    private static final Map<String, String> ENV =
            Map.of("KEY", "sk-very-secret", "NUMBER", "-0042", "WORD", "sesame", "PORT", "07", "HUGE", "0002097152");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void isRefusedWithExactlyThisMessage(String name) throws IOException {
        String yaml = Files.readString(FOLDER.resolve(name));
        String expected = Files.readString(FOLDER.resolve(name.replace(".yaml", ".txt")));

        InvalidConfigException refused = catchThrowableOfType(
                InvalidConfigException.class, () -> ConfigFile.parse(yaml, name, Samples.class, ENV::get));

        assertThat(refused).as("it was accepted").isNotNull();
        assertThat(refused.getMessage() + "\n").isEqualTo(expected);
    }
}
