package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ApiErrorTest {
    @Test
    void readsTheUsualObject() {
        assertThat(ApiError.parse("{\"error\":{\"message\":\"m\",\"type\":\"t\",\"param\":null,\"code\":\"c\"}}"))
                .isEqualTo(new ApiError("c", "t", "m"));
    }

    @Test
    void readsAPlainString() {
        assertThat(ApiError.parse("{\"error\":\"Missing scopes\"}"))
                .isEqualTo(new ApiError(null, null, "Missing scopes"));
    }

    @Test
    void readsVllmsFlatObjectAndAnArray() {
        assertThat(ApiError.parse("{\"object\":\"error\",\"message\":\"m\",\"type\":\"t\",\"code\":40001}"))
                .isEqualTo(new ApiError("40001", "t", "m"));
        assertThat(ApiError.parse("[{\"error\":{\"code\":429,\"message\":\"m\"}}]"))
                .isEqualTo(new ApiError("429", null, "m"));
    }

    @Test
    void readsTheTitleOfAPage() {
        String page = "<!DOCTYPE html>\n<html><head><title> 502 Bad Gateway </title></head><body>…</body></html>";
        assertThat(ApiError.parse(page).message()).isEqualTo("HTML: 502 Bad Gateway");
        assertThat(ApiError.parse("<html>").message()).isEqualTo("an HTML page");
    }

    @Test
    void readsWhatAValidationRefusedButNotWhatWasSent() {
        assertThat(ApiError.parse("{\"detail\":[{\"loc\":[\"body\",\"messages\",0],\"msg\":\"Field required\","
                        + "\"input\":{\"content\":\"the prompt\"}}]}"))
                .isEqualTo(new ApiError(null, null, "body.messages.0: Field required"));
    }

    @Test
    void namesOnlyTheMembersOfAnUnknownShape() {
        assertThat(ApiError.parse("{\"fault\":{\"request\":\"the prompt\"},\"id\":1}")
                        .message())
                .isEqualTo("JSON of an unknown shape [fault, id]");
        assertThat(ApiError.parse("{\"error\":{\"message\":\"the pro").message())
                .isEqualTo("JSON that is cut or broken");
    }

    @Test
    void saysThatNothingCame() {
        assertThat(ApiError.parse(" \r\n").message()).isEqualTo("empty body");
    }

    @Property
    void takesAnyText(@ForAll String text) {
        assertThat(ApiError.parse(text).message()).isNotNull().hasSizeLessThanOrEqualTo(65_536);
    }
}
