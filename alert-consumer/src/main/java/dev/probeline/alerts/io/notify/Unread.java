package dev.probeline.alerts.io.notify;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that can never be read; goes to the dead letters. */
public record Unread(ConsumerRecord<byte[], byte[]> record, String message) {}
