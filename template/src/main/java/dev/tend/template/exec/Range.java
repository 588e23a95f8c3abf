package dev.tend.template.exec;

import dev.tend.template.exec.Statements.Flow;
import dev.tend.template.fmt.Fmt;
import dev.tend.template.parse.Node;
import dev.tend.template.value.GoChannel;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Kind;
import dev.tend.template.value.Named;
import dev.tend.template.value.NamedType;
import dev.tend.template.value.Values;
import java.util.Iterator;
import java.util.List;

/** Evaluates a {@code range}. */
final class Range {
    private final Statements statements;
    private final Frame frame;
    private final Expressions expressions;
    private final Node.Branch branch;
    private final List<Node.Variable> variables;
    /** The variables outside of the iterations. */
    private int outside;

    private boolean iterated;

    Range(Statements statements, Frame frame, Expressions expressions, Node.Branch branch) {
        this.statements = statements;
        this.frame = frame;
        this.expressions = expressions;
        this.branch = branch;
        this.variables = branch.pipeline().variables();
    }

    Flow run(TypedValue dot) {
        int mark = frame.mark();
        TypedValue value = expressions.pipeline(dot, branch.pipeline()).followed();
        outside = frame.mark();
        iterate(value);
        Flow flow = Flow.NEXT;
        if (!iterated && branch.otherwise().isPresent()) {
            flow = statements.inner(branch.otherwise().get(), dot);
        }
        frame.release(mark);
        // As in Go, a break in the else part ends this loop, which has ended, and not one around it.
        return flow == Flow.BREAK ? Flow.NEXT : flow;
    }

    private void iterate(TypedValue value) {
        switch (Values.plain(value.value())) {
            case null -> checkNil(value);
            case Int number -> overInteger(value, number);
            case GoList list -> overList(list);
            case GoMap map -> overMap(map);
            case GoChannel channel -> overChannel(channel);
            case GoFunction function -> overFunction(value, function);
            default -> throw cannotIterate(value);
        }
    }

    /** A nil channel or no value has no elements; of nil functions and interfaces nobody can know. */
    private void checkNil(TypedValue value) {
        if (value.isValid() && !value.is(Kind.CHANNEL)) {
            throw cannotIterate(value);
        }
    }

    private TemplateException cannotIterate(TypedValue value) {
        return frame.error("range can't iterate over " + text(value));
    }

    private static String text(TypedValue value) {
        return Fmt.sprintf("%v", value.value());
    }

    private void overInteger(TypedValue value, Int number) {
        if (variables.size() > 1) {
            throw frame.error("can't use " + text(value) + " to iterate over more than one variable");
        }
        boolean more = true;
        Int next = new Int(number.kind(), 0);
        while (more && next.compareTo(number) < 0) {
            Object element = value.type() instanceof NamedType named ? new Named(named, next) : next;
            more = once(TypedValue.INVALID, TypedValue.of(element));
            next = new Int(number.kind(), next.bits() + 1);
        }
    }

    private void overList(GoList list) {
        boolean more = true;
        for (int i = 0; more && i < list.size(); i++) {
            more = once(TypedValue.of(Int.of(i)), new TypedValue(list.element(), list.get(i)));
        }
    }

    private void overMap(GoMap map) {
        boolean more = true;
        frame.evaluation().spend(map.size() / 100, frame);
        Iterator<Object> keys = map.keys().iterator();
        while (more && keys.hasNext()) {
            Object key = keys.next();
            more = once(new TypedValue(map.key(), key), new TypedValue(map.element(), map.get(key)));
        }
    }

    private void overChannel(GoChannel channel) {
        boolean more = true;
        for (int i = 0; more && channel.values().hasNext(); i++) {
            more = once(
                    TypedValue.of(Int.of(i)),
                    new TypedValue(channel.element(), channel.values().next()));
        }
    }

    /** Iterates over an iterator: a function that calls its argument with each element until that returns false. */
    private void overFunction(TypedValue value, GoFunction function) {
        GoType.FunctionType yielder = yielder(function.type());
        int elements = yielder == null ? 0 : yielder.parameters().size();
        if (elements < 1 || elements > 2) {
            throw cannotIterate(value);
        }
        if (elements == 1 && variables.size() > 1) {
            throw frame.error("can't use " + text(value) + " iterate over more than one variable");
        }
        GoFunction.Code code = (_, arguments) -> onceYielded(yielder, arguments);
        new FunctionCall(frame, branch).invoke(function, List.of(new GoFunction("yield", yielder, code)));
    }

    /** Evaluates the body for what an iterator yields. Of two values, a single variable gets the first. */
    private boolean onceYielded(GoType.FunctionType yielder, List<Object> arguments) {
        TypedValue first = new TypedValue(yielder.parameters().getFirst(), arguments.getFirst());
        TypedValue last = new TypedValue(yielder.parameters().getLast(), arguments.getLast());
        return variables.size() > 1 ? once(first, last) : once(TypedValue.INVALID, first);
    }

    /** Returns the type of the function that an iterator calls, or null if a type is none of an iterator. */
    private static GoType.FunctionType yielder(GoType.FunctionType type) {
        boolean iterator = type.results().isEmpty()
                && !type.fallible()
                && type.parameters().size() == 1
                && type.parameters().getFirst().underlying() instanceof GoType.FunctionType yielder
                && yielder.results().equals(List.of(GoType.BOOL));
        return iterator ? (GoType.FunctionType) type.parameters().getFirst().underlying() : null;
    }

    /** Evaluates the body for an element; returns whether the loop goes on. */
    private boolean once(TypedValue index, TypedValue element) {
        iterated = true;
        // An error of a bound belongs to what is iterated over; the body sets its own node.
        frame.at(branch.pipeline());
        frame.evaluation().spend(1, frame);
        setVariables(index, element);
        Flow flow = statements.inner(branch.body(), element);
        frame.release(outside);
        return flow != Flow.BREAK;
    }

    private void setVariables(TypedValue index, TypedValue element) {
        boolean assigns = branch.pipeline().assigns();
        switch (variables.size()) {
            case 0 -> {}
            case 1 -> set(assigns, 0, 1, element);
            default -> {
                // Go sets them in this order, which counts where both are the same variable.
                set(assigns, assigns ? 0 : 1, assigns ? 2 : 1, assigns ? index : element);
                set(assigns, assigns ? 1 : 0, assigns ? 1 : 2, assigns ? element : index);
            }
        }
    }

    private void set(boolean assigns, int variable, int place, TypedValue value) {
        if (assigns) {
            frame.assign(variables.get(variable).name(), value);
        } else {
            frame.assignLatest(place, value);
        }
    }
}
