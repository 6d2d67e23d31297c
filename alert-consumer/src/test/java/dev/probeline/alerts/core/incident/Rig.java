package dev.probeline.alerts.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Events;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.route.GroupBy;
import dev.probeline.alerts.core.route.Inhibition;
import dev.probeline.alerts.core.route.Matcher;
import dev.probeline.alerts.core.route.Pace;
import dev.probeline.alerts.core.route.Plan;
import dev.probeline.alerts.core.route.Route;
import dev.probeline.alerts.core.route.TimeInterval;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A dispatcher with its records, its receivers and its time, all scripted; it can crash between any two steps. */
final class Rig {
    static final Instant START = Instant.parse("2026-11-02T12:00:00Z");
    static final Duration WAIT = Duration.ofSeconds(10);
    static final Duration INTERVAL = Duration.ofMinutes(1);
    static final Duration REPEAT = Duration.ofHours(4);
    static final Terms TERMS = new Terms(true, Duration.ofHours(6), Optional.empty(), 1000, 1000);

    private final Plan plan;
    private final Map<String, Terms> receivers;
    private final Map<String, AlertEvent> alerts = new LinkedHashMap<>();
    private final Map<String, byte[]> incidents = new LinkedHashMap<>();
    private Dispatcher dispatcher;
    Instant now = START;
    Function<Notification, Answer> answers = notification -> new Answer.Status(200, Optional.empty());

    /** What arrived, whether it could be recorded or not. */
    final List<Notification> arrived = new ArrayList<>();

    final List<Entry> entries = new ArrayList<>();
    final List<GivenUp> deadLetters = new ArrayList<>();
    final List<String> acknowledgementsOver = new ArrayList<>();

    Rig(Plan plan, Map<String, Terms> receivers) {
        this.plan = plan;
        this.receivers = receivers;
        this.dispatcher = new Dispatcher(plan, receivers, now);
    }

    static Rig simple() {
        return new Rig(plan(route("pager")), Map.of("pager", TERMS));
    }

    static Pace pace() {
        return new Pace(
                new GroupBy(List.of("alertname", "provider", "model")), WAIT, INTERVAL, REPEAT, List.of(), List.of());
    }

    static Route route(String receiver) {
        return new Route("{}", receiver, List.of(), pace(), false, List.of());
    }

    static Plan plan(Route root) {
        return plan(root, List.of(), Map.of());
    }

    static Plan plan(Route root, List<Inhibition> inhibitions, Map<String, List<TimeInterval>> intervals) {
        return new Plan(root, inhibitions, intervals);
    }

    static List<Matcher> matchers(String... texts) {
        return List.of(texts).stream().map(Matcher::parse).toList();
    }

    /** @param name rule and region, as in {@code ErrorRateHigh@eu-west} */
    AlertEvent firing(String name) {
        return builder(name, AlertState.pending, AlertState.firing)
                .setFiringSince(now)
                .build();
    }

    AlertEvent resolved(AlertEvent firing) {
        return AlertEvent.newBuilder(firing)
                .setPreviousState(firing.getState())
                .setState(AlertState.resolved)
                .setAt(now)
                .setResolvedAt(now)
                .build();
    }

    AlertEvent.Builder builder(String name, AlertState from, AlertState to) {
        String rule = name.substring(0, name.indexOf('@'));
        Map<String, String> labels = new HashMap<>(Events.firing().getLabels());
        labels.put("region", name.substring(name.indexOf('@') + 1));
        return Events.event(from, to)
                .setAlertId(name + "/" + now.getEpochSecond())
                .setRule(rule)
                .setLabels(labels)
                .setAt(now)
                .setPendingSince(now);
    }

    /** Heard, recorded and sent. */
    AlertEvent tell(AlertEvent event) {
        dispatcher.hear(event, now);
        turn();
        return event;
    }

    void hear(AlertEvent event) {
        dispatcher.hear(event, now);
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** Lets time pass, a second at a time. */
    void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            now = now.plusSeconds(1);
            turn();
        }
    }

    /** Lets much time pass in long steps. */
    void leap(Duration time, Duration step) {
        for (Instant end = now.plus(time); now.isBefore(end); ) {
            now = now.plus(step);
            turn();
        }
    }

    /** Decides, records, sends and hears the answers, until nothing is due. */
    void turn() {
        for (int round = 0; round < 1000; round++) {
            Turn turn = dispatcher.turn(now);
            record(turn);
            if (turn.sends().isEmpty()) {
                assertThat(dispatcher.idle(now, Duration.ofDays(1)))
                        .as("time until something is due: none makes a loop without rest")
                        .isPositive();
                return;
            }
            turn.sends().forEach(sent -> dispatcher.answered(sent.group().key(), send(sent), now));
        }
        throw new AssertionError("never at rest");
    }

    void record(Turn turn) {
        turn.sends()
                .forEach(sent -> assertThat(sent.lines())
                        .as("lines of " + sent.occasion())
                        .isNotEmpty());
        turn.incidents().values().stream()
                .flatMap(Optional::stream)
                .forEach(open -> assertThat(
                                open.told() && open.members().values().stream().noneMatch(Member::known))
                        .as("all that was told of it ended, and it is open")
                        .isFalse());
        turn.alerts()
                .forEach((id, alert) -> alert.ifPresentOrElse(open -> alerts.put(id, open), () -> alerts.remove(id)));
        turn.incidents()
                .forEach((group, incident) -> incident.ifPresentOrElse(
                        open -> incidents.put(group, IncidentCodec.encode(open)), () -> incidents.remove(group)));
        entries.addAll(turn.entries());
        deadLetters.addAll(turn.deadLetters());
        acknowledgementsOver.addAll(turn.acknowledgementsOver());
    }

    Answer send(Notification notification) {
        Answer answer = answers.apply(notification);
        if (answer instanceof Answer.Taken || (answer instanceof Answer.Status status && status.code() == 200)) {
            arrived.add(notification);
        }
        return answer;
    }

    /** The records of open alerts can no longer be read. */
    void loseAlerts() {
        alerts.clear();
    }

    /** What was not recorded is forgotten. */
    void restart() {
        dispatcher = new Dispatcher(plan, receivers, now);
        dispatcher.restore(
                alerts.values(),
                incidents.values().stream().map(IncidentCodec::decode).toList(),
                now);
    }

    /** As in {@code first notification: ErrorRateHigh@eu-west firing}. */
    List<String> told() {
        return arrived.stream().map(Rig::show).toList();
    }

    static String show(Notification notification) {
        return notification.occasion().text() + ": "
                + String.join(
                        ", ",
                        notification.lines().stream()
                                .map(line -> line.event().getRule() + "@"
                                        + line.event().getLabels().get("region") + " "
                                        + line.standing().name().toLowerCase(java.util.Locale.ROOT))
                                .toList());
    }

    /** Nothing is open any more. */
    boolean isAtRest() {
        return alerts.isEmpty() && incidents.isEmpty();
    }

    List<Incident> open() {
        return incidents.values().stream().map(IncidentCodec::decode).toList();
    }
}
