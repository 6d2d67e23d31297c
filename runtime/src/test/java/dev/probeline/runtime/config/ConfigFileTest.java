package dev.probeline.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private static final Map<String, String> ENV = Map.of("KEY", "sk-very-secret", "RETRIES", "7", "EMPTY", "");

    @Test
    void absentKeysTakeTheirDefaults() throws Exception {
        Samples samples = parse("name: x");

        assertThat(samples.interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(samples.buffer()).isEqualTo(new DataSize(65_536));
        assertThat(samples.note()).isEmpty();
        assertThat(samples.apiKey()).isEmpty();
        assertThat(samples.targets()).isEmpty();
        assertThat(samples.receivers()).isEmpty();
        assertThat(samples.misc().series()).isEmpty();
    }

    @Test
    void recordsListsMapsAndVariantsNest() throws Exception {
        Samples samples = parse("""
                name: nested
                interval: 1m30s
                targets:
                  - {model: gpt-x, timeout: 30s, connection: new}
                  - model: 4
                    timeout: 250ms
                    retries: 0
                receivers:
                  page: {type: webhook, url: "https://example.com/hook", send_resolved: false}
                  team: {type: slack, token: t, channel: "#ops"}
                """);

        assertThat(samples.targets())
                .containsExactly(
                        new Samples.Target("gpt-x", Duration.ofSeconds(30), 2, Samples.Connection.NEW),
                        new Samples.Target("4", Duration.ofMillis(250), 0, Samples.Connection.REUSE));
        assertThat(samples.receivers())
                .containsExactly(
                        Map.entry("page", new Samples.Webhook(URI.create("https://example.com/hook"), false)),
                        Map.entry("team", new Samples.Slack(Secret.of("t"), "#ops")));
    }

    @Test
    void everyScalarTypeIsRead() throws Exception {
        Samples.Misc misc = parse("""
                        name: scalars
                        misc:
                          count: 9000000000
                          ratio: -0.5
                          pattern: ^a+$
                          path: /var/lib/x
                          since: 2026-11-01T12:00:00Z
                          share: 50%
                          series: {a: [1, 2], b: []}
                        """).misc();

        assertThat(misc.count()).contains(9_000_000_000L);
        assertThat(misc.ratio()).contains(-0.5);
        assertThat(misc.pattern().orElseThrow().pattern()).isEqualTo("^a+$");
        assertThat(misc.path()).contains(Path.of("/var/lib/x"));
        assertThat(misc.since()).contains(Instant.parse("2026-11-01T12:00:00Z"));
        assertThat(misc.share()).contains(new Samples.Share(0.5));
        assertThat(misc.series()).containsExactly(Map.entry("a", List.of(1, 2)), Map.entry("b", List.of()));
    }

    @Test
    void anEmptyValueCountsAsAbsent() throws Exception {
        Samples samples = parse("name: x\ninterval:\napi_key: ~\nmisc: null\n");

        assertThat(samples.interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(samples.apiKey()).isEmpty();
    }

    @Test
    void quotedNothingIsText() throws Exception {
        assertThat(parse("name: ''").name()).isEmpty();
        assertThat(parse("name: '~'").name()).isEqualTo("~");
    }

    @Test
    void anchorsAreExpanded() throws Exception {
        Samples samples = parse("""
                name: x
                targets:
                  - &one {model: a, timeout: 1s}
                  - *one
                """);

        assertThat(samples.targets()).hasSize(2);
        assertThat(samples.targets().get(0)).isEqualTo(samples.targets().get(1));
    }

    @Test
    void referencesAreResolvedInsideScalars() throws Exception {
        Samples samples = parse("""
                name: "${env:KEY}-${env:RETRIES}"
                note: "$${env:KEY} costs $$5"
                api_key: ${env:KEY}
                targets: [{model: "m", timeout: "${env:RETRIES}s", retries: "${env:RETRIES}"}]
                """);

        assertThat(samples.name()).isEqualTo("sk-very-secret-7");
        assertThat(samples.note()).isEqualTo("${env:KEY} costs $$5");
        assertThat(samples.apiKey()).map(Secret::reveal).contains("sk-very-secret");
        assertThat(samples.targets().get(0).timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(samples.targets().get(0).retries()).isEqualTo(7);
    }

    @Test
    void whatAReferenceBringsIsNeverYaml() throws Exception {
        Samples samples =
                ConfigFile.parse("name: ${env:TRICK}", "x.yaml", Samples.class, name -> "a\ninterval: 99h # [*x]");

        assertThat(samples.name()).isEqualTo("a\ninterval: 99h # [*x]");
        assertThat(samples.interval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void anEmptyVariableIsText() throws Exception {
        assertThat(parse("name: ${env:EMPTY}").name()).isEmpty();
    }

    @Test
    void fileReferencesAreRelativeToTheConfigAndLoseOneLineEnd(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("key"), "s3cret\n\n");
        Path file = Files.writeString(folder.resolve("a.yaml"), "name: x\napi_key: ${file:key}\n");

        Samples samples = ConfigFile.load(file, Samples.class);

        assertThat(samples.apiKey()).map(Secret::reveal).contains("s3cret\n");
        assertThat(samples.toString()).contains("****").doesNotContain("s3cret");
    }

    @Test
    void aMissingFileIsAFault(@TempDir Path folder) {
        Path file = folder.resolve("none.yaml");

        assertThatThrownBy(() -> ConfigFile.load(file, Samples.class)).hasMessage(file + ": no such file");
    }

    @Test
    void bytesThatAreNotTextAreAFault(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("a.yaml"), "name: é".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ConfigFile.load(file, Samples.class)).hasMessage(file + ": not UTF-8 text");
    }

    @Test
    void faultsOfAllFilesAreToldTogether(@TempDir Path folder) throws Exception {
        Path a = Files.writeString(folder.resolve("a.yaml"), "nam: x");
        Path b = Files.writeString(folder.resolve("b.yaml"), "name: x\ninterval: soon");
        Path c = Files.writeString(folder.resolve("c.yaml"), "name: fine");

        assertThatThrownBy(() -> ConfigFile.readAll(List.of(a, b, c), Samples.class))
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        e -> assertThat(e.faults())
                                .extracting(Fault::source)
                                .containsExactly(a.toString(), a.toString(), b.toString()));
    }

    @Test
    void laterFaultsFindTheirPlace() throws Exception {
        ConfigDocument<Samples> document = ConfigFile.parseDocument(
                "name: x\ntargets:\n  - model: a\n    timeout: 1s\n", "r.yaml", Samples.class, ENV::get);

        assertThat(document.faultAt("targets[0].timeout", "1s (expected: more)"))
                .hasToString("r.yaml:4:14 targets[0].timeout: 1s (expected: more)");
        assertThat(document.faultAt("targets[0].retries", "2 (expected: more)"))
                .hasToString("r.yaml:3:5 targets[0].retries: 2 (expected: more)");
        assertThat(document.faultAt("", "empty")).hasToString("r.yaml:1:1: empty");
    }

    @Test
    void aFaultInsideAnExpressionIsFoundInPlainQuotedAndLiteralText() throws Exception {
        ConfigDocument<Samples> document = ConfigFile.parseDocument("""
                name: p95 > 3
                note: 'errors > 3'
                misc:
                  path: |
                    a &&

                      bad > 3
                  pattern: >
                    folded
                    text
                """, "r.yaml", Samples.class, ENV::get);

        assertThat(document.faultInside("name", 1, 5, "bad")).hasToString("r.yaml:1:11 name: bad");
        assertThat(document.faultInside("note", 1, 8, "bad")).hasToString("r.yaml:2:15 note: bad");
        assertThat(document.faultInside("misc.path", 3, 3, "bad")).hasToString("r.yaml:7:7 misc.path: bad");
        assertThat(document.faultInside("misc.pattern", 1, 8, "bad")).hasToString("r.yaml:8:12 misc.pattern: bad");
        assertThat(document.faultInside("misc.path", 99, -1, "bad")).hasToString("r.yaml:4:9 misc.path: bad");
        assertThat(document.faultInside("misc", 1, 1, "bad")).hasToString("r.yaml:4:3 misc: bad");
    }

    @Test
    void laterFaultsShowNothingThatCameFromAReference() throws Exception {
        ConfigDocument<Samples> document = ConfigFile.parseDocument(
                "name: 'Bearer ${env:KEY}'\nnote: ${env:RETRIES}", "r.yaml", Samples.class, ENV::get);

        assertThat(document.faultAt("name", "no model sk-very-secret in 7 of 17")
                        .message())
                .isEqualTo("no model **** in **** of 17");
    }

    @Test
    void anExceptionInARecordThatIsNotAConditionIsABug() {
        assertThatThrownBy(() -> ConfigFile.parse("a: 1", "x.yaml", Buggy.class, ENV::get))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(UnsupportedOperationException.class);
    }

    record Buggy(int a) {
        Buggy {
            throw new UnsupportedOperationException();
        }
    }

    private static Samples parse(String yaml) throws InvalidConfigException {
        return ConfigFile.parse(yaml, "test.yaml", Samples.class, ENV::get);
    }

    @Test
    void anOptionalOfAWrongValueIsAFault() {
        assertThatThrownBy(() -> parse("name: x\nmisc: {count: many}"))
                .hasMessage("test.yaml:2:15 misc.count: many (expected: a whole number)");
    }
}
