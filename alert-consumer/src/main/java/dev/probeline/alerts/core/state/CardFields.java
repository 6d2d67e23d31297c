package dev.probeline.alerts.core.state;

import dev.probeline.schemas.events.Severity;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;

/** A {@link RuleCard} field by field. */
final class CardFields {
    static void write(DataOutputStream out, RuleCard card) throws IOException {
        Fields.writeText(out, card.severity().name());
        Fields.writeText(out, card.condition());
        out.writeBoolean(card.threshold().isPresent());
        if (card.threshold().isPresent()) {
            out.writeDouble(card.threshold().getAsDouble());
        }
        Fields.writeTexts(out, card.labels());
        Fields.writeTexts(out, card.annotations());
    }

    static RuleCard read(DataInputStream in) throws IOException {
        Severity severity = Severity.valueOf(Fields.readText(in));
        String condition = Fields.readText(in);
        OptionalDouble threshold = in.readBoolean() ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty();
        Map<String, String> labels = Fields.readTexts(in);
        return new RuleCard(severity, condition, threshold, labels, Fields.readTexts(in));
    }

    private CardFields() {}
}
