package dev.probeline.deployment.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.deployment.ConfigsOfServices;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What kustomize makes of each overlay: strictly what the APIs know, and nothing in it refers to what is not there. */
class OverlaysTest {
    private static final Pattern FILE = Pattern.compile("/run/secrets/[a-z-]+/[a-z.-]+");

    static Stream<String> withPods() {
        return Overlay.NAMES.stream().filter(name -> !name.equals("kafka"));
    }

    static Stream<String> all() {
        return Overlay.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isWhatTheApisKnow(String name) throws Exception {
        assertThat(Overlay.of(name).resources()).hasSizeGreaterThan(5);
    }

    @Test
    void wouldRefuseAFieldThatNoApiKnows() {
        String pod = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: x}
                spec: {template: {spec: {containers: [{name: x, %s: 1}]}}}
                """;

        assertThat(Overlay.read(pod.formatted("image"))).hasSize(1);
        assertThatThrownBy(() -> Overlay.read(pod.formatted("imagine"))).hasMessageContaining("imagine");
        assertThatThrownBy(() -> Overlay.read("apiVersion: apps/v1beta1\nkind: Deployment"))
                .hasMessageContaining("no such kind");
    }

    @ParameterizedTest
    @MethodSource("withPods")
    void runsPodsThatMayDoNothingTheyDoNotNeed(String name) throws Exception {
        Overlay.of(name).pods().forEach((pod, template) -> {
            var security = template.getSpec().getSecurityContext();
            assertThat(security.getRunAsNonRoot()).as(pod).isTrue();
            assertThat(security.getSeccompProfile().getType()).as(pod).isEqualTo("RuntimeDefault");
            assertThat(template.getSpec().getAutomountServiceAccountToken())
                    .as(pod)
                    .isFalse();
            assertThat(template.getSpec().getTopologySpreadConstraints())
                    .as(pod)
                    .hasSize(2);
            for (Container container : template.getSpec().getContainers()) {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
                assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
                assertThat(container.getResources().getLimits()).containsOnlyKeys("memory");
                assertThat(container.getImage())
                        .as("not to be had by accident from a public registry")
                        .startsWith("registry.example.com/")
                        .contains(":")
                        .doesNotEndWith(":latest");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("withPods")
    void mountsWhatExistsAndNamesPortsThatAreOpen(String name) throws Exception {
        Overlay overlay = Overlay.of(name);
        Set<String> accounts = names(overlay.all(ServiceAccount.class));
        overlay.pods().forEach((pod, template) -> {
            assertThat(accounts).contains(template.getSpec().getServiceAccountName());
            Set<String> volumes = template.getSpec().getVolumes().stream()
                    .map(Volume::getName)
                    .collect(Collectors.toSet());
            for (Container container : template.getSpec().getContainers()) {
                assertThat(container.getVolumeMounts().stream().map(VolumeMount::getName))
                        .as(pod)
                        .containsExactlyInAnyOrderElementsOf(volumes);
                Set<String> ports = container.getPorts().stream()
                        .map(ContainerPort::getName)
                        .collect(Collectors.toSet());
                for (Probe probe : List.of(
                        container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())) {
                    assertThat(ports).contains(probe.getHttpGet().getPort().getStrVal());
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("withPods")
    void selectsPodsThatExist(String name) throws Exception {
        Overlay overlay = Overlay.of(name);
        Set<Map<String, String>> labels = overlay.pods().values().stream()
                .map(template -> template.getMetadata().getLabels())
                .collect(Collectors.toSet());
        Stream.of(
                        overlay.all(PodDisruptionBudget.class).stream()
                                .map(budget -> budget.getSpec().getSelector().getMatchLabels()),
                        overlay.all(NetworkPolicy.class).stream()
                                .map(policy -> policy.getSpec().getPodSelector().getMatchLabels()),
                        overlay.all(Service.class).stream()
                                .map(service -> service.getSpec().getSelector()),
                        overlay.all(PodMonitor.class).stream()
                                .map(monitor -> monitor.getSpec().getSelector().getMatchLabels()))
                .flatMap(selectors -> selectors)
                .filter(selector -> selector != null && !selector.isEmpty())
                .forEach(selector -> assertThat(labels)
                        .as(selector.toString())
                        .anyMatch(pod -> pod.entrySet().containsAll(selector.entrySet())));
        for (PodMonitor monitor : overlay.all(PodMonitor.class)) {
            assertThat(labels)
                    .allMatch(pod -> pod.entrySet()
                            .containsAll(monitor.getSpec()
                                    .getSelector()
                                    .getMatchLabels()
                                    .entrySet()));
        }
        for (HorizontalPodAutoscaler scaler : overlay.all(HorizontalPodAutoscaler.class)) {
            assertThat(overlay.pods())
                    .containsKey(scaler.getSpec().getScaleTargetRef().getName());
        }
        for (StatefulSet set : overlay.all(StatefulSet.class)) {
            assertThat(names(overlay.all(Service.class))).contains(set.getSpec().getServiceName());
        }
    }

    @ParameterizedTest
    @MethodSource("withPods")
    void everyPodHasABudgetAndAPolicyUnderADefaultOfNothing(String name) throws Exception {
        Overlay overlay = Overlay.of(name);

        assertThat(names(overlay.all(PodDisruptionBudget.class)))
                .isEqualTo(overlay.pods().keySet());
        assertThat(names(overlay.all(NetworkPolicy.class)))
                .contains("default-deny")
                .containsAll(overlay.pods().keySet());
    }

    /** What {@code --check-config} of the service says, with a stand-in for each secret. */
    @ParameterizedTest
    @MethodSource("withPods")
    void everyServiceTakesItsConfigurationAndFindsItsSecrets(String name, @TempDir Path folder) throws Exception {
        Overlay overlay = Overlay.of(name);
        Map<String, ConfigMap> maps = overlay.all(ConfigMap.class).stream()
                .collect(Collectors.toMap(map -> map.getMetadata().getName(), map -> map));
        for (PodTemplateSpec template : overlay.pods().values()) {
            Container container = template.getSpec().getContainers().get(0);
            String path = container.getArgs().get(1);
            ConfigMap map = maps.get(volume(template, "config").getConfigMap().getName());
            String file = path.substring("/etc/probeline/".length());

            assertThat(map.getData()).containsOnlyKeys(file);
            ConfigsOfServices.check(file, map.getData().get(file), Map.of("POD_NAME", "pod-0")::get, folder);
            assertThat(secretFiles(template))
                    .isEqualTo(FILE.matcher(map.getData().get(file))
                            .results()
                            .map(found -> found.group())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @ParameterizedTest
    @MethodSource("withPods")
    void everySecretThatIsNamedCanComeOutOfAStore(String name) throws Exception {
        Overlay overlay = Overlay.of(name);
        Map<String, Set<String>> wanted = new TreeMap<>();
        for (PodTemplateSpec template : overlay.pods().values()) {
            template.getSpec().getVolumes().stream()
                    .filter(volume -> volume.getSecret() != null)
                    .forEach(volume -> volume.getSecret()
                            .getItems()
                            .forEach(item -> wanted.computeIfAbsent(
                                            volume.getSecret().getSecretName(), secret -> new TreeSet<>())
                                    .add(item.getKey())));
        }
        Map<String, Set<String>> made = new TreeMap<>();
        for (ExternalSecret secret : overlay.all(ExternalSecret.class)) {
            made.put(
                    secret.getSpec().target().name(),
                    secret.getSpec().data().stream()
                            .map(ExternalSecret.Data::secretKey)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }

        assertThat(made).isEqualTo(wanted);
    }

    private static Set<String> secretFiles(PodTemplateSpec template) {
        Container container = template.getSpec().getContainers().get(0);
        return container.getVolumeMounts().stream()
                .filter(mount -> volume(template, mount.getName()).getSecret() != null)
                .flatMap(mount -> volume(template, mount.getName()).getSecret().getItems().stream()
                        .map(item -> mount.getMountPath() + "/" + item.getPath()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Volume volume(PodTemplateSpec template, String name) {
        return template.getSpec().getVolumes().stream()
                .filter(volume -> volume.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> names(List<? extends HasMetadata> resources) {
        return resources.stream()
                .map(resource -> resource.getMetadata().getName())
                .collect(Collectors.toSet());
    }
}
