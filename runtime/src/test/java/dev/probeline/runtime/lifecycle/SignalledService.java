package dev.probeline.runtime.lifecycle;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that does nothing but end in order; started as a process by {@link SignalIT}. */
final class SignalledService {
    private static final Logger log = LoggerFactory.getLogger(SignalledService.class);

    private SignalledService() {}

    public static void main(String[] args) throws InterruptedException {
        Shutdown shutdown = new Shutdown();
        shutdown.onClose("first", Duration.ofSeconds(5), () -> System.out.println("first ended"));
        shutdown.onClose("second", Duration.ofSeconds(5), () -> System.out.println("second ended"));
        shutdown.installSignalHandler();
        log.atInfo().addKeyValue("region", "eu").log("Started {}", "well");
        System.out.println("ready");
        shutdown.await();
    }
}
