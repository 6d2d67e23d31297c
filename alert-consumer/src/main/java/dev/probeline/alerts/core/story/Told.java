package dev.probeline.alerts.core.story;

import dev.probeline.runtime.config.Durations;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event that was published in a story.
 *
 * @param at event time of the change, from the beginning of the story
 * @param published when it could be read, from the beginning of the story
 * @param incident its alert id, counted from 1 in the order in which the story's incidents were first told
 */
public record Told(Duration at, Duration published, int incident, AlertEvent event) {
    /** What a story can ask of it besides time, state and rule, by name. */
    Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>(event.getLabels());
        facts.put("reason", event.getReason());
        facts.put("severity", event.getSeverity().toString());
        facts.put("flapping", String.valueOf(event.getFlapping()));
        facts.put("scope", String.valueOf(event.getScope()));
        facts.put("fault_domain", String.valueOf(event.getFaultDomain()));
        facts.put("incident", String.valueOf(incident));
        facts.put("published", Durations.format(published));
        return facts;
    }

    /** As a story would expect it, and what else there is to say. */
    @Override
    public String toString() {
        return Durations.format(at) + " " + event.getState() + " " + event.getRule() + "  (" + event.getReason()
                + ", incident " + incident + ", published at " + Durations.format(published) + ") " + event.getSeries();
    }
}
