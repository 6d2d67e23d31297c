package dev.probeline.dashboard.page;

import io.kroxylicious.testing.kafka.api.KafkaCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;

/** What the stories of the page share: a browser, the service over a broker, and an hour in which all went well. */
record Stage(Browser browser, Scene scene, Traffic traffic) implements AutoCloseable {
    static Stage setOrSkip(KafkaCluster cluster, Path profile) throws Exception {
        Browser browser = Browser.startOrSkip(profile);
        try {
            Scene scene = new Scene(cluster.getBootstrapServers());
            Traffic traffic = new Traffic(scene);
            traffic.lastHour();
            scene.startService();
            return new Stage(browser, scene, traffic);
        } catch (Exception e) {
            browser.close();
            throw e;
        }
    }

    /** The aggregator goes on telling, and somebody sits before a desktop that is light. */
    void nextStory() {
        traffic.now();
        browser.prefer("light");
        browser.size(1280, 900);
    }

    void open(String query) {
        browser.open(scene.url(query));
    }

    @Override
    public void close() {
        Assertions.assertAll(browser::close, scene::close);
    }
}
