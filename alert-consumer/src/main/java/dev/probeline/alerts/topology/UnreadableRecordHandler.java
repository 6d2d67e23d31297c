package dev.probeline.alerts.topology;

import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.runtime.kafka.DeadLetter;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.serde.Poison;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What cannot be read goes to the dead letters, in the transaction of its batch, and the stream goes on; a registry
 * that is away stops the thread, so that nothing readable is lost to it.
 */
public final class UnreadableRecordHandler implements DeserializationExceptionHandler {
    /** Key of the {@link DeadLetterCount} in the Streams properties; Kafka makes handlers itself. */
    static final String COUNT = "probeline.alerts.dead.letter.count";

    private static final Logger log = LoggerFactory.getLogger(UnreadableRecordHandler.class);

    private DeadLetterCount count;
    private boolean told;

    @Override
    public void configure(Map<String, ?> configs) {
        count = (DeadLetterCount) configs.get(COUNT);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (!(exception instanceof MalformedKeyException) && !Poison.is(exception)) {
            return Response.fail();
        }
        String reason = exception instanceof MalformedKeyException ? "malformed_key" : "undecodable";
        count.add("evaluate", reason);
        tell(record, exception);
        return Response.resume(List.of(new DeadLetter("alert-consumer/evaluate", reason, exception.getMessage())
                .of(Topics.DEAD_LETTERS.name(), record)));
    }

    private synchronized void tell(ConsumerRecord<byte[], byte[]> record, Exception exception) {
        log.atLevel(told ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.WARN)
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("error", exception.getMessage())
                .log("Unreadable record sent to the dead letters");
        told = true;
    }
}
