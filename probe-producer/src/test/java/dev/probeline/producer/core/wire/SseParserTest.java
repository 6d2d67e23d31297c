package dev.probeline.producer.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SseParserTest {
    private static final String MIXED = "\uFEFF: comment\ndata: {\"a\":\"ü€😀\"}\r\n\r\nevent: error\rdata: one\r"
            + "data:two\r\r:\n\ndata:  two spaces\nid: 7\nretry: 10\nunknown: x\n\ndata\n\ndata: [DONE]\n\n";

    @Test
    void readsLinesOfAllThreeEndings() {
        assertThat(parse(MIXED.getBytes(StandardCharsets.UTF_8), List.of()))
                .containsExactly("{\"a\":\"ü€😀\"}", "one\ntwo", " two spaces", "[DONE]");
    }

    @Property
    void givesTheSameEventsHoweverTheBytesAreSplit(@ForAll List<@IntRange(min = 1, max = 9) Integer> sizes) {
        byte[] bytes = MIXED.getBytes(StandardCharsets.UTF_8);
        assertThat(parse(bytes, sizes)).isEqualTo(parse(bytes, List.of()));
    }

    @Property
    void takesAnyBytes(@ForAll byte[] bytes, @ForAll List<@IntRange(min = 1, max = 5) Integer> sizes) {
        assertThat(parse(bytes, sizes)).isEqualTo(parse(bytes, List.of()));
    }

    @Test
    void dispatchesTheLastBlockWithoutItsBlankLine() {
        assertThat(parse("data: [DONE]".getBytes(StandardCharsets.UTF_8), List.of()))
                .containsExactly("[DONE]");
    }

    @Test
    void givesUpOnAnEventThatIsTooLong() {
        List<String> events = new ArrayList<>();
        SseParser parser = new SseParser(100, events::add);
        byte[] line = ("data: " + "x".repeat(60) + "\n").getBytes(StandardCharsets.UTF_8);
        parser.feed(line, 0, line.length);
        assertThat(parser.gaveUp()).isFalse();
        parser.feed(line, 0, line.length);
        assertThat(parser.gaveUp()).isTrue();
        parser.end();
        assertThat(events).isEmpty();
    }

    private static List<String> parse(byte[] bytes, List<Integer> sizes) {
        List<String> events = new ArrayList<>();
        SseParser parser = new SseParser(1 << 16, events::add);
        int from = 0;
        for (int size : sizes) {
            int count = Math.min(size, bytes.length - from);
            parser.feed(bytes, from, count);
            from += count;
        }
        parser.feed(bytes, from, bytes.length - from);
        parser.end();
        return events;
    }
}
