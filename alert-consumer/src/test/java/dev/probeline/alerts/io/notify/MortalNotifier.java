package dev.probeline.alerts.io.notify;

import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Turn;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.runtime.config.ConfigFile;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The notifier as a process that kills itself with SIGKILL at one step of one incident's way: before or after it is
 * recorded for the nth time, before or after it is sent for the nth time. Arguments: config, rule, step, n.
 */
public final class MortalNotifier {
    private final String rule;
    private final String step;
    private final int turn;
    private final AtomicInteger records = new AtomicInteger();
    private final AtomicInteger sends = new AtomicInteger();

    private MortalNotifier(String rule, String step, int turn) {
        this.rule = rule;
        this.step = step;
        this.turn = turn;
    }

    public static void main(String[] args) throws Exception {
        AlertConfig config = ConfigFile.load(Path.of(args[0]), AlertConfig.class);
        MortalNotifier mortal = new MortalNotifier(args[1], args[2], Integer.parseInt(args[3]));
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (NotifierService service =
                new NotifierService(config, meters, new DeadLetterCount(meters), mortal::watched, mortal::watched)) {
            service.start();
            new CountDownLatch(1).await();
        }
    }

    private Ledger watched(Ledger ledger) {
        return new Ledger() {
            @Override
            public void record(Turn decided, List<Unread> unread, Map<TopicPartition, OffsetAndMetadata> heard) {
                boolean ours =
                        decided.incidents().keySet().stream().anyMatch(group -> group.contains("\"" + rule + "\""));
                boolean last = ours && records.incrementAndGet() == turn;
                dieAt(last, "before-record");
                ledger.record(decided, unread, heard);
                dieAt(last, "after-record");
            }

            @Override
            public void close() {
                ledger.close();
            }
        };
    }

    private Channel watched(Channel channel) {
        return new Channel() {
            @Override
            public String integration() {
                return channel.integration();
            }

            @Override
            public Answer send(Notification notification) {
                boolean last = notification.worst().getRule().equals(rule) && sends.incrementAndGet() == turn;
                dieAt(last, "before-send");
                Answer answer = channel.send(notification);
                dieAt(last, "after-send");
                return answer;
            }
        };
    }

    private void dieAt(boolean last, String here) {
        if (!last || !step.equals(here)) {
            return;
        }
        try {
            new ProcessBuilder(
                            "kill", "-9", String.valueOf(ProcessHandle.current().pid()))
                    .start();
            new CountDownLatch(1).await();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
