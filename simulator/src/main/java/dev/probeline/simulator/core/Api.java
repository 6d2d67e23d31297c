package dev.probeline.simulator.core;

/** Whose ways a request is answered in. */
enum Api {
    OPENAI,
    AZURE,
    ANTHROPIC
}
