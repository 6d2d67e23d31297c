package dev.probeline.runtime.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of the key {@code type} that selects this record among those its sealed interface permits:
 * {@code @Named("slack") record SlackReceiver(…) implements Receiver}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Named {
    String value();
}
