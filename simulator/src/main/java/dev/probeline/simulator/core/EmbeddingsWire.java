package dev.probeline.simulator.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Map;
import java.util.SplittableRandom;

/** The bytes of {@code POST /v1/embeddings}. The same input always has the same unit vector. */
final class EmbeddingsWire {

    private EmbeddingsWire() {}

    static Plan whole(Answer answer, Model model, RequestView request, Map<String, String> headers) {
        JsonNode body = request.body();
        int dimensions = body.path("dimensions").asInt(model.dimensions());
        boolean base64 = body.path("encoding_format").asText("float").equals("base64");
        StringBuilder data = new StringBuilder("{\n  \"object\": \"list\",\n  \"data\": [");
        int inputs = inputs(body.path("input"));
        for (int i = 0; i < inputs; i++) {
            JsonNode input = list(body.path("input")) ? body.path("input").get(i) : body.path("input");
            float[] vector = vector(input.toString().hashCode(), dimensions);
            data.append(i == 0 ? "\n    {" : ",\n    {");
            data.append("\n      \"object\": \"embedding\",\n      \"index\": ")
                    .append(i)
                    .append(",\n      \"embedding\": ");
            append(data, vector, base64);
            data.append("\n    }");
        }
        data.append("\n  ],\n  \"model\": ").append(Json.string(answer.model()));
        if (answer.framing().usage()) {
            data.append(",\n  \"usage\": {\n    \"prompt_tokens\": ").append(answer.promptTokens());
            data.append(",\n    \"total_tokens\": ")
                    .append(answer.promptTokens())
                    .append("\n  }");
        }
        String text = data.append("\n}\n").toString();
        return Plan.whole(200, headers, "application/json", answer.speech().thinkingNanos(), text);
    }

    /** A string or a list of token ids is one input; a list of those is as many as it is long. */
    static int inputs(JsonNode input) {
        return list(input) ? input.size() : 1;
    }

    private static boolean list(JsonNode input) {
        return input.isArray() && !input.path(0).isNumber();
    }

    private static float[] vector(int seed, int dimensions) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] vector = new float[dimensions];
        double squares = 0;
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (random.nextDouble() * 2 - 1);
            squares += vector[i] * vector[i];
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < dimensions; i++) {
            vector[i] /= length;
        }
        return vector;
    }

    private static void append(StringBuilder out, float[] vector, boolean base64) {
        if (base64) {
            ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            out.append('"')
                    .append(Base64.getEncoder().encodeToString(bytes.array()))
                    .append('"');
            return;
        }
        out.append('[');
        for (int i = 0; i < vector.length; i++) {
            out.append(i == 0 ? "" : ",").append(vector[i]);
        }
        out.append(']');
    }
}
