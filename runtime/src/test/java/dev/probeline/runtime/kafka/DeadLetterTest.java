package dev.probeline.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    /** The default of {@code max.request.size}. */
    private static final int REQUEST = 1024 * 1024;

    private static final byte[] KEY = bytes(20);
    private static final int MIB = 1024 * 1024;

    @Test
    void aSmallRecordGoesAsItCame() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("theirs", bytes(10));
        ProducerRecord<byte[], byte[]> letter = letter("why", headers, KEY, bytes(1000));
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(bytes(1000));
        assertThat(letter.headers().lastHeader("theirs").value()).isEqualTo(bytes(10));
        assertThat(letter.headers())
                .extracting(Header::key)
                .containsExactly(
                        "theirs",
                        "dead_letter.stage",
                        "dead_letter.reason",
                        "dead_letter.message",
                        "dead_letter.topic",
                        "dead_letter.partition",
                        "dead_letter.offset");
    }

    @Test
    void aLargeValueKeepsItsBeginningAndSaysHowLongItWas() {
        byte[] value = bytes(3 * MIB);
        ProducerRecord<byte[], byte[]> letter = letter("why", new RecordHeaders(), KEY, value);
        assertFits(letter);
        assertThat(letter.value())
                .hasSizeBetween(899_000, 900_000)
                .isEqualTo(Arrays.copyOf(value, letter.value().length));
        assertThat(header(letter, "truncated_from")).isEqualTo("3145728");
    }

    @Test
    void aLongMessageIsCutBetweenCharacters() {
        assertThat(header(letter("x".repeat(5000), new RecordHeaders(), KEY, KEY), "message"))
                .isEqualTo("x".repeat(2000));
        assertThat(header(letter("x".repeat(1999) + "\uD83D\uDE00", new RecordHeaders(), KEY, KEY), "message"))
                .isEqualTo("x".repeat(1999));
        assertThat(header(letter(null, new RecordHeaders(), KEY, KEY), "message"))
                .isEmpty();
    }

    @Test
    void headersThatAreTooLargeAreLeftOutAndItSaysSo() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("one", bytes(40 * 1024)).add("two", bytes(40 * 1024));
        ProducerRecord<byte[], byte[]> letter = letter("why", headers, KEY, bytes(3 * MIB));
        assertFits(letter);
        assertThat(letter.headers()).allMatch(header -> header.key().startsWith("dead_letter."));
        assertThat(Integer.parseInt(header(letter, "headers_dropped"))).isBetween(80 * 1024, 81 * 1024);
        assertThat(header(letter, "topic")).isEqualTo("foreign");
    }

    @Test
    void manyEmptyHeadersAreLargeToo() {
        RecordHeaders headers = new RecordHeaders();
        for (int i = 0; i < 500_000; i++) {
            headers.add("", null);
        }
        ProducerRecord<byte[], byte[]> letter = letter("why", headers, KEY, bytes(3 * MIB));
        assertFits(letter);
        assertThat(letter.headers().lastHeader("")).isNull();
    }

    @Test
    void aLargeKeyKeepsItsBeginningToo() {
        ProducerRecord<byte[], byte[]> letter = letter("why", new RecordHeaders(), bytes(2 * MIB), bytes(2 * MIB));
        assertFits(letter);
        assertThat(letter.key()).isEqualTo(Arrays.copyOf(bytes(2 * MIB), 64 * 1024));
        assertThat(header(letter, "key_truncated_from")).isEqualTo("2097152");
        assertThat(header(letter, "truncated_from")).isEqualTo("2097152");
    }

    @Test
    void everythingAtItsLargestFits() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("theirs", bytes(64 * 1024 - 100));
        assertFits(letter("\u20AC".repeat(5000), headers, bytes(2 * MIB), bytes(3 * MIB)));
    }

    @Test
    void noKeyAndNoValueStayNone() {
        ProducerRecord<byte[], byte[]> letter = letter("why", new RecordHeaders(), null, null);
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
    }

    /** The measure is the one by which a producer refuses a record. */
    private static void assertFits(ProducerRecord<byte[], byte[]> letter) {
        assertThat(AbstractRecords.estimateSizeInBytesUpperBound(
                        RecordBatch.CURRENT_MAGIC_VALUE,
                        CompressionType.NONE,
                        letter.key(),
                        letter.value(),
                        letter.headers().toArray()))
                .isLessThan(REQUEST);
    }

    private static ProducerRecord<byte[], byte[]> letter(
            String message, RecordHeaders headers, byte[] key, byte[] value) {
        return new DeadLetter("stage", "reason", message).of("dead-letters", "foreign", 3, 14, headers, key, value);
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader("dead_letter." + name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
