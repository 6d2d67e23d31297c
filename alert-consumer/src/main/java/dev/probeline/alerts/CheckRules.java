package dev.probeline.alerts;

import dev.probeline.alerts.config.RuleBook;
import dev.probeline.runtime.cli.ExitCodes;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Validates rule files without a cluster. */
@Command(
        name = "check-rules",
        mixinStandardHelpOptions = true,
        description = "Reads rule files and tells every fault with its line and column: exit code 0 valid, 2 not.")
final class CheckRules implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Rule files, YAML; names count over all of them.")
    private List<Path> files;

    @Override
    public Integer call() throws Exception {
        int rules = RuleBook.load(files).size();
        System.out.println(rules + " rules in " + files.size() + (files.size() == 1 ? " file" : " files") + ": valid");
        return ExitCodes.OK;
    }
}
