package dev.probeline.runtime.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that could not be dealt with, as it came, with headers {@code dead_letter.*} that say where it came from, at
 * which stage it ended and why.
 *
 * <p>A producer refuses a record of more than {@code max.request.size} before compression; the record may have come
 * compressed and be larger. What is too large is cut, and headers say from how many bytes: a letter that is refused
 * would stop the stream at the same record for ever.
 *
 * @param stage service and step, such as {@code stream-aggregator/slices}
 * @param reason one word of a closed set, as in the metric
 * @param message for a person; may be null
 */
public record DeadLetter(String stage, String reason, String message) {
    /** Key, headers and value together; leaves room for the batch in the default {@code max.request.size} of 1 MiB. */
    private static final int LARGEST = 900_000;

    private static final int LARGEST_KEY = 64 * 1024;
    private static final int LARGEST_FOREIGN_HEADERS = 64 * 1024;
    private static final int LONGEST_MESSAGE = 2_000;

    /** Two lengths, each a varint of at most 5 bytes. */
    private static final int HEADER_OVERHEAD = 10;

    public ProducerRecord<byte[], byte[]> of(String deadLetterTopic, ConsumerRecord<byte[], byte[]> record) {
        return of(
                deadLetterTopic,
                record.topic(),
                record.partition(),
                record.offset(),
                record.headers(),
                record.key(),
                record.value());
    }

    public ProducerRecord<byte[], byte[]> of(
            String deadLetterTopic,
            String topic,
            int partition,
            long offset,
            Headers headers,
            byte[] key,
            byte[] value) {
        Headers told = new RecordHeaders();
        long foreign = size(headers);
        if (foreign <= LARGEST_FOREIGN_HEADERS) {
            headers.forEach(told::add);
        } else {
            add(told, "headers_dropped", String.valueOf(foreign));
        }
        add(told, "stage", stage);
        add(told, "reason", reason);
        add(told, "message", message == null ? "" : beginning(message));
        add(told, "topic", topic);
        add(told, "partition", String.valueOf(partition));
        add(told, "offset", String.valueOf(offset));
        byte[] keptKey = cut(key, LARGEST_KEY, told, "key_truncated_from");
        long room = LARGEST - size(told) - (keptKey == null ? 0 : keptKey.length);
        byte[] keptValue = cut(value, (int) room, told, "truncated_from");
        return new ProducerRecord<>(deadLetterTopic, null, keptKey, keptValue, told);
    }

    private static byte[] cut(byte[] bytes, int most, Headers told, String header) {
        if (bytes == null || bytes.length <= most) {
            return bytes;
        }
        add(told, header, String.valueOf(bytes.length));
        return Arrays.copyOf(bytes, most);
    }

    /** Never ends in half of a surrogate pair. */
    private static String beginning(String message) {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        boolean splits = Character.isHighSurrogate(message.charAt(LONGEST_MESSAGE - 1));
        return message.substring(0, splits ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE);
    }

    /** @return bytes on the wire, at most */
    private static long size(Headers headers) {
        long size = 0;
        for (Header header : headers) {
            size += HEADER_OVERHEAD
                    + header.key().getBytes(StandardCharsets.UTF_8).length
                    + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    private static void add(Headers told, String name, String value) {
        told.add("dead_letter." + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
