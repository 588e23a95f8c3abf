package dev.tend.template.exec;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.parse.Node;
import dev.tend.template.parse.Tree;
import dev.tend.template.value.GoString;
import dev.tend.template.value.Position;
import java.util.ArrayList;
import java.util.List;

/** A template that is evaluated: its variables, and the node that errors are attributed to. */
final class Frame {
    /** The number of bytes of a node that the error of a bound quotes. */
    private static final int QUOTED = 100;
    /** The number of variables that one step looks at. */
    private static final int CHECKED = 100;

    private final Evaluation evaluation;
    private final Tree tree;
    private final TypedValue dot;
    private final List<String> names = new ArrayList<>();
    private final List<TypedValue> values = new ArrayList<>();
    private Node node;

    Frame(Evaluation evaluation, Tree tree, TypedValue dot) {
        this.evaluation = evaluation;
        this.tree = tree;
        this.dot = dot;
        this.node = tree.body();
        declare("$", dot);
    }

    Evaluation evaluation() {
        return evaluation;
    }

    Node.Body body() {
        return tree.body();
    }

    /** Returns the data of the template. */
    TypedValue dot() {
        return dot;
    }

    /** Attributes later errors to a node. */
    void at(Node next) {
        node = next;
    }

    Node node() {
        return node;
    }

    Position position(Node where) {
        return tree.source().position(where.offset());
    }

    /** Returns an error at the node of now. */
    TemplateException error(String message) {
        return error(node.text(), message);
    }

    /** Returns an error at the node of now, of which only the beginning is quoted, since it may be long. */
    TemplateException limitError(String message) {
        GoString text = node.text();
        return error(text.length() > QUOTED ? text.substring(0, QUOTED).concat(GoString.of("...")) : text, message);
    }

    private TemplateException error(GoString context, String message) {
        Position position = position(node);
        return new TemplateException(
                position,
                "template: " + position + ": executing "
                        + Quotes.quote(tree.name()).utf8() + " at <" + context.utf8() + ">: " + message);
    }

    /** Returns a mark of the variables of now, for {@link #release}. */
    int mark() {
        return names.size();
    }

    void release(int mark) {
        names.subList(mark, names.size()).clear();
        values.subList(mark, values.size()).clear();
    }

    void declare(String name, TypedValue value) {
        names.add(name);
        values.add(value);
    }

    void assign(String name, TypedValue value) {
        values.set(indexOf(name), value);
    }

    /** Sets a variable by its place among the latest: 1 is the latest one. */
    void assignLatest(int place, TypedValue value) {
        values.set(values.size() - place, value);
    }

    TypedValue variable(String name) {
        return values.get(indexOf(name));
    }

    private int indexOf(String name) {
        int index = names.lastIndexOf(name);
        if (index < 0) {
            throw error("undefined variable: " + name);
        }
        evaluation.spend((names.size() - index) / CHECKED, this);
        return index;
    }
}
