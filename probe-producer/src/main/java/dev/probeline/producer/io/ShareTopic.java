package dev.probeline.producer.io;

import dev.probeline.schemas.TopicDeclaration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Sees to the topic that a group divides: made if it is missing and we may, taken as it is where it exists. */
final class ShareTopic {
    private static final short BROKER_DEFAULT = -1;

    private ShareTopic() {}

    /** @throws KafkaException if the topic is not there and cannot be made */
    static void ensure(Admin admin, TopicDeclaration topic) {
        try {
            get(admin.createTopics(List.of(topic.newTopic(BROKER_DEFAULT))).all());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            // Who may not create is told so before anybody looks whether there is something to create.
            boolean there = cause instanceof TopicExistsException
                    || (cause instanceof AuthorizationException && exists(admin, topic));
            if (!there) {
                throw new KafkaException("topic " + topic.name() + ": " + cause.getMessage(), cause);
            }
        }
    }

    private static boolean exists(Admin admin, TopicDeclaration topic) {
        try {
            get(admin.describeTopics(List.of(topic.name())).allTopicNames());
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static <T> void get(KafkaFuture<T> answer) throws ExecutionException {
        try {
            answer.get(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new KafkaException("no broker answers", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
