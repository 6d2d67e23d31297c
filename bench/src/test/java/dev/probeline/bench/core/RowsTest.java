package dev.probeline.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final List<Row> ALL = Rows.all(8_000_000, 500);

    @Test
    void namesAreUnique() {
        assertThat(ALL).extracting(Row::name).doesNotHaveDuplicates();
    }

    @Test
    void eightMillionDenseEventsAreAboutAnHour() {
        assertThat(Duration.ofMillis(ALL.get(0).data().spanMs()))
                .isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));
    }

    @Test
    void onlyWhatIsNamedIsMeasured() {
        assertThat(Rows.named(Set.of("sparse-aggregator", "raw-poll"), ALL))
                .extracting(Row::name)
                .containsExactly("raw-poll", "sparse-aggregator");
        assertThat(Rows.named(Set.of(), ALL)).isEqualTo(ALL);
    }

    @Test
    void aNameThatIsNoneIsToldWithThoseThatAre() {
        assertThatThrownBy(() -> Rows.named(Set.of("agregator"), ALL))
                .hasMessageContaining("no row agregator")
                .hasMessageContaining("poll-decode, aggregator");
    }
}
