package dev.probeline.deployment.k8s;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.probeline.deployment.Tree;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** All resources of an overlay, as kustomize makes them. */
record Overlay(String name, List<HasMetadata> resources) {
    private static final boolean KUBECTL = Tree.has("kubectl", "kustomize", "--help");

    static final List<String> NAMES = List.of("region-eu-west", "region-us-east", "central", "kafka");

    static Overlay of(String name) throws IOException {
        assumeTrue(KUBECTL, "SKIPPED: no kubectl with kustomize on this machine");
        Tree.Ran ran = Tree.run("kubectl", "kustomize", "k8s/overlays/" + name);
        if (ran.code() != 0) {
            throw new IllegalStateException(ran.output());
        }
        return new Overlay(name, read(ran.output()));
    }

    static List<HasMetadata> read(String yaml) {
        List<HasMetadata> resources = new ArrayList<>();
        for (Object document : new Yaml().loadAll(yaml)) {
            resources.add(StrictModel.read(Tree.map(document)));
        }
        return resources;
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The templates of all pods, by the name of what makes them. */
    Map<String, PodTemplateSpec> pods() {
        Map<String, PodTemplateSpec> pods = new LinkedHashMap<>();
        all(Deployment.class)
                .forEach(made ->
                        pods.put(made.getMetadata().getName(), made.getSpec().getTemplate()));
        all(StatefulSet.class)
                .forEach(made ->
                        pods.put(made.getMetadata().getName(), made.getSpec().getTemplate()));
        return pods;
    }
}
