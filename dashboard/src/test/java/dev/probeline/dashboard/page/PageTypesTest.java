package dev.probeline.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page's sources hold the types that their comments claim, by TypeScript's compiler. */
class PageTypesTest {
    private static final Path COMPILER = Path.of("src/test/node/node_modules/typescript/bin/tsc");

    @Test
    void theTypesHold() throws IOException, InterruptedException {
        assumeTrue(
                NodeProgram.isInstalled() && Files.exists(COMPILER),
                "no TypeScript here: run npm ci --prefix dashboard/src/test/node --ignore-scripts to check the page's types");
        assertThat(NodeProgram.run(COMPILER.toString(), "--project", "tsconfig.json"))
                .isEqualTo(new NodeProgram(0, ""));
    }
}
