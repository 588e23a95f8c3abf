package dev.tend.template.exec;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.parse.Tree;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import java.util.Map;
import java.util.Optional;

/** One evaluation of a set of templates: what all its templates have in common, and what it has spent of its bounds. */
final class Evaluation {
    /** The number of steps between two looks at the time. */
    private static final int STEPS_BETWEEN_LOOKS = 2048;
    /** The approximate size of an element of a list or map in bytes. */
    private static final long ELEMENT_BYTES = 16;

    private final Map<GoString, Tree> trees;
    private final Map<String, GoFunction> functions;
    private final MissingKey missingKey;
    private final Limits limits;
    private int depth;
    private long steps;
    private long nextLook;
    private long bytes;

    Evaluation(Map<GoString, Tree> trees, Map<String, GoFunction> functions, MissingKey missingKey, Limits limits) {
        this.trees = trees;
        this.functions = functions;
        this.missingKey = missingKey;
        this.limits = limits;
    }

    /** Evaluates a template with some data. */
    void run(Tree tree, Object data, GoStringBuilder output) {
        Frame frame = new Frame(this, tree, TypedValue.of(data));
        try {
            new Statements(frame, output).run(frame.dot());
        } catch (StackOverflowError _) {
            throw frame.error("nested too deeply for the stack of this thread");
        }
    }

    /** Evaluates a template for a function that was called in a frame. */
    GoString run(Frame caller, String name, Object data) {
        Tree tree = tree(GoString.of(name))
                .orElseThrow(() -> new FunctionException("template " + Quotes.quote(name) + " not defined"));
        enter(caller);
        GoStringBuilder output = new GoStringBuilder();
        Frame frame = new Frame(this, tree, TypedValue.of(data));
        new Statements(frame, output).run(frame.dot());
        leave();
        return output.toGoString();
    }

    Optional<Tree> tree(GoString name) {
        return Optional.ofNullable(trees.get(name));
    }

    Optional<GoFunction> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    MissingKey missingKey() {
        return missingKey;
    }

    /** Goes one level deeper, if the bounds allow it. */
    void enter(Frame frame) {
        if (depth == limits.depth()) {
            throw frame.limitError("exceeded maximum template depth (" + limits.depth() + ")");
        }
        depth++;
    }

    void leave() {
        depth--;
    }

    /** Counts steps, if the bounds allow them. */
    void spend(long count, Frame frame) {
        steps += Math.max(0, count);
        if (steps > limits.steps()) {
            throw frame.limitError("exceeded maximum number of steps (" + limits.steps() + ")");
        }
        if (steps >= nextLook) {
            nextLook = steps + STEPS_BETWEEN_LOOKS;
            if (limits.expired().getAsBoolean()) {
                throw frame.limitError("exceeded the time of the evaluation");
            }
        }
    }

    /** Counts the size of a value that a function has made. */
    void allocate(Object value, Frame frame) {
        bytes += switch (value) {
            case GoString text -> text.length();
            case GoList list -> ELEMENT_BYTES * list.size();
            case GoMap map -> ELEMENT_BYTES * map.size();
            case null, default -> 0;
        };
        if (bytes > limits.valueBytes()) {
            throw frame.limitError("exceeded maximum size of values (" + limits.valueBytes() + " bytes)");
        }
    }
}
