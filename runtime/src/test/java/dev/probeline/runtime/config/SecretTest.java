package dev.probeline.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void showsItselfOnlyWhenAsked() {
        Secret secret = Secret.of("sk-1");

        assertThat(secret).hasToString("****");
        assertThat("in a text: " + secret).isEqualTo("in a text: ****");
        assertThat(secret.reveal()).isEqualTo("sk-1");
    }

    @Test
    void isEqualByValue() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
        assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo(Secret.of("ab"));
    }
}
