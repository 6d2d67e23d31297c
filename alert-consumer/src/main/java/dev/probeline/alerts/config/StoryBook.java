package dev.probeline.alerts.config;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.story.Deed;
import dev.probeline.alerts.core.story.Sighting;
import dev.probeline.alerts.core.story.Story;
import dev.probeline.runtime.config.ConfigDocument;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.Durations;
import dev.probeline.runtime.config.Fault;
import dev.probeline.runtime.config.InvalidConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads files of stories with the rules they are told to. */
public final class StoryBook {
    private static final String BUILT_IN = "built-in";

    private final Path folder;
    private final ConfigDocument<StoryFile> document;

    /** A story, and where in which file it and its expectations are. */
    public static final class Entry {
        private final Story story;
        private final ConfigDocument<StoryFile> document;
        private final String path;

        private Entry(Story story, ConfigDocument<StoryFile> document, String path) {
            this.story = story;
            this.document = document;
            this.path = path;
        }

        public Story story() {
            return story;
        }

        /** @param part path in the story, as in {@code told[2]}; empty for the story itself */
        public Fault at(String part, String message) {
            return document.faultAt(part.isEmpty() ? path : path + "." + part, message);
        }
    }

    private StoryBook(Path file) throws InvalidConfigException {
        this.folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        this.document = ConfigFile.read(file, StoryFile.class);
    }

    /**
     * @param rules files that take the place of those the story files name; none leaves them
     * @throws InvalidConfigException with all faults of all files
     */
    public static List<Entry> load(List<Path> files, List<Path> rules) throws InvalidConfigException {
        List<Entry> entries = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (Path file : files) {
            try {
                entries.addAll(new StoryBook(file).entries(rules));
            } catch (InvalidConfigException e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
        return List.copyOf(entries);
    }

    private List<Entry> entries(List<Path> instead) throws InvalidConfigException {
        StoryFile file = document.value();
        List<Rule> rules = instead.isEmpty() ? rules(file) : RuleBook.load(instead);
        List<Entry> entries = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < file.stories().size(); i++) {
            StorySpec spec = file.stories().get(i);
            String path = "stories[" + i + "]";
            try {
                Story story = new Story(
                        spec.name(),
                        rules,
                        file.start(),
                        spec.interval().orElse(file.interval()),
                        spec.tick(),
                        spec.series().stream().map(SeriesSpec::series).toList(),
                        spec.events(),
                        editions(spec),
                        spec.told(),
                        open(spec));
                faults.addAll(unknownRules(story, path));
                faults.addAll(impossible(story, path));
                entries.add(new Entry(story, document, path));
            } catch (InvalidConfigException e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
        return entries;
    }

    private List<Rule> rules(StoryFile file) throws InvalidConfigException {
        if (file.rules().isEmpty() && file.groups().isEmpty()) {
            return RuleBook.defaults();
        }
        List<Path> files = file.rules().stream()
                .filter(name -> !name.equals(BUILT_IN))
                .map(folder::resolve)
                .toList();
        List<Rule> rules = new ArrayList<>(RuleBook.with(file.groups(), document, files));
        if (files.size() < file.rules().size()) {
            rules.addAll(RuleBook.defaults());
        }
        return rules;
    }

    private Map<String, List<Rule>> editions(StorySpec spec) throws InvalidConfigException {
        Map<String, List<Rule>> editions = new HashMap<>();
        for (Deed deed : spec.events()) {
            if (deed instanceof Deed.Edit edit && edit.file().equals(BUILT_IN)) {
                editions.put(edit.file(), RuleBook.defaults());
            } else if (deed instanceof Deed.Edit edit) {
                editions.put(edit.file(), RuleBook.load(List.of(folder.resolve(edit.file()))));
            }
        }
        return editions;
    }

    private static Map<Duration, List<Sighting>> open(StorySpec spec) {
        Map<Duration, List<Sighting>> open = new LinkedHashMap<>();
        spec.open().forEach((at, expected) -> open.put(Durations.parse(at), expected));
        return open;
    }

    /** A slip in a rule's name would else be a difference that is hard to see. */
    private List<Fault> unknownRules(Story story, String path) {
        List<String> names = new ArrayList<>();
        story.rules().forEach(rule -> names.add(rule.name()));
        story.editions().values().forEach(edition -> edition.forEach(rule -> names.add(rule.name())));
        List<Fault> faults = new ArrayList<>();
        Map<String, List<Sighting>> expected = new LinkedHashMap<>();
        story.told().ifPresent(told -> expected.put("told", told));
        story.open().forEach((at, open) -> expected.put("open." + Durations.format(at), open));
        expected.forEach((part, sightings) -> {
            for (int i = 0; i < sightings.size(); i++) {
                String rule = sightings.get(i).rule();
                if (!names.contains(rule)) {
                    faults.add(document.faultAt(
                            path + "." + part + "[" + i + "]",
                            rule + " (expected: a rule of the story, one of " + String.join(", ", names) + ")"));
                }
            }
        });
        return faults;
    }

    private List<Fault> impossible(Story story, String path) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < story.series().size(); i++) {
            try {
                story.series().get(i).check();
            } catch (IllegalArgumentException e) {
                faults.add(document.faultAt(path + ".series[" + i + "].values", e.getMessage()));
            }
        }
        return faults;
    }
}
