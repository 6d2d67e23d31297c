package dev.probeline.bench.row;

import com.sun.management.OperatingSystemMXBean;
import dev.probeline.bench.core.Sample;
import dev.probeline.bench.core.Stretch;
import dev.probeline.bench.subject.Subject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Watches a subject of this process at work. */
final class Stopwatch {
    private static final long EVERY_MS = 20;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Duration patience;

    /** @param patience how long a subject may stand still */
    Stopwatch(Duration patience) {
        this.patience = patience;
    }

    /** Samples until nothing counts any more. */
    List<Sample> watch(Subject subject, Stretch stretch) throws InterruptedException {
        List<Sample> samples = new ArrayList<>();
        samples.add(sample(subject));
        Sample moved = samples.get(0);
        while (!stretch.isOver(samples)) {
            TimeUnit.MILLISECONDS.sleep(EVERY_MS);
            Sample now = sample(subject);
            samples.add(now);
            if (now.records() > moved.records()) {
                moved = now;
            } else if (now.nanos() - moved.nanos() > patience.toNanos()) {
                subject.check();
                throw new IllegalStateException("stands still after " + now.records() + " records");
            }
        }
        return samples;
    }

    /** Returns when so many records are processed. */
    void await(Subject subject, long records) throws InterruptedException {
        watch(subject, new Stretch(records, 0, records + 1, Double.MIN_VALUE));
    }

    private static Sample sample(Subject subject) {
        return new Sample(System.nanoTime(), PROCESS.getProcessCpuTime(), subject.processed());
    }
}
