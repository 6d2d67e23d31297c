package dev.probeline.producer.core.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.producer.config.Target;
import java.util.Locale;
import java.util.Optional;

/** What a target's calls send, and how their answers are read. */
public final class Calls {
    private final Target target;
    private final Wire wire;

    public Calls(Target target) {
        this.target = target;
        this.wire = Wire.of(target.call());
    }

    /** JSON to post; empty for a call that only gets. */
    public Optional<String> body(String nonce) {
        ObjectNode body = wire.request(target, Input.of(target, nonce));
        if (body == null) {
            return Optional.empty();
        }
        target.extraBody().ifPresent(extra -> extra.patch(body));
        return Optional.of(body.toString());
    }

    /** @param contentType of a good answer; may be empty */
    public BodyReader reader(String contentType) {
        boolean keepText = target.expect().needText();
        String type = contentType.toLowerCase(Locale.ROOT);
        boolean noStream = type.startsWith("application/json") || type.startsWith("text/html");
        return target.streams() && !noStream
                ? new StreamReader(wire, keepText)
                : new WholeReader(wire, keepText, type, target.streams());
    }
}
