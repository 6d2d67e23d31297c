package dev.probeline.quickstart;

import dev.probeline.aggregator.io.HistoryReader;
import dev.probeline.aggregator.io.InfluxSettings;
import dev.probeline.aggregator.io.QuestDbHistory;
import dev.probeline.quickstart.store.EmbeddedQuestDb;
import dev.probeline.runtime.config.Secret;
import dev.probeline.schemas.SeriesKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** The contract on the store of the embedded stack. */
class QuestDbStoreIT extends StoreContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private EmbeddedQuestDb store;

    @Override
    InfluxSettings openStore(Path directory) {
        store = EmbeddedQuestDb.start(directory, 0);
        return new InfluxSettings(
                URI.create(store.url()), "probeline", "probeline", Secret.of(""), 100, TIMEOUT, true, true);
    }

    @Override
    HistoryReader openHistory(InfluxSettings settings) {
        return new QuestDbHistory(settings.url(), TIMEOUT);
    }

    @Override
    long pointsOf(SeriesKey series) {
        return store.number("SELECT count() FROM api_probe WHERE model = '" + series.model() + "'");
    }

    @Override
    void closeStore() {
        store.close();
    }
}
