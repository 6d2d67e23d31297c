package dev.probeline.runtime.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostileYamlTest {
    record Anything(List<String> a) {}

    @Test
    void deepNestingIsRefusedBeforeItOverflowsTheStack() {
        refused("a: " + "[".repeat(100_000)).hasMessage("bad.yaml:1:43: not YAML: nested deeper than 40 levels");
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder bomb = new StringBuilder("a: &l0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int level = 1; level < 9; level++) {
            String alias = "*l" + (level - 1);
            bomb.append("l%d: &l%d [%s]\n"
                    .formatted(level, level, String.join(",", java.util.Collections.nCopies(5, alias))));
        }

        refused(bomb.toString()).hasMessageContaining("aliases expand to more than 100000 values");
    }

    @Test
    void aliasesWithoutNumberAreRefused() {
        refused("a: &x [1]\nb: [" + "*x,".repeat(60) + "]").hasMessageContaining("aliases");
    }

    @Test
    void anAliasOfItselfIsRefused() {
        refused("a: &x [*x]").hasMessageContaining("not YAML");
    }

    @Test
    void aTextWithoutEndIsRefused() {
        refused("a: [" + "x,".repeat(600_000) + "]").hasMessageContaining("limit");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(String yaml) {
        return assertThatThrownBy(() -> ConfigFile.parse(yaml, "bad.yaml", Anything.class, name -> null))
                .isInstanceOf(InvalidConfigException.class);
    }
}
