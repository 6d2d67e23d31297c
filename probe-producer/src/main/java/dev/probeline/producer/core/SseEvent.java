package dev.probeline.producer.core;

/**
 * One dispatched server-sent event.
 *
 * @param type value of the {@code event} field, {@code message} where there was none
 * @param data the {@code data} lines joined by LF, never empty
 */
public record SseEvent(String type, String data) {}
