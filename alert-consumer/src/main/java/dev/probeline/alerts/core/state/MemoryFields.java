package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.learn.MemoryCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The {@link RuleMemory} of each rule field by field. */
final class MemoryFields {
    static void write(DataOutputStream out, Map<String, RuleMemory> memories) throws IOException {
        out.writeInt(memories.size());
        for (var entry : memories.entrySet()) {
            Fields.writeText(out, entry.getKey());
            RuleMemory memory = entry.getValue();
            out.writeByte(memory.fired().size());
            for (Instant fired : memory.fired()) {
                out.writeLong(fired.toEpochMilli());
            }
            MemoryCodec.write(out, memory.learned());
        }
    }

    static SortedMap<String, RuleMemory> read(DataInputStream in) throws IOException {
        SortedMap<String, RuleMemory> memories = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String rule = Fields.readText(in);
            List<Instant> fired = new ArrayList<>();
            for (int times = in.readByte(); times > 0; times--) {
                fired.add(Instant.ofEpochMilli(in.readLong()));
            }
            memories.put(rule, new RuleMemory(fired, MemoryCodec.read(in)));
        }
        return memories;
    }

    private MemoryFields() {}
}
