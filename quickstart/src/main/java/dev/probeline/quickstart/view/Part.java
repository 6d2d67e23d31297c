package dev.probeline.quickstart.view;

/**
 * Something that runs.
 *
 * @param where its address, or how many there are
 */
public record Part(String name, String where) {}
