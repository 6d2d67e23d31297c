package dev.probeline.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.aggregator.core.WindowSpec;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AggregatorConfigTest {
    @Test
    void theExampleIsValid() throws IOException, InvalidConfigException {
        String yaml = Files.readString(Path.of("examples/stream-aggregator.yaml"));

        AggregatorConfig config =
                ConfigFile.parse(yaml, "stream-aggregator.yaml", AggregatorConfig.class, name -> "from-" + name);

        assertThat(config.grid().windows())
                .containsExactly(new WindowSpec(6, 1), new WindowSpec(30, 1), new WindowSpec(360, 6));
        assertThat(config.influxdb())
                .hasValueSatisfying(i -> assertThat(i.token().reveal()).isEqualTo("from-INFLUXDB_TOKEN"));
        assertThat(config.toString()).doesNotContain("from-INFLUXDB_TOKEN");
    }

    @Test
    void aWindowThatIsNoMultipleOfTheSliceIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> parse("windows:\n  - {size: 65s, advance: 10s}\n"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("a.yaml:")
                .hasMessageContaining("multiple of the slice");
    }

    @Test
    void aRollUpOverNothingIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> parse("roll_ups:\n  - {over: []}\n"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("a.yaml:3:")
                .hasMessageContaining("over: [] (expected: at least one label)");
    }

    @Test
    void aSeriesMustNotBeForgottenWhileItIsPartOfWhatIsPublished() {
        assertThatThrownBy(() -> parse("retention: 2h\nwindows:\n  - {size: 24h, advance: 1h}\n"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("series_expiry: 1d")
                .hasMessageContaining("1d2h");
    }

    @Test
    void theSameRollUpOrWindowTwiceIsRefused() {
        assertThatThrownBy(() -> parse("roll_ups:\n  - {over: [region, target]}\n  - {over: [target, region]}\n"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("each roll-up once");
        assertThatThrownBy(() -> parse("windows:\n  - {size: 1m, advance: 10s}\n  - {size: 60s, advance: 10s}\n"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("each window once");
    }

    @Test
    void anInstanceWithoutAProperNameAndLessThanNoStandbyAreRefused() {
        assertThatThrownBy(() -> parse("instance_id: my pod\nstandby_replicas: -1\n"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("instance_id: my pod (expected: 1 to 200 letters")
                .hasMessageContaining("standby_replicas: -1 (expected: 0 or more)");
    }

    private static AggregatorConfig parse(String rest) throws InvalidConfigException {
        String yaml = "kafka: {bootstrap_servers: 'localhost:9092'}\n" + rest;
        return ConfigFile.parse(yaml, "a.yaml", AggregatorConfig.class, name -> null);
    }
}
