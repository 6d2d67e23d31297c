package dev.probeline.bench.load;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** What a run wrote: taken away, so that the events stay in the page cache and the disk does not fill. */
public final class Leftovers {
    private static final String CHANGELOG = "-changelog";

    private Leftovers() {}

    public static void remove(KafkaSettings kafka) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(kafka.admin())) {
            Collection<String> changelogs =
                    new TreeSet<>(admin.listTopics().names().get());
            changelogs.removeIf(name -> !name.endsWith(CHANGELOG));
            admin.deleteTopics(changelogs).all().get();
            admin.deleteRecords(everything(Topics.METRICS.name(), Topics.METRICS.partitions()))
                    .all()
                    .get();
        }
    }

    private static Map<TopicPartition, RecordsToDelete> everything(String topic, int partitions) {
        return IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition), all -> RecordsToDelete.beforeOffset(-1)));
    }
}
