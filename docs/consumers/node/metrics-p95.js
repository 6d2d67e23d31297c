// The p95 latency of every model of a provider and minute over all regions, from the topic probe-metrics:
//   npm ci --ignore-scripts && node metrics-p95.js localhost:9092 http://localhost:8081
// Reads what is there and ends. Of each window the record with the highest revision holds; regions are merged by their sketches,
// never by their percentiles.
const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = require("kafkajs");
const { SchemaRegistry } = require("@kafkajs/confluent-schema-registry");
const lz4 = require("lz4js");

const TOPIC = "probe-metrics";
const LABELS = ["provider", "model", "endpoint", "region", "target", "api_key_alias"];
const IDLE_MS = 10_000;

CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});

/** Counts by bin, out of DataDog's DDSketch encoding, as far as Probeline uses it. */
class Sketch {
  bins = new Map();
  zeros = 0;

  add(bytes) {
    let at = 0;
    const unsigned = () => {
      let value = 0n;
      for (let shift = 0n; ; shift += 7n) {
        const byte = bytes[at++];
        value |= BigInt(shift < 56n ? byte & 0x7f : byte) << shift;
        if (byte < 0x80 || shift === 56n) return value;
      }
    };
    const signed = () => {
      const value = unsigned();
      return Number((value >> 1n) ^ -(value & 1n));
    };
    const double = () => {
      let bits = 0n;
      for (let shift = 57n; ; shift -= 7n) {
        const byte = bytes[at++];
        bits |= BigInt(shift < 8n ? byte : byte & 0x7f) << (shift < 8n ? 0n : shift);
        if (byte < 0x80 || shift < 8n) break;
      }
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, 1);
      const one = view.getBigUint64(0);
      view.setBigUint64(0, BigInt.asUintN(64, ((bits >> 6n) | (bits << 58n)) + one));
      return view.getFloat64(0) - 1;
    };
    while (at < bytes.length) {
      const flag = bytes[at++];
      if (flag === 0x0e) {
        // cubically interpolated mapping: gamma and offset
        this.gamma = bytes.readDoubleLE(at);
        this.offset = bytes.readDoubleLE(at + 8);
        at += 16;
      } else if (flag === 0x04) {
        this.zeros += double();
      } else if (flag === 0x0d) {
        // counts of bins next to each other
        const count = Number(unsigned());
        let index = signed();
        const step = signed();
        for (let i = 0; i < count; i++, index += step) this.bins.set(index, (this.bins.get(index) ?? 0) + double());
      } else {
        throw new Error(`unknown part ${flag} of a sketch`);
      }
    }
  }

  quantile(q, accuracy) {
    let seen = this.zeros;
    const total = [...this.bins.values()].reduce((sum, count) => sum + count, seen);
    const rank = Math.floor(q * (total - 1));
    if (seen > rank) return 0;
    for (const index of [...this.bins.keys()].sort((a, b) => a - b)) {
      seen += this.bins.get(index);
      if (seen > rank) return this.lowerBound(index) * (1 + accuracy);
    }
  }

  /** Inverts log2 as the mapping approximates it: the exponent, and a cubic of the significand. */
  lowerBound(index) {
    const log = (index - this.offset) * Math.log2(this.gamma);
    const exponent = Math.floor(log);
    let [low, high] = [0, 1];
    for (let i = 0; i < 60; i++) {
      const s = (low + high) / 2;
      if ((((6 / 35) * s - 3 / 5) * s + 10 / 7) * s < log - exponent) low = s;
      else high = s;
    }
    return 2 ** exponent * (1 + low);
  }
}

async function readAll(bootstrap, take) {
  const kafka = new Kafka({ brokers: [bootstrap], logLevel: logLevel.ERROR });
  const admin = kafka.admin();
  await admin.connect();
  const ends = new Map((await admin.fetchTopicOffsets(TOPIC)).filter((p) => p.high !== p.low).map((p) => [p.partition, BigInt(p.high)]));
  await admin.disconnect();
  const consumer = kafka.consumer({ groupId: `team-search-p95-${Date.now()}` });
  await consumer.connect();
  await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
  await new Promise((resolve, reject) => {
    if (ends.size === 0) return resolve();
    // A partition may end in several markers and aborted records, of which we hear nothing: then silence is the end.
    let idle;
    const heard = () => {
      clearTimeout(idle);
      if (ends.size === 0) resolve();
      else idle = setTimeout(resolve, IDLE_MS);
    };
    consumer.on(consumer.events.GROUP_JOIN, heard);
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    consumer
      .run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          for (const message of batch.messages) await take(message);
          // The last offset of a transaction is its marker, which nobody is shown.
          if (BigInt(batch.lastOffset()) + 2n >= (ends.get(batch.partition) ?? 0n)) ends.delete(batch.partition);
          heard();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
}

/** Whole minutes of single series: roll-ups have a "*" among their labels and hold the same results once more. */
const counts = (record) =>
  record.final && record.window_size_ms === 60_000 && +record.window_end % 60_000 === 0 && LABELS.every((label) => record[label] !== "*");

async function main(bootstrap, registryUrl) {
  const registry = new SchemaRegistry({ host: registryUrl });
  const windows = new Map();
  await readAll(bootstrap, async ({ key, value }) => {
    const record = await registry.decode(value);
    if (counts(record)) {
      const window = `${key} ${record.window_end}`;
      if (!(windows.get(window)?.revision >= record.revision)) windows.set(window, record);
    }
  });
  const merged = new Map();
  for (const { provider, model, endpoint, window_end, region, latency_ms } of windows.values()) {
    if (latency_ms.sketch === null) continue; // nothing was measured
    const who = { provider, model, endpoint, window_end: +window_end };
    const id = JSON.stringify(who);
    if (!merged.has(id)) merged.set(id, { who, accuracy: latency_ms.relative_accuracy, regions: new Set(), sketch: new Sketch() });
    merged.get(id).sketch.add(latency_ms.sketch);
    merged.get(id).regions.add(region);
  }
  for (const id of [...merged.keys()].sort()) {
    const { who, accuracy, regions, sketch } = merged.get(id);
    console.log(JSON.stringify({ ...who, regions: regions.size, p95_ms: sketch.quantile(0.95, accuracy) }));
  }
}

main(...process.argv.slice(2)).catch((e) => {
  console.error(e);
  process.exit(1);
});
