package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.Aggregation;
import dev.probeline.aggregator.core.Entries;
import dev.probeline.aggregator.core.State;
import java.util.function.BiConsumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorContextUtils;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * The changelog of an {@link Aggregation}, which itself is the store: what changed is encoded and sent once per commit.
 *
 * <p>The one file that uses Kafka's internals, because nothing public is called between a task's last record and its
 * transaction's offsets: {@code flushCache} is, on ordinary commits as on revocation. The kill test guards it.
 */
final class SliceStore implements StateStore, CachedStateStore<byte[], byte[]>, State {
    private final String name;
    /** What the changelog holds, while no aggregation does: during restoration and on a standby. */
    private Entries restored = new Entries();

    private Aggregation aggregation;
    private InternalProcessorContext<?, ?> context;
    private boolean open;

    SliceStore(String name) {
        this.name = name;
    }

    /** From now on the aggregation, made from this state, holds what the changelog says. */
    void attach(Aggregation owner) {
        aggregation = owner;
        restored = new Entries();
    }

    @Override
    public void put(byte[] key, byte[] value) {
        context.logChange(
                name,
                Bytes.wrap(key),
                value,
                context.currentSystemTimeMs(),
                new RecordHeaders(),
                Position.emptyPosition());
    }

    @Override
    public void delete(byte[] key) {
        put(key, null);
    }

    @Override
    public void forEach(byte kind, BiConsumer<byte[], byte[]> entry) {
        restored.forEach(kind, entry);
    }

    @Override
    public void take(byte[] head, Numbered entry) {
        restored.take(head, entry);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        context = ProcessorContextUtils.asInternalProcessorContext(stateStoreContext);
        restored = new Entries();
        aggregation = null;
        open = true;
        stateStoreContext.register(root, (key, value) -> restored.put(key, value));
    }

    @Override
    public void flushCache() {
        if (aggregation != null) {
            aggregation.save();
        }
    }

    /** Called when the task is committed and goes on as a standby: the changelog is its only source from here on. */
    @Override
    public void clearCache() {
        if (aggregation != null) {
            Entries copy = new Entries();
            aggregation.copyTo(copy);
            restored = copy;
            aggregation = null;
        }
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public void close() {
        open = false;
        aggregation = null;
        restored = new Entries();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
