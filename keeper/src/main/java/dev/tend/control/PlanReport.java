package dev.tend.control;

import dev.tend.service.Plan.Action;
import dev.tend.service.Plan.Change;
import dev.tend.source.Catalogue;
import dev.tend.text.Ascii;
import dev.tend.wire.Reply;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The changes of a reload, and the problems of the files, as an answer. */
final class PlanReport {

    /** The memory that a row of an answer takes until it is taken, in bytes. */
    private static final int ROW = 64;

    private static final Map<Action, String> WORDS = words();

    private final Catalogue catalogue;

    PlanReport(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param everything whether services that stay as they are belong in it */
    Answer answer(List<Change> changes, boolean everything, ClientConnection asker) {
        var replies = new ArrayList<Reply>(changes.size());
        int weight = 0;
        for (Change change : changes) {
            boolean keep = change.action() == Action.KEEP;
            if (everything || !keep) {
                replies.add(new Reply.Planned(change.service(), WORDS.get(change.action()), change.reason()));
                weight += ROW + (keep ? 0 : 2 * change.reason().length()); // it shares its reason with others
            }
        }
        var problems = catalogue.problems();
        problems.forEach(problem -> replies.add(new Reply.Wrong(problem)));
        return StreamedAnswer.of(
                asker,
                replies.iterator(),
                () -> new Reply.End(problems.isEmpty() ? 0 : 78, ""),
                weight + ROW * problems.size());
    }

    private static Map<Action, String> words() {
        var words = new EnumMap<Action, String>(Action.class);
        for (Action action : Action.values()) {
            words.put(action, Ascii.lower(action.name()));
        }
        return words;
    }
}
