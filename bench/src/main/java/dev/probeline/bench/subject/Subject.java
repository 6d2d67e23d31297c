package dev.probeline.bench.subject;

/** Something that works through the topic of results and can say how far it is. */
public interface Subject extends AutoCloseable {
    void start();

    /** Records processed since the start. Asked by another thread. */
    long processed();

    /** @throws IllegalStateException if it has failed and processes no more */
    void check();

    @Override
    void close();
}
