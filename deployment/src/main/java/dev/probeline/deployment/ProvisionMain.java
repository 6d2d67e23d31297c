package dev.probeline.deployment;

import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.TopicProvisioner;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code provision}: prepares a cluster, or prints what its owners have to prepare. */
@Command(
        name = "provision",
        description = {
            "Prepares a Kafka cluster for an installation. It creates what is missing, alters nothing and deletes nothing.",
            "",
            "  topics     create the missing topics, and tell how those that exist differ",
            "  rights     create the rights of all principals (the principals themselves are the cluster's affair)",
            "  list       print the principals and their rights; needs no cluster",
            "  strimzi    print topics and principals as KafkaTopic and KafkaUser resources; needs no cluster",
            ""
        })
public final class ProvisionMain implements Callable<Integer> {
    /** What is to be done. */
    enum Action {
        topics,
        rights,
        list,
        strimzi
    }

    @Parameters(paramLabel = "ACTION", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Action action;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true,
            description = "The installation, YAML: kafka, replication, regions, budgets, readers, strimzi_cluster.")
    private Path file;

    @Spec
    private CommandSpec spec;

    public static void main(String... args) {
        Cli.main(new ProvisionMain(), args);
    }

    @Override
    public Integer call() throws InvalidConfigException {
        Installation installation = ConfigFile.load(file, Installation.class);
        PrintWriter out = spec.commandLine().getOut();
        switch (action) {
            case topics -> topics(installation, out);
            case rights -> rights(installation, out);
            case list -> list(installation, out);
            case strimzi -> out.print(new StrimziYaml(installation).print());
        }
        out.flush();
        return ExitCodes.OK;
    }

    private void topics(Installation installation, PrintWriter out) {
        try (Admin admin = admin(installation)) {
            TopicProvisioner.Report report =
                    TopicProvisioner.ensure(admin, installation.topics(), (short) installation.replication());
            report.created().forEach(topic -> out.println("created " + topic));
            report.differences().forEach(out::println);
        }
    }

    private void rights(Installation installation, PrintWriter out) {
        List<AclBinding> bindings =
                installation.principals().stream().flatMap(Principal::bindings).toList();
        try (Admin admin = admin(installation)) {
            admin.createAcls(bindings).all().get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
        out.println(bindings.size() + " rights of " + installation.principals().size() + " principals are in place");
    }

    private static void list(Installation installation, PrintWriter out) {
        for (Principal principal : installation.principals()) {
            out.println(principal.name());
            principal.rights().forEach(right -> out.println("  " + right));
        }
    }

    private Admin admin(Installation installation) {
        KafkaSettings kafka = installation
                .kafka()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), file + ": no kafka (expected: how to reach the cluster)"));
        return Admin.create(kafka.admin());
    }
}
