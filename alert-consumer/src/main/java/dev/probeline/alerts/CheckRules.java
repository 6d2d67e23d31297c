package dev.probeline.alerts;

import dev.probeline.alerts.config.RuleBook;
import dev.probeline.runtime.cli.ExitCodes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Validates rule files without a cluster. */
@Command(
        name = "check-rules",
        mixinStandardHelpOptions = true,
        description = "Reads rule files and tells every fault with its line and column: exit code 0 valid, 2 not.")
final class CheckRules implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    // Not required for the parser, which would want them beside --print-schema too.
    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Rule files, YAML; names count over all of them.")
    private List<Path> files = List.of();

    @Option(names = "--print-schema", description = "Print the JSON Schema of a rule file, for editors, and exit.")
    private boolean printSchema;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (printSchema) {
            out.print(RuleBook.schema());
            out.flush();
            return ExitCodes.OK;
        }
        if (files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE'");
        }
        int rules = RuleBook.load(files).size();
        out.println(rules + " rules in " + files.size() + (files.size() == 1 ? " file" : " files") + ": valid");
        out.flush();
        return ExitCodes.OK;
    }
}
