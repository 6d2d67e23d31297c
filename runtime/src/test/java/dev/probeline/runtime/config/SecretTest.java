package dev.probeline.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
    record Holder(Secret key) {}

    @Test
    void showsItselfOnlyWhenAsked() {
        Secret secret = Secret.of("sk-1");

        assertThat(secret).hasToString("****");
        assertThat("in a text: " + secret).isEqualTo("in a text: ****");
        assertThat(secret.reveal()).isEqualTo("sk-1");
    }

    @Test
    void oneFromAFileIsReadAgainAndHoldsWhileTheFileIsAwayOrEmpty(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "old\n");
        Secret secret = ConfigFile.parse("key: 'Key ${file:" + file + "}'", "x", Holder.class, name -> null)
                .key();
        Secret same = Secret.of("Key old");

        Files.writeString(file, "new\n");
        assertThat(secret.current()).isEqualTo("Key new");
        assertThat(secret.matches("Key new")).isTrue();
        assertThat(secret.matches("Key old")).isFalse();
        Files.delete(file);
        assertThat(secret.current()).isEqualTo("Key new");

        assertThat(secret.reveal()).isEqualTo("Key old");
        assertThat(secret).isEqualTo(same).hasToString("****");
        assertThat(same.mayChange()).isFalse();
    }

    @Test
    void anEmptyFileIsOneThatSomebodyIsWriting(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "old");
        Secret secret = ConfigFile.parse("key: ${file:" + file + "}", "x", Holder.class, name -> null)
                .key();

        Files.writeString(file, "");

        assertThat(secret.current()).isEqualTo("old");
        assertThat(secret.matches("")).isFalse();
    }

    @Test
    void isEqualByValue() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
        assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo(Secret.of("ab"));
    }
}
