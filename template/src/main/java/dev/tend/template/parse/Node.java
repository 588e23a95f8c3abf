package dev.tend.template.parse;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import java.util.List;
import java.util.Optional;

/** A part of a parsed template. Its canonical text, which errors quote, is that of Go. */
public sealed interface Node {

    /** Returns where errors see this node in the source, in bytes. */
    int offset();

    /** Appends the canonical text. */
    void print(GoStringBuilder text);

    /** Returns the canonical text. */
    default GoString text() {
        GoStringBuilder text = new GoStringBuilder(Integer.MAX_VALUE - 8);
        print(text);
        return text.toGoString();
    }

    /** Statements in the order of the source. */
    record Body(int offset, List<Statement> statements) implements Node {
        public Body {
            statements = List.copyOf(statements);
        }

        /** Returns whether there is nothing but blanks. */
        public boolean isBlank() {
            return statements.stream().allMatch(Statement::isBlank);
        }

        @Override
        public void print(GoStringBuilder text) {
            statements.forEach(statement -> statement.print(text));
        }
    }

    /** A text or an action. */
    sealed interface Statement extends Node {
        default boolean isBlank() {
            return false;
        }
    }

    /** Text that is written as it is. */
    record Text(int offset, GoString literal) implements Statement {
        @Override
        public boolean isBlank() {
            return Blanks.isBlank(literal);
        }

        @Override
        public void print(GoStringBuilder text) {
            text.append(literal);
        }
    }

    /** A pipeline whose value is written, unless it declares or assigns variables. */
    record Action(int offset, Pipeline pipeline) implements Statement {
        @Override
        public void print(GoStringBuilder text) {
            text.append("{{");
            pipeline.print(text);
            text.append("}}");
        }
    }

    /** The words that begin a branch. */
    enum Keyword {
        IF("if"),
        WITH("with"),
        RANGE("range");

        private final String word;

        Keyword(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** {@code if}, {@code with} or {@code range}. */
    record Branch(Keyword keyword, int offset, Pipeline pipeline, Body body, Optional<Body> otherwise)
            implements Statement {
        @Override
        public void print(GoStringBuilder text) {
            text.append("{{" + keyword + " ");
            pipeline.print(text);
            text.append("}}");
            body.print(text);
            otherwise.ifPresent(other -> other.print(text.append("{{else}}")));
            text.append("{{end}}");
        }
    }

    record Break(int offset) implements Statement {
        @Override
        public void print(GoStringBuilder text) {
            text.append("{{break}}");
        }
    }

    record Continue(int offset) implements Statement {
        @Override
        public void print(GoStringBuilder text) {
            text.append("{{continue}}");
        }
    }

    /** Evaluates another template, with the value of the pipeline as its data. */
    record TemplateCall(int offset, GoString name, Optional<Pipeline> pipeline) implements Statement {
        @Override
        public void print(GoStringBuilder text) {
            text.append("{{template ").append(Quotes.quote(name));
            pipeline.ifPresent(data -> data.print(text.append(" ")));
            text.append("}}");
        }
    }

    /** Commands, of which each gets the value of the one before as its last argument; and the variables that get the last value. */
    record Pipeline(int offset, List<Variable> variables, boolean assigns, List<Command> commands) implements Operand {
        public Pipeline {
            variables = List.copyOf(variables);
            commands = List.copyOf(commands);
        }

        @Override
        public void print(GoStringBuilder text) {
            for (int i = 0; i < variables.size(); i++) {
                variables.get(i).print(i == 0 ? text : text.append(", "));
            }
            if (!variables.isEmpty()) {
                text.append(assigns ? " = " : " := ");
            }
            for (int i = 0; i < commands.size(); i++) {
                commands.get(i).print(i == 0 ? text : text.append(" | "));
            }
        }
    }

    /** An operand and its arguments, at least the operand. */
    record Command(int offset, List<Operand> operands) implements Node {
        public Command {
            operands = List.copyOf(operands);
        }

        public Operand first() {
            return operands.getFirst();
        }

        @Override
        public void print(GoStringBuilder text) {
            for (int i = 0; i < operands.size(); i++) {
                printOperand(operands.get(i), i == 0 ? text : text.append(" "));
            }
        }
    }

    private static void printOperand(Operand operand, GoStringBuilder text) {
        boolean enclosed = operand instanceof Pipeline;
        operand.print(enclosed ? text.append("(") : text);
        text.append(enclosed ? ")" : "");
    }

    /** An expression that has a value. */
    sealed interface Operand extends Node {}

    /** An operand that stands for itself, and so cannot be a later stage of a pipeline. */
    sealed interface Literal extends Operand {}

    record Dot(int offset) implements Literal {
        @Override
        public void print(GoStringBuilder text) {
            text.append(".");
        }
    }

    record Nil(int offset) implements Literal {
        @Override
        public void print(GoStringBuilder text) {
            text.append("nil");
        }
    }

    record Bool(int offset, boolean value) implements Literal {
        @Override
        public void print(GoStringBuilder text) {
            text.append(value ? "true" : "false");
        }
    }

    record Number(int offset, NumberConstant value) implements Literal {
        @Override
        public void print(GoStringBuilder text) {
            text.append(value.source());
        }
    }

    /** A string, as it is in the source and what it means. */
    record Str(int offset, GoString quoted, GoString value) implements Literal {
        @Override
        public void print(GoStringBuilder text) {
            text.append(quoted);
        }
    }

    /** The name of a function. */
    record Identifier(int offset, String name) implements Operand {
        @Override
        public void print(GoStringBuilder text) {
            text.append(name);
        }
    }

    /** Fields of dot, at least one. */
    record Field(int offset, List<String> names) implements Operand {
        public Field {
            names = List.copyOf(names);
        }

        @Override
        public void print(GoStringBuilder text) {
            names.forEach(name -> text.append(".").append(name));
        }
    }

    /** A variable, its name with the dollar, and the fields of it. */
    record Variable(int offset, String name, List<String> fields) implements Operand {
        public Variable {
            fields = List.copyOf(fields);
        }

        @Override
        public void print(GoStringBuilder text) {
            text.append(name);
            fields.forEach(field -> text.append(".").append(field));
        }
    }

    /** Fields, at least one, of the value of an operand. */
    record Chain(int offset, Operand operand, List<String> fields) implements Operand {
        public Chain {
            fields = List.copyOf(fields);
        }

        @Override
        public void print(GoStringBuilder text) {
            printOperand(operand, text);
            fields.forEach(field -> text.append(".").append(field));
        }
    }
}
