package dev.probeline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class SeriesPartitionerTest {
    private static final int PARTITIONS = 6;

    @Property
    void allRegionsTargetsAndKeysOfOneModelMeet(
            @ForAll String region, @ForAll String target, @ForAll @IntRange(min = 1, max = 100) int partitions) {
        String series = "openai|gpt-4o|chat/completions|" + region + "|" + target + "|k";
        String rollUp = "openai|gpt-4o|chat/completions|*|*|*";
        assertThat(SeriesPartitioner.partition(series, partitions))
                .isEqualTo(SeriesPartitioner.partition(rollUp, partitions))
                .isBetween(0, partitions - 1);
    }

    /** A change here sends series to other partitions, and with them their state. */
    @Test
    void partitionsStayWhereTheyAre() {
        assertThat(List.of(
                        SeriesPartitioner.partition("openai|gpt-4o|chat/completions|eu|t|k", PARTITIONS),
                        SeriesPartitioner.partition("openai|gpt-4o-mini|chat/completions|eu|t|k", PARTITIONS),
                        SeriesPartitioner.partition("anthropic|claude-haiku-4-5|chat/completions|eu|t|k", PARTITIONS)))
                .containsExactly(0, 1, 4);
    }

    @Test
    void modelsSpreadOverAllPartitions() {
        Map<Integer, Integer> load = new HashMap<>();
        for (int model = 0; model < 600; model++) {
            load.merge(SeriesPartitioner.partition("openai|model-" + model + "|e|r|t|k", PARTITIONS), 1, Integer::sum);
        }
        assertThat(load).hasSize(PARTITIONS);
        assertThat(load.values()).allMatch(models -> models > 60 && models < 140);
    }

    @Test
    void aProducerGetsTheSamePartition() {
        byte[] key = "openai|gpt-4o|e|r|t|k".getBytes(StandardCharsets.UTF_8);
        try (SeriesPartitioner partitioner = new SeriesPartitioner()) {
            assertThat(partitioner.partition("probe-results", null, key, null, null, cluster()))
                    .isEqualTo(SeriesPartitioner.partition("openai|gpt-4o|e|r|t|k", PARTITIONS));
        }
    }

    @Test
    void aRecordWithoutAKeyIsRefused() {
        try (SeriesPartitioner partitioner = new SeriesPartitioner()) {
            assertThatThrownBy(() -> partitioner.partition("probe-results", null, null, null, null, cluster()))
                    .hasMessage("record for probe-results has no key (expected: a series key)");
        }
    }

    private static Cluster cluster() {
        Node node = new Node(1, "localhost", 1);
        Node[] nodes = {node};
        List<PartitionInfo> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new PartitionInfo("probe-results", partition, node, nodes, nodes))
                .toList();
        return new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
    }
}
