package dev.probeline.bench.load;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.SeriesPartitioner;
import java.util.ArrayList;
import java.util.List;

/**
 * Series in five regions each, whose models are named so that every partition holds as many as the next one: two threads
 * are compared with one by their work, not by the luck of a hash.
 */
public final class SeriesNames {
    private static final List<String> REGIONS =
            List.of("eu-west-1", "eu-central-1", "us-east-1", "us-west-2", "ap-southeast-1");

    private SeriesNames() {}

    public static List<SeriesKey> of(int count, int partitions) {
        List<SeriesKey> series = new ArrayList<>(count);
        int wanted = 0;
        for (int number = 0; series.size() < count; number++) {
            String model = "model-" + number;
            if (SeriesPartitioner.partition(key(model, REGIONS.get(0)).toString(), partitions) == wanted) {
                REGIONS.stream().limit(count - series.size()).forEach(region -> series.add(key(model, region)));
                wanted = (wanted + 1) % partitions;
            }
        }
        return series;
    }

    private static SeriesKey key(String model, String region) {
        return new SeriesKey("openai", model, "chat/completions", region, model + "-chat", "default");
    }
}
