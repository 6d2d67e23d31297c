package dev.probeline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryConfigTest {

    @Test
    void takesOneUrlOrSeveral() {
        RegistryConfig config = RegistryConfig.of(Map.of("schema.registry.url", "http://a:8081/, https://b/registry"));
        assertThat(config.urls()).map(RegistryUrl::toString).containsExactly("http://a:8081", "https://b/registry");
        assertThat(RegistryConfig.of(Map.of("schema.registry.url", List.of("http://a:1", "http://b:2")))
                        .urls())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "registry:8081", "ftp://a", "http://a b", "http://user:hunter2@a:b"})
    void saysWhatAUrlLooksLikeAndNeverRepeatsIt(String url) {
        assertThatThrownBy(() -> RegistryConfig.of(Map.of("schema.registry.url", url)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url")
                .hasMessageContaining("expected: ")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void aMissingUrlIsNamed() {
        assertThatThrownBy(() -> RegistryConfig.of(Map.of()))
                .hasMessage(
                        "schema.registry.url: missing (expected: the registry's URL, such as http://registry:8081)");
    }

    @Test
    void credentialsComeFromTheUrlByDefault() {
        RegistryUrl url = RegistryConfig.of(Map.of("schema.registry.url", "http://user:hunter2@a:8081"))
                .urls()
                .get(0);
        assertThat(url.authorization()).contains("Basic dXNlcjpodW50ZXIy");
        assertThat(url).hasToString("http://a:8081");
    }

    @Test
    void userInfoIsDemandedWhereItIsTheSource() {
        assertThatThrownBy(() -> RegistryConfig.of(
                        Map.of("schema.registry.url", "http://a", "basic.auth.credentials.source", "USER_INFO")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("basic.auth.user.info: missing (expected: user:password");
    }

    @Test
    void anotherSourceIsRefused() {
        assertThatThrownBy(() -> RegistryConfig.of(
                        Map.of("schema.registry.url", "http://a", "basic.auth.credentials.source", "SASL_INHERIT")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("URL, USER_INFO");
    }

    @Test
    void waitsLongerEachTimeUpToABound() {
        Backoff backoff = new Backoff(9, Duration.ofMillis(100), Duration.ofSeconds(1));
        assertThat(List.of(0, 1, 2, 3, 4, 30))
                .map(retry -> backoff.before(retry, 1).toMillis())
                .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
        assertThat(backoff.before(1, 0)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aQuestionTakesNoLongerThanAllAttemptsAtAllRegistriesAndTheWaitsBetween() {
        RegistryConfig config = RegistryConfig.of(Map.of("schema.registry.url", "http://a,http://b"));
        assertThat(config.longestQuestion()).isEqualTo(Duration.ofSeconds(2 * 4 * 10 + 1 + 2 + 4));
    }
}
