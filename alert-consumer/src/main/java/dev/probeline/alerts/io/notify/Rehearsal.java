package dev.probeline.alerts.io.notify;

import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.core.incident.Dispatcher;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Terms;
import dev.probeline.alerts.core.message.PlainText;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Plays what happened lately to a dispatcher that remembers nothing and has receivers that take everything. */
public final class Rehearsal {
    private static final Duration STEP = Duration.ofMinutes(1);

    private final AlertConfig config;
    private final NotifierClients clients;
    private final Clock clock;

    public Rehearsal(AlertConfig config, Clock clock) {
        this.config = config;
        this.clients = new NotifierClients(config, new DeadLetterCount(new SimpleMeterRegistry()));
        this.clock = clock;
    }

    /** Prints each notification with its time; returns how many. */
    public int of(Duration since, PrintWriter out) {
        Instant end = clock.instant();
        Map<String, Terms> terms = new LinkedHashMap<>();
        config.receivers().forEach((name, receiver) -> terms.put(name, receiver.terms()));
        Dispatcher dispatcher = new Dispatcher(config.plan(), terms, end.minus(since));
        Links links = new Links(config.externalUrl().map(Object::toString).orElse(""));
        Instant now = end.minus(since);
        int told = 0;
        for (AlertEvent event : events(now)) {
            for (; now.isBefore(event.getAt()); now = next(dispatcher, now, event.getAt())) {
                told += turn(dispatcher, now, links, out);
            }
            dispatcher.hear(event, now);
        }
        for (; now.isBefore(end); now = next(dispatcher, now, end)) {
            told += turn(dispatcher, now, links, out);
        }
        return told + turn(dispatcher, end, links, out);
    }

    private static Instant next(Dispatcher dispatcher, Instant now, Instant latest) {
        Duration idle = dispatcher.idle(now, STEP);
        Instant then = now.plus(idle.isZero() ? Duration.ofMillis(1) : idle);
        return then.isBefore(latest) ? then : latest;
    }

    private static int turn(Dispatcher dispatcher, Instant now, Links links, PrintWriter out) {
        List<Notification> sends = dispatcher.turn(now).sends();
        for (Notification sent : sends) {
            out.println("--- " + now + " to " + sent.group().receiver() + ": "
                    + sent.occasion().text());
            out.println(PlainText.of(sent, links.dashboard(), links.silence(sent)));
            dispatcher.answered(sent.group().key(), new Answer.Taken(Map.of()), now);
        }
        return sends.size();
    }

    /** In the order of their times. */
    private List<AlertEvent> events(Instant from) {
        Deserializer<AlertEvent> decoder = clients.decoder();
        List<AlertEvent> events = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = clients.reader()) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.ALERTS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> times = new LinkedHashMap<>();
            partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
            Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
            partitions.forEach(partition -> consumer.seek(
                    partition,
                    starts.get(partition) == null
                            ? ends.get(partition)
                            : starts.get(partition).offset()));
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    events.add(decoder.deserialize(record.topic(), record.headers(), record.value()));
                }
            }
        }
        events.sort(Comparator.comparing(AlertEvent::getAt));
        return events;
    }
}
