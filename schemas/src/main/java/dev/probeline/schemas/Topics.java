package dev.probeline.schemas;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** Every topic of the pipeline with its settings: the one place all who create topics read. */
public final class Topics {
    private static final String DAY_MS = "86400000";
    private static final String WEEK_MS = "604800000";
    private static final String MONTH_MS = "2592000000";

    /** Every attempt of every probe. Arrival time is the broker's, so that a prober's wrong clock shows. */
    public static final TopicDeclaration RESULTS = new TopicDeclaration(
            "probe-results",
            6,
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    WEEK_MS,
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "LogAppendTime"));

    /** One record per series and window. As many partitions as {@link #RESULTS}: the same partitioner fills both. */
    public static final TopicDeclaration METRICS = new TopicDeclaration(
            "probe-metrics",
            RESULTS.partitions(),
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    MONTH_MS));

    /** One record per change of an alert's state. */
    public static final TopicDeclaration ALERTS = new TopicDeclaration(
            "alert-events",
            RESULTS.partitions(),
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    MONTH_MS));

    /** What could not be decoded, aggregated, stored or delivered, with its reason in the headers. */
    public static final TopicDeclaration DEAD_LETTERS = new TopicDeclaration(
            "probeline-dead-letters",
            1,
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    MONTH_MS));

    /** The latest event of every alert that people know of or are about to, by alert id: the notifier's state. */
    public static final TopicDeclaration OPEN_ALERTS = state("probeline-open-alerts");

    /** What every receiver was told of each open incident, JSON by group: the notifier's state. */
    public static final TopicDeclaration INCIDENTS = state("probeline-incidents");

    /** Silences and acknowledgements, JSON by id: what people tell the notifier. */
    public static final TopicDeclaration SILENCES = state("probeline-silences");

    /** Every decision of the notifier with its reason, JSON by incident id. */
    public static final TopicDeclaration NOTIFICATION_LOG = new TopicDeclaration(
            "probeline-notification-log",
            1,
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    MONTH_MS));

    /** One partition: incidents reach over series, so one instance at a time has all of it. */
    private static TopicDeclaration state(String name) {
        return new TopicDeclaration(
                name, 1, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /**
     * The shares of work that the probers of one region divide among themselves: a consumer group's partitions. Its
     * records carry nothing; membership is all.
     */
    public static TopicDeclaration shares(String region) {
        return new TopicDeclaration(
                "probeline-shares-" + region,
                24,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        DAY_MS));
    }

    /** The topics every installation has; {@link #shares} come with each region. */
    public static List<TopicDeclaration> all() {
        return List.of(RESULTS, METRICS, ALERTS, DEAD_LETTERS, OPEN_ALERTS, INCIDENTS, SILENCES, NOTIFICATION_LOG);
    }

    private Topics() {}
}
