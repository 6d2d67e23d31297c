package dev.probeline.deployment;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.TopicDeclaration;
import dev.probeline.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One installation on one cluster: what its topics and its principals follow from.
 *
 * @param kafka the cluster, as somebody who may create topics and rights; not needed to print
 * @param replication replicas of each partition
 * @param regions where probers run
 * @param budgets whether probers bound their spending, and so may read results
 * @param readers downstream teams, by the name of their principal
 * @param strimziCluster name of the Strimzi cluster that printed resources belong to
 */
public record Installation(
        Optional<KafkaSettings> kafka,
        @Default("3") int replication,
        List<String> regions,
        @Default("false") boolean budgets,
        @Default("[]") List<String> readers,
        @Default("kafka") String strimziCluster) {

    private static final String OURS = "probeline";
    private static final String NAME = "lower case letters, digits, '-' and '.'";

    public Installation {
        Expect expect = new Expect()
                .that(
                        replication >= 1 && replication <= Short.MAX_VALUE,
                        "replication",
                        replication,
                        "1 … as many as there are brokers");
        regions.forEach(region -> expect.that(isName(region), "regions", region, NAME));
        for (String team : readers) {
            expect.that(isName(team), "readers", team, NAME)
                    .that(!team.startsWith(OURS), "readers", team, "a name that is not one of ours: not " + OURS + "…")
                    .that(
                            readers.stream().noneMatch(other -> team.startsWith(other + "-")),
                            "readers",
                            team,
                            "a name that does not begin with another reader's and '-', whose groups it would be among");
        }
        expect.orThrow();
        regions = List.copyOf(regions);
        readers = List.copyOf(readers);
    }

    /** What may be in the name of a Kubernetes resource as well. */
    private static boolean isName(String name) {
        return name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    }

    List<TopicDeclaration> topics() {
        List<TopicDeclaration> topics = new ArrayList<>(Topics.all());
        regions.forEach(region -> topics.add(Topics.shares(region)));
        return topics;
    }

    List<Principal> principals() {
        List<Principal> principals = new ArrayList<>();
        regions.forEach(region -> principals.add(Principal.prober(region, budgets)));
        principals.add(Principal.aggregator());
        principals.add(Principal.alertConsumer());
        principals.add(Principal.dashboard());
        readers.forEach(team -> principals.add(Principal.reader(team)));
        return principals;
    }
}
