package dev.probeline.producer.io;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.Endpoint;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.authorizer.AclCreateResult;
import org.apache.kafka.server.authorizer.AclDeleteResult;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.apache.kafka.server.authorizer.Authorizer;
import org.apache.kafka.server.authorizer.AuthorizerServerInfo;

/**
 * The rights on a test's broker: all for all, but what is refused just now. The broker runs in this JVM, so a test gives
 * and takes rights while it runs.
 */
public final class Rights implements Authorizer {
    private static final Set<Right> REFUSED = ConcurrentHashMap.newKeySet();

    /** Takes rights from clients of this id. With READ or WRITE, Kafka's own rules take DESCRIBE as well. */
    public static void refuse(String clientId, ResourceType resource, AclOperation... operations) {
        for (AclOperation operation : operations) {
            REFUSED.add(new Right(clientId, resource, operation));
        }
    }

    public static void grantAll() {
        REFUSED.clear();
    }

    @Override
    public Map<Endpoint, ? extends CompletionStage<Void>> start(AuthorizerServerInfo server) {
        Map<Endpoint, CompletionStage<Void>> ready = new HashMap<>();
        server.endpoints().forEach(endpoint -> ready.put(endpoint, CompletableFuture.completedFuture(null)));
        return ready;
    }

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext client, List<Action> actions) {
        return actions.stream()
                .map(action -> REFUSED.contains(Right.wanted(client, action))
                        ? AuthorizationResult.DENIED
                        : AuthorizationResult.ALLOWED)
                .toList();
    }

    @Override
    public List<? extends CompletionStage<AclCreateResult>> createAcls(
            AuthorizableRequestContext client, List<AclBinding> bindings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<? extends CompletionStage<AclDeleteResult>> deleteAcls(
            AuthorizableRequestContext client, List<AclBindingFilter> filters) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<AclBinding> acls(AclBindingFilter filter) {
        return List.of();
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}

    private record Right(String clientId, ResourceType resource, AclOperation operation) {
        static Right wanted(AuthorizableRequestContext client, Action action) {
            return new Right(client.clientId(), action.resourcePattern().resourceType(), action.operation());
        }
    }
}
