package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.RejectedException;
import dev.probeline.runtime.kafka.DeadLetter;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.serde.Poison;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What can never be counted goes to the dead letters, in the transaction of its batch, and the stream goes on; anything
 * else, such as a registry that is away, stops the thread, so that nothing readable is lost to it.
 */
public final class RejectionHandler implements DeserializationExceptionHandler, ProcessingExceptionHandler {
    static final String STAGE = "stream-aggregator/slices";
    /** Key of the {@link AggregatorMeters} in the Streams properties; Kafka makes handlers itself. */
    static final String METERS = "probeline.aggregator.meters";

    private static final Logger log = LoggerFactory.getLogger(RejectionHandler.class);

    /** Reasons that were told; the next of each is no news. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private AggregatorMeters meters;

    @Override
    public void configure(Map<String, ?> configs) {
        meters = (AggregatorMeters) configs.get(METERS);
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (!Poison.is(exception)) {
            return DeserializationExceptionHandler.Response.fail();
        }
        return DeserializationExceptionHandler.Response.resume(
                List.of(reject("undecodable", exception).of(Topics.DEAD_LETTERS.name(), record)));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (!(exception instanceof RejectedException rejected)) {
            return ProcessingExceptionHandler.Response.fail();
        }
        ProducerRecord<byte[], byte[]> letter = reject(rejected.reason().name().toLowerCase(Locale.ROOT), exception)
                .of(
                        Topics.DEAD_LETTERS.name(),
                        context.topic(),
                        context.partition(),
                        context.offset(),
                        context.headers(),
                        context.sourceRawKey(),
                        context.sourceRawValue());
        return ProcessingExceptionHandler.Response.resume(List.of(letter));
    }

    private DeadLetter reject(String reason, Exception exception) {
        meters.deadLetter(reason);
        log.atLevel(told.add(reason) ? Level.WARN : Level.DEBUG)
                .addKeyValue("reason", reason)
                .addKeyValue("error", exception.getMessage())
                .log("A result that cannot be counted went to the dead letters");
        return new DeadLetter(STAGE, reason, exception.getMessage());
    }
}
