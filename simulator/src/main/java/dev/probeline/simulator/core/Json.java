package dev.probeline.simulator.core;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Optional;

/** JSON scalars for bodies that are put together as text, because their bytes are part of the contract. */
final class Json {

    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private Json() {}

    static String string(String value) {
        StringBuilder out = new StringBuilder(value.length() + 8).append('"');
        ENCODER.quoteAsString(value, out);
        return out.append('"').toString();
    }

    static String stringOrNull(Optional<String> value) {
        return value.map(Json::string).orElse("null");
    }
}
