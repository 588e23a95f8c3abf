package dev.tend.template.exec;

import dev.tend.template.fmt.Fmt;
import dev.tend.template.fmt.Quotes;
import dev.tend.template.parse.Node;
import dev.tend.template.parse.Tree;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoStringBuilder;
import dev.tend.template.value.Kind;

/** Evaluates the statements of a template. */
final class Statements {
    private final Frame frame;
    private final Evaluation evaluation;
    private final GoStringBuilder output;
    private final Expressions expressions;

    /** The continuation after a statement. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    Statements(Frame frame, GoStringBuilder output) {
        this.frame = frame;
        this.evaluation = frame.evaluation();
        this.output = output;
        this.expressions = new Expressions(frame);
    }

    /** Evaluates the whole template. */
    void run(TypedValue dot) {
        Flow end = run(frame.body(), dot);
        if (end != Flow.NEXT) {
            throw new IllegalStateException("the parser lets " + end + " be only in range");
        }
    }

    /** Evaluates the statements of a branch, one level deeper. */
    Flow inner(Node.Body body, TypedValue dot) {
        evaluation.enter(frame);
        Flow flow = run(body, dot);
        evaluation.leave();
        return flow;
    }

    private Flow run(Node.Body body, TypedValue dot) {
        frame.at(body);
        Flow flow = Flow.NEXT;
        for (int i = 0; i < body.statements().size() && flow == Flow.NEXT; i++) {
            flow = run(body.statements().get(i), dot);
        }
        return flow;
    }

    private Flow run(Node.Statement statement, TypedValue dot) {
        frame.at(statement);
        evaluation.spend(1, frame);
        return switch (statement) {
            case Node.Text text -> write(() -> output.append(text.literal()));
            case Node.Action action -> action(action, dot);
            case Node.Branch branch
            when branch.keyword() == Node.Keyword.RANGE -> new Range(this, frame, expressions, branch).run(dot);
            case Node.Branch branch -> branch(branch, dot);
            case Node.TemplateCall call -> call(call, dot);
            case Node.Break _ -> Flow.BREAK;
            case Node.Continue _ -> Flow.CONTINUE;
        };
    }

    /** Writes; a variable that an action declares lives on to the end of the statements around it. */
    private Flow action(Node.Action action, TypedValue dot) {
        TypedValue value = expressions.pipeline(dot, action.pipeline());
        if (action.pipeline().variables().isEmpty()) {
            frame.at(action);
            print(action, value);
        }
        return Flow.NEXT;
    }

    private void print(Node.Action action, TypedValue value) {
        TypedValue printed = Printable.of(value);
        if (printed.is(Kind.CHANNEL) || printed.is(Kind.FUNCTION)) {
            throw frame.error("can't print " + action.text().utf8() + " of type " + value.type());
        }
        write(() -> Fmt.print(output, printed.value()));
    }

    private Flow write(Runnable writing) {
        int before = output.length();
        try {
            writing.run();
        } catch (FunctionException e) {
            throw frame.limitError("cannot write: " + e.getMessage());
        }
        evaluation.spend((output.length() - before) / 1000, frame);
        return Flow.NEXT;
    }

    private Flow branch(Node.Branch branch, TypedValue dot) {
        int mark = frame.mark();
        TypedValue value = expressions.pipeline(dot, branch.pipeline());
        Flow flow = Flow.NEXT;
        if (value.isTrue()) {
            flow = inner(branch.body(), branch.keyword() == Node.Keyword.WITH ? value : dot);
        } else if (branch.otherwise().isPresent()) {
            flow = inner(branch.otherwise().get(), dot);
        }
        frame.release(mark);
        return flow;
    }

    private Flow call(Node.TemplateCall call, TypedValue dot) {
        Tree tree = evaluation
                .tree(call.name())
                .orElseThrow(() ->
                        frame.error("template " + Quotes.quote(call.name()).utf8() + " not defined"));
        evaluation.enter(frame);
        TypedValue data = call.pipeline()
                .map(pipeline -> expressions.pipeline(dot, pipeline))
                .orElse(TypedValue.INVALID);
        new Statements(new Frame(evaluation, tree, data), output).run(data);
        evaluation.leave();
        return Flow.NEXT;
    }
}
