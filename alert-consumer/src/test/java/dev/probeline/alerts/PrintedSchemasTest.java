package dev.probeline.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The JSON Schemas that editors use are those of the records. */
class PrintedSchemasTest {
    private static final Path CONFIGURATION = Path.of("alert-consumer.schema.json");
    private static final Path RULES = Path.of("rules.schema.json");

    @Test
    void thatOfRuleFilesIsUpToDate() throws IOException {
        assertThat(Files.readString(RULES))
                .as("write it anew: alert-consumer check-rules --print-schema > " + RULES)
                .isEqualTo(printed("check-rules", "--print-schema"));
    }

    @Test
    void thatOfTheConfigurationIsUpToDateAndNeedsNoConfiguration() throws IOException {
        assertThat(Files.readString(CONFIGURATION))
                .as("write it anew: alert-consumer --print-schema > " + CONFIGURATION)
                .isEqualTo(printed("--print-schema"));
    }

    private static String printed(String... arguments) {
        StringWriter out = new StringWriter();
        int code = Cli.run(new AlertMain(), new PrintWriter(out), new PrintWriter(new StringWriter()), arguments);
        assertThat(code).isEqualTo(ExitCodes.OK);
        return out.toString();
    }
}
