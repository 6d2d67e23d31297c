package dev.probeline.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What of the page is pure (the verdict, the grid's order, addresses, back-off) by node's own test runner. */
class PageLogicTest {
    @Test
    void itsOwnTestsPass() throws IOException, InterruptedException {
        assumeTrue(NodeProgram.isInstalled(), "no node here: the page's pure parts are not tested by themselves");
        NodeProgram tests = NodeProgram.run(
                "--experimental-detect-module", "--test-reporter=tap", "--test", "src/test/node/page.test.js");
        assertThat(tests.said()).contains("# fail 0").doesNotContain("# pass 0");
        assertThat(tests.exit()).as(tests.said()).isZero();
    }
}
