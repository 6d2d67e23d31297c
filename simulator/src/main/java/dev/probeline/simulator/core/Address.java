package dev.probeline.simulator.core;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path asks for: OpenAI's and Anthropic's below {@code /v1}, Azure's below {@code /openai}.
 *
 * @param model named in the path, as the model of a card or as Azure's deployment
 * @param dated whether the API's version has to stand in the query
 */
record Address(Api api, Endpoint endpoint, Optional<String> model, boolean dated) {

    private static final Pattern VERSIONED = Pattern.compile("(/openai)?/v1/([a-z/]+?)(?:(?<=/models)/(.+))?");
    private static final Pattern DEPLOYMENT =
            Pattern.compile("/openai/deployments/([^/]+)/(chat/completions|embeddings)");
    private static final Pattern RESOURCE = Pattern.compile("/openai/(responses|models)(?:(?<=/models)/(.+))?");

    static Optional<Address> of(String path) {
        Matcher deployment = DEPLOYMENT.matcher(path);
        if (deployment.matches()) {
            return at(Api.AZURE, deployment.group(2), deployment.group(1), true);
        }
        Matcher resource = RESOURCE.matcher(path);
        if (resource.matches()) {
            return at(Api.AZURE, resource.group(1), resource.group(2), true);
        }
        Matcher versioned = VERSIONED.matcher(path);
        return versioned.matches()
                ? at(versioned.group(1) == null ? Api.OPENAI : Api.AZURE, versioned.group(2), versioned.group(3), false)
                : Optional.empty();
    }

    private static Optional<Address> at(Api api, String path, String model, boolean dated) {
        return Endpoint.of(path)
                .filter(endpoint -> api == Api.OPENAI || endpoint != Endpoint.MESSAGES)
                .map(endpoint -> new Address(
                        endpoint == Endpoint.MESSAGES ? Api.ANTHROPIC : api,
                        endpoint,
                        Optional.ofNullable(model),
                        dated));
    }
}
