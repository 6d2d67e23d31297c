package dev.probeline.alerts.core.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelUnknownSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CEL over the numbers of a window: every metric is a variable of its own, a time is a duration, and all other numbers
 * are doubles, for a share made of whole numbers, {@code failures / attempts}, would be cut to 0.
 */
final class Language {
    static final String LABELS = "labels";

    /** Stands for a number that was not measured. */
    static final CelUnknownSet MISSING = CelUnknownSet.create(0L);

    private static final Pattern DURATION = Pattern.compile("\\bduration\\(\\s*(?:'[^']*'|\"[^\"]*\")\\s*\\)");
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxParseExpressionNodeCount(1000)
            .comprehensionMaxIterations(1000)
            .build();
    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

    /** @throws IllegalArgumentException with the first fault, its place in the text and what was expected */
    static CelAbstractSyntaxTree check(String text) {
        CelValidationResult result = COMPILER.compile(text);
        if (result.hasError()) {
            throw new IllegalArgumentException(ExpressionFault.of(text, result.getErrors()));
        }
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** A duration is text to the type check. It is CEL's, which is read by units of h, m, s, ms, not d. */
    static void checkDurations(String text) {
        Matcher literal = DURATION.matcher(text);
        while (literal.find()) {
            try {
                program(check(literal.group() + " >= duration('0s')")).eval();
            } catch (CelEvaluationException e) {
                throw new IllegalArgumentException(
                        "column " + (literal.start() + 1) + " of the expression: " + literal.group()
                                + " (expected: a duration in h, m, s or ms, such as duration('1m30s'))",
                        e);
            }
        }
    }

    static CelRuntime.Program program(CelAbstractSyntaxTree checked) {
        try {
            return RUNTIME.createProgram(checked);
        } catch (CelEvaluationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static CelCompiler compiler() {
        CelType counts = MapType.create(SimpleType.STRING, SimpleType.DOUBLE);
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar(LABELS, MapType.create(SimpleType.STRING, SimpleType.STRING))
                .setResultType(SimpleType.BOOL);
        Metrics.countsByWord().forEach(name -> builder.addVar(name, counts));
        Metrics.names().forEach(name -> builder.addVar(name, type(Metrics.named(name))));
        return builder.build();
    }

    private static CelType type(Metric metric) {
        return metric.unit() == Unit.MILLISECONDS ? SimpleType.DURATION : SimpleType.DOUBLE;
    }

    private Language() {}
}
