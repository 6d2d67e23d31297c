package dev.probeline.runtime.streams;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.KafkaStreams.StateListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * During a rebalance, and once after it, ends the transactions that dead members left open. Until those time out, readers
 * would see nothing that is written after them, nor could a task that restores read its changelog to the end.
 */
final class Janitor implements StateListener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Janitor.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final Map<String, Object> admin;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "transaction-janitor");
        daemon.setDaemon(true);
        return daemon;
    });
    private volatile State state = State.CREATED;
    private State tidied = State.RUNNING;
    private boolean failed;

    Janitor(String application, Map<String, Object> admin) {
        this.transactions = new Transactions(application);
        this.admin = admin;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what can fail is caught
    void start() {
        thread.scheduleWithFixedDelay(this::tidy, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onChange(State now, State before) {
        state = now;
    }

    private void tidy() {
        State now = state;
        // A dead member is known as such only when its session is over, which no change of state tells.
        if (now == State.REBALANCING || (now == State.RUNNING && tidied != State.RUNNING)) {
            clear();
            tidied = now;
        }
    }

    private void clear() {
        try (Admin client = Admin.create(admin)) {
            Set<String> abandoned = transactions.abandoned(open(client), members(client));
            if (!abandoned.isEmpty()) {
                client.fenceProducers(abandoned).all().get();
                log.atInfo().addKeyValue("transactions", abandoned).log("Ended what dead instances left open");
            }
            failed = false;
        } catch (ExecutionException | RuntimeException e) {
            log.atLevel(failed ? Level.DEBUG : Level.WARN)
                    .setCause(e)
                    .log("Transactions of dead instances stay open until they time out");
            failed = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> open(Admin client) throws ExecutionException, InterruptedException {
        ListTransactionsOptions ongoing = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
        return client.listTransactions(ongoing).all().get().stream()
                .map(TransactionListing::transactionalId)
                .toList();
    }

    private Collection<MemberDescription> members(Admin client) throws ExecutionException, InterruptedException {
        String group = transactions.application();
        try {
            return client.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
