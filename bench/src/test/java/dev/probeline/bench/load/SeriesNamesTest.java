package dev.probeline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.SeriesPartitioner;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SeriesNamesTest {
    @Test
    void everyPartitionHoldsAsManyModelsAsTheNext() {
        List<SeriesKey> series = SeriesNames.of(300, 6);

        Map<Integer, Long> models = series.stream()
                .collect(Collectors.groupingBy(
                        key -> SeriesPartitioner.partition(key.toString(), 6), Collectors.counting()));
        assertThat(series).hasSize(300).doesNotHaveDuplicates();
        assertThat(models)
                .hasSize(6)
                .allSatisfy((partition, count) -> assertThat(count).isEqualTo(50));
    }

    @Test
    void anyNumberOfSeriesCanBeHad() {
        assertThat(SeriesNames.of(7, 6)).hasSize(7);
    }
}
