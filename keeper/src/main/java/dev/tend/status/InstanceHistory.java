package dev.tend.status;

import dev.tend.command.Colour;
import dev.tend.command.Page;
import dev.tend.command.TimeRange;
import dev.tend.history.EventLine;
import dev.tend.history.Recent;
import dev.tend.lifecycle.ResourceUse;
import dev.tend.text.Durations;
import dev.tend.text.Escapes;
import dev.tend.text.Json;
import dev.tend.text.Sizes;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply.HistoryEvent;
import dev.tend.wire.Reply.Status;
import java.util.ArrayList;
import java.util.Optional;

/** The facts about an instance: its present state, its last events, and its last output. */
final class InstanceHistory {

    private final String name;
    private final TimeRange range;
    private final Recent<HistoryEvent> events;
    private Optional<Status> now = Optional.empty();
    private Optional<HistoryEvent> lastFailure = Optional.empty();
    private Optional<ResourceUse> lastUse = Optional.empty();

    InstanceHistory(String name, int most, TimeRange range) {
        this.range = range;
        this.name = name;
        events = new Recent<>(most);
    }

    InstanceHistory now(Status status) {
        now = Optional.of(status);
        return this;
    }

    InstanceHistory add(HistoryEvent entry) {
        events.add(entry);
        if (!entry.lastWords().isEmpty()) {
            lastFailure = Optional.of(entry);
        }
        lastUse = entry.used().or(() -> lastUse);
        return this;
    }

    String text(boolean colour) {
        var text = new StringBuilder(name);
        now.ifPresent(status -> text.append(": ")
                .append(colour ? Colour.of(status.word()).paint(status.word()) : status.word())
                .append(": ")
                .append(StatusTable.why(status)));
        text.append('\n');
        for (var entry : events.all()) {
            text.append("  ").append(EventLine.ofOne(entry, range, colour));
        }
        used().ifPresent(use -> text.append("last run: ").append(words(use)).append('\n'));
        lastFailure.ifPresent(entry -> text.append("last words (")
                .append(Escapes.line(entry.cause()))
                .append("):\n")
                .append(Page.indented(Escapes.lines(entry.lastWords()), "  | ")));
        return text.toString();
    }

    /** Returns what the last run used, as the keeper tells, or else the journal. */
    private Optional<ResourceUse> used() {
        return now.flatMap(Status::used).or(() -> lastUse);
    }

    private static String words(ResourceUse use) {
        return "processor " + Durations.words(use.user()) + " user and " + Durations.words(use.system())
                + " system, memory " + Sizes.words(use.peak()) + " at most, page faults "
                + (use.minorFaults() + use.majorFaults()) + " (" + use.majorFaults() + " with input), read "
                + Sizes.words(use.read()) + ", written " + Sizes.words(use.written());
    }

    Json json() {
        var told = new ArrayList<Json>();
        for (var event : events.all()) {
            told.add(Codec.fields(event));
        }
        var fields = Json.object()
                .with("name", name)
                .with("state", now.map(Status::word).orElse(""))
                .with("why", now.map(Status::why).orElse(""))
                .with("problem", now.map(Status::problem).orElse(""))
                .with("output", now.map(Status::outputText).orElse(""))
                .with("events", new Json.Array(told))
                .with("last-words", lastFailure.map(HistoryEvent::lastWords).orElse(""));
        used().ifPresent(use -> fields.with("used", Codec.fields(use)));
        return fields.build();
    }
}
