"""The p95 latency of every model of a provider and minute over all regions, from the topic probe-metrics.

    pip install confluent-kafka avro       (Debian: python3-confluent-kafka python3-avro)
    python3 metrics_p95.py localhost:9092 http://localhost:8081

Reads what is there and ends. Of each window the record with the highest revision holds; regions are merged by their sketches, never by
their percentiles.
"""

import io
import json
import math
import struct
import sys
import urllib.request

import avro.io
import avro.schema
from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, TopicPartition

TOPIC = "probe-metrics"
LABELS = ("provider", "model", "endpoint", "region", "target", "api_key_alias")


class Decoder:
    """The wire format of Confluent's registry: a zero, four bytes of schema id, Avro. Read with the newest schema."""

    def __init__(self, registry):
        self.registry, self.schemas = registry, {}
        self.newest = self.parse(f"/subjects/{TOPIC}-value/versions/latest")

    def parse(self, path):
        with urllib.request.urlopen(self.registry + path) as answer:
            return avro.schema.parse(json.load(answer)["schema"])

    def __call__(self, value):
        zero, schema_id = struct.unpack(">bI", value[:5])
        if zero != 0:
            raise ValueError("not in the registry's format")
        if schema_id not in self.schemas:
            self.schemas[schema_id] = self.parse(f"/schemas/ids/{schema_id}")
        reader = avro.io.DatumReader(self.schemas[schema_id], self.newest)
        return reader.read(avro.io.BinaryDecoder(io.BytesIO(value[5:])))


class Sketch:
    """Counts by bin, out of DataDog's DDSketch encoding, as far as Probeline uses it."""

    def __init__(self):
        self.bins, self.zeros, self.gamma, self.offset = {}, 0.0, None, 0.0

    def add(self, encoded):
        data = io.BytesIO(encoded)
        while flag := data.read(1):
            if flag == b"\x0e":  # cubically interpolated mapping: gamma and offset
                self.gamma, self.offset = struct.unpack("<dd", data.read(16))
            elif flag == b"\x04":
                self.zeros += var_double(data)
            elif flag == b"\x0d":  # counts of bins next to each other
                count, index, step = unsigned(data), signed(data), signed(data)
                for _ in range(count):
                    self.bins[index] = self.bins.get(index, 0.0) + var_double(data)
                    index += step
            else:
                raise ValueError(f"unknown part {flag!r} of a sketch")

    def quantile(self, q, accuracy):
        rank, seen = math.floor(q * (self.zeros + sum(self.bins.values()) - 1)), self.zeros
        if seen > rank:
            return 0.0
        for index in sorted(self.bins):
            seen += self.bins[index]
            if seen > rank:
                return self.lower_bound(index) * (1 + accuracy)

    def lower_bound(self, index):
        """Inverts log2 as the mapping approximates it: the exponent, and a cubic of the significand."""
        log = (index - self.offset) * math.log2(self.gamma)
        exponent, low, high = math.floor(log), 0.0, 1.0
        for _ in range(60):
            s = (low + high) / 2
            low, high = (s, high) if ((6 / 35 * s - 3 / 5) * s + 10 / 7) * s < log - exponent else (low, s)
        return 2.0**exponent * (1 + low)


def unsigned(data):
    value, shift = 0, 0
    while True:
        byte = data.read(1)[0]
        value |= (byte & 0x7F) << shift if shift < 56 else byte << shift
        if byte < 0x80 or shift == 56:
            return value
        shift += 7


def signed(data):
    value = unsigned(data)
    return (value >> 1) ^ -(value & 1)


def var_double(data):
    bits, shift = 0, 57
    while True:
        byte = data.read(1)[0]
        if shift < 8:
            bits |= byte
            break
        bits |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
        shift -= 7
    bits = ((bits >> 6) | (bits << 58)) & (2**64 - 1)
    one = struct.unpack("<q", struct.pack("<d", 1.0))[0]
    return struct.unpack("<d", struct.pack("<q", bits + one))[0] - 1


def records(bootstrap):
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "team-search-p95", "enable.auto.commit": False,
                         "isolation.level": "read_committed", "enable.partition.eof": True})
    partitions = consumer.list_topics(TOPIC).topics[TOPIC].partitions
    consumer.assign([TopicPartition(TOPIC, p, OFFSET_BEGINNING) for p in partitions])
    open_ends = set(partitions)
    while open_ends:
        message = consumer.poll(30)
        if message is None:
            raise TimeoutError(f"nothing from {bootstrap} for 30 s")
        if not message.error():
            yield message.key(), message.value()
        elif message.error().code() == KafkaError._PARTITION_EOF:
            open_ends.discard(message.partition())
        else:
            raise KafkaException(message.error())
    consumer.close()


def counts(record):
    """Whole minutes of single series: roll-ups have a "*" among their labels and hold the same results once more."""
    whole = record["window_size_ms"] == 60_000 and record["window_end"].timestamp() % 60 == 0
    return record["final"] and whole and all(record[label] != "*" for label in LABELS)


def main(bootstrap, registry):
    decode, windows = Decoder(registry), {}
    for key, value in records(bootstrap):
        record = decode(value)
        if counts(record):
            window = (key, record["window_end"])
            if window not in windows or windows[window]["revision"] < record["revision"]:
                windows[window] = record
    merged = {}
    for record in windows.values():
        latency = record["latency_ms"]
        if latency["sketch"] is not None:  # null: nothing was measured
            end = int(record["window_end"].timestamp() * 1000)
            who = (record["provider"], record["model"], record["endpoint"], end)
            sketch, accuracy, regions = merged.setdefault(who, (Sketch(), latency["relative_accuracy"], set()))
            sketch.add(latency["sketch"])
            regions.add(record["region"])
    for (provider, model, endpoint, end), (sketch, accuracy, regions) in sorted(merged.items(), key=lambda entry: entry[0]):
        print(json.dumps({"provider": provider, "model": model, "endpoint": endpoint, "window_end": end,
                          "regions": len(regions), "p95_ms": sketch.quantile(0.95, accuracy)}))


if __name__ == "__main__":
    main(*sys.argv[1:3])
