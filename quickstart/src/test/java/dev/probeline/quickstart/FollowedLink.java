package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.quickstart.stack.Stack;
import dev.probeline.quickstart.view.Part;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Somebody who opens the live page by the link that the quickstart prints: what the page does for them then. */
final class FollowedLink {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI link;

    private FollowedLink(URI link) {
        this.link = link;
    }

    /** Of a model that there is none of, so that nothing else is held back. */
    static void silenceSomething(Stack stack) {
        FollowedLink page = stack.parts().stream()
                .filter(part -> part.name().equals("Live page"))
                .map(Part::where)
                .map(URI::create)
                .map(FollowedLink::new)
                .findFirst()
                .orElseThrow();
        String silence = "{'matchers': ['model=\\'none\\''], 'for': '1h', 'comment': 'to try it'}";
        assertThat(page.post("silences", silence).statusCode())
                .as("not logged in")
                .isEqualTo(401);

        String token = page.link.getFragment().replaceFirst("^token=", "");
        assertThat(page.post("session", "{'token': '" + token + "'}").body())
                .contains("\"user\":\"oncall\"", "\"may_act\":true");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(page.post("silences", silence).statusCode()).isEqualTo(201));
    }

    private HttpResponse<String> post(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(link.resolve("/api/v1/" + path))
                .header("Origin", "http://" + link.getAuthority())
                .POST(BodyPublishers.ofString(body.replace("\\'", "\\\"").replace('\'', '"')))
                .build();
        try {
            return browser.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
