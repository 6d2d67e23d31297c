package dev.probeline.simulator.core;

/**
 * A request as far as it could be understood.
 *
 * @param readable whether the body is a JSON object
 */
record Incoming(Request request, Call call, RequestView view, boolean readable) {}
