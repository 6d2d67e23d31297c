package dev.probeline.deployment.k8s;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/** The part of external-secrets' resource that the manifests use; its project has no Java classes of it. */
@Group("external-secrets.io")
@Version("v1")
final class ExternalSecret extends CustomResource<ExternalSecret.Spec, Void> implements Namespaced {
    private static final long serialVersionUID = 1L;

    /** What it makes, of what, and how often. */
    record Spec(String refreshInterval, Store secretStoreRef, Target target, List<Data> data) {}

    /** Where the values are. */
    record Store(String kind, String name) {}

    /** The Secret that it makes. */
    record Target(String name) {}

    /** A key of that Secret. */
    record Data(String secretKey, Remote remoteRef) {}

    /** Where its value is in the store. */
    record Remote(String key, String property) {}
}
