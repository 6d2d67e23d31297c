package dev.probeline.deployment;

import dev.probeline.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;

/**
 * Whom the cluster knows one of our services as, with the least it needs to do its whole job: one for each service, and
 * for the probers one for each region, so that a region's leaked secret speaks for that region only.
 *
 * <p>Nobody may create or alter a topic of the contract; those are made beforehand. Kafka Streams makes the internal
 * topics of its application itself, under the application's id.
 *
 * @param name the user's name at the broker, and the common name of its certificate
 */
record Principal(String name, List<Right> rights) {
    static final String AGGREGATOR_APPLICATION = "probeline-aggregator";
    static final String ALERTS_APPLICATION = "probeline-alerts";
    private static final AclOperation READ = AclOperation.READ;
    private static final AclOperation WRITE = AclOperation.WRITE;
    private static final AclOperation DESCRIBE = AclOperation.DESCRIBE;

    Principal {
        rights = List.copyOf(rights);
    }

    /** @param budgets whether it bounds its spending, and so reads back what was spent */
    static Principal prober(String region, boolean budgets) {
        List<Right> rights = new ArrayList<>();
        rights.add(
                budgets
                        ? Right.topic(Topics.RESULTS.name(), WRITE, DESCRIBE, READ)
                        : Right.topic(Topics.RESULTS.name(), WRITE, DESCRIBE));
        rights.add(Right.topic(Topics.shares(region).name(), READ, DESCRIBE));
        rights.add(Right.group("probeline-probers-" + region));
        return new Principal("probeline-prober-" + region, rights);
    }

    /** The sink into InfluxDB is a part of it. */
    static Principal aggregator() {
        return new Principal(
                "probeline-aggregator",
                List.of(
                        Right.topic(Topics.RESULTS.name(), READ, DESCRIBE),
                        Right.topic(Topics.METRICS.name(), READ, WRITE, DESCRIBE),
                        Right.topic(Topics.DEAD_LETTERS.name(), WRITE, DESCRIBE),
                        internal(AGGREGATOR_APPLICATION),
                        Right.group(AGGREGATOR_APPLICATION),
                        Right.groupsFrom(AGGREGATOR_APPLICATION + "-influxdb"),
                        Right.transactionsFrom(AGGREGATOR_APPLICATION + "-")));
    }

    static Principal alertConsumer() {
        return new Principal(
                "probeline-alert-consumer",
                List.of(
                        Right.topic(Topics.METRICS.name(), READ, DESCRIBE),
                        Right.topic(Topics.ALERTS.name(), READ, WRITE, DESCRIBE),
                        Right.topic(Topics.DEAD_LETTERS.name(), WRITE, DESCRIBE),
                        Right.topic(Topics.OPEN_ALERTS.name(), READ, WRITE, DESCRIBE),
                        Right.topic(Topics.INCIDENTS.name(), READ, WRITE, DESCRIBE),
                        Right.topic(Topics.SILENCES.name(), READ, WRITE, DESCRIBE),
                        Right.topic(Topics.NOTIFICATION_LOG.name(), WRITE, DESCRIBE),
                        internal(ALERTS_APPLICATION),
                        Right.group(ALERTS_APPLICATION),
                        Right.groupsFrom(ALERTS_APPLICATION + "-"),
                        Right.transactionsFrom(ALERTS_APPLICATION + "-")));
    }

    /** Reads and keeps nothing: it is in no group. */
    static Principal dashboard() {
        return new Principal(
                "probeline-dashboard",
                List.of(
                        Right.topic(Topics.METRICS.name(), READ, DESCRIBE),
                        Right.topic(Topics.ALERTS.name(), READ, DESCRIBE),
                        Right.topic(Topics.RESULTS.name(), READ, DESCRIBE),
                        Right.topic(Topics.DEAD_LETTERS.name(), READ, DESCRIBE)));
    }

    /** A downstream team: the metrics, in groups of its own. */
    static Principal reader(String team) {
        return new Principal(
                team, List.of(Right.topic(Topics.METRICS.name(), READ, DESCRIBE), Right.groupsFrom(team + "-")));
    }

    Stream<AclBinding> bindings() {
        return rights.stream().flatMap(right -> right.bindings(name));
    }

    /** Changelogs and repartition topics: made by the application, and repartition topics cut by it as they are read. */
    private static Right internal(String application) {
        return Right.topicsFrom(
                application + "-",
                AclOperation.CREATE,
                AclOperation.DELETE,
                AclOperation.DESCRIBE_CONFIGS,
                READ,
                WRITE,
                DESCRIBE);
    }
}
