package dev.probeline.quickstart.registry;

import dev.probeline.quickstart.registry.RegistryFault.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;

/** Confluent's REST paths onto {@link Registry}: each answers with what is to be rendered as JSON. */
final class Routes {
    private final List<Route> routes = new ArrayList<>();
    private final Registry registry;

    Routes(Registry registry) {
        this.registry = registry;
        on("GET /", call -> Map.of());
        subjects();
        schemas();
        settings();
        on("POST /compatibility/subjects/*/versions", call -> verdict(call, Optional.empty()));
        on(
                "POST /compatibility/subjects/*/versions/*",
                call -> verdict(call, Optional.of(call.path().get(1))));
    }

    List<Route> all() {
        return List.copyOf(routes);
    }

    private void on(String methodAndPath, Function<Request, Object> answer) {
        routes.add(Route.of(methodAndPath, answer));
    }

    private void subjects() {
        on("GET /subjects", call -> registry.subjects());
        on("POST /subjects/*", call -> described(registry.lookUp(call.path().get(0), call.schema())));
        on("DELETE /subjects/*", call -> registry.delete(call.path().get(0)));
        on("GET /subjects/*/versions", call -> registry.versions(call.path().get(0)));
        on(
                "POST /subjects/*/versions",
                call -> described(registry.register(call.path().get(0), call.schema())));
        on("GET /subjects/*/versions/*", call -> described(version(call)));
        on("GET /subjects/*/versions/*/schema", call -> version(call).schema());
        on("GET /subjects/*/versions/*/referencedby", call -> List.of());
        on(
                "DELETE /subjects/*/versions/*",
                call -> registry.delete(call.path().get(0), call.path().get(1)));
    }

    private void schemas() {
        on("GET /schemas/types", call -> List.of("AVRO"));
        on(
                "GET /schemas/ids/*",
                call -> Map.of("schema", registry.byId(call.id()).toString()));
        on("GET /schemas/ids/*/schema", call -> registry.byId(call.id()));
        on(
                "GET /schemas/ids/*/subjects",
                call -> registry.usesOf(call.id()).stream()
                        .map(RegisteredSchema::subject)
                        .distinct()
                        .toList());
        on(
                "GET /schemas/ids/*/versions",
                call -> registry.usesOf(call.id()).stream()
                        .map(use -> Map.of("subject", use.subject(), "version", use.version()))
                        .toList());
    }

    private void settings() {
        on("GET /config", call -> Map.of("compatibilityLevel", registry.level()));
        on("PUT /config", call -> {
            Compatibility wanted = Compatibility.named(call.text("compatibility"));
            registry.level(wanted);
            return Map.of("compatibility", wanted);
        });
        on("GET /config/*", call -> Map.of("compatibilityLevel", levelOfSubject(call)));
        on("PUT /config/*", call -> {
            Compatibility wanted = Compatibility.named(call.text("compatibility"));
            registry.level(call.path().get(0), wanted);
            return Map.of("compatibility", wanted);
        });
        on("GET /mode", call -> Map.of("mode", "READWRITE"));
        on("GET /mode/*", call -> Map.of("mode", "READWRITE"));
    }

    private RegisteredSchema version(Request call) {
        return registry.version(call.path().get(0), call.path().get(1));
    }

    private Compatibility levelOfSubject(Request call) {
        String subject = call.path().get(0);
        return registry.ownLevel(subject)
                .or(() -> call.flag("defaultToGlobal") ? Optional.of(registry.level()) : Optional.empty())
                .orElseThrow(() -> new RegistryFault(
                        Code.NO_COMPATIBILITY_FOR_SUBJECT,
                        "Subject '" + subject + "' does not have subject-level compatibility configured"));
    }

    private Object verdict(Request call, Optional<String> version) {
        Schema schema = call.schema();
        List<String> objections = registry.objections(call.path().get(0), version, schema);
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put("is_compatible", objections.isEmpty());
        if (call.flag("verbose")) {
            verdict.put("messages", objections);
        }
        return verdict;
    }

    private static Map<String, Object> described(RegisteredSchema registered) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("subject", registered.subject());
        description.put("version", registered.version());
        description.put("id", registered.id());
        description.put("schema", registered.schema().toString());
        return description;
    }
}
