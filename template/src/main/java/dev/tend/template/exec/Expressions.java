package dev.tend.template.exec;

import dev.tend.template.parse.Node;
import dev.tend.template.parse.NumberConstant;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import java.util.List;

/** Evaluates pipelines, their commands, and the operands of these. */
final class Expressions {
    private final Frame frame;
    private final Calls calls;
    private final Fields fields;
    private final Arguments arguments;

    Expressions(Frame frame) {
        this.frame = frame;
        this.arguments = new Arguments(frame, this);
        this.calls = new Calls(frame, arguments);
        this.fields = new Fields(frame, calls);
    }

    /** Returns the value of a pipeline, which its variables get too. */
    TypedValue pipeline(TypedValue dot, Node.Pipeline pipeline) {
        frame.at(pipeline);
        frame.evaluation().enter(frame);
        TypedValue value = null;
        for (Node.Command command : pipeline.commands()) {
            frame.evaluation().spend(1, frame);
            value = command(dot, command, value);
            // Where it was found is forgotten: an interface becomes what it contains.
            value = GoType.ANY.equals(value.type()) ? value.concrete() : value;
        }
        for (Node.Variable variable : pipeline.variables()) {
            if (pipeline.assigns()) {
                frame.assign(variable.name(), value);
            } else {
                frame.declare(variable.name(), value);
            }
        }
        frame.evaluation().leave();
        return value;
    }

    /** Returns the value of a command. Its last argument is the value of the command before, or null if it is the first one. */
    private TypedValue command(TypedValue dot, Node.Command command, TypedValue last) {
        List<Node.Operand> operands = command.operands();
        return switch (command.first()) {
            case Node.Field field -> field(dot, field, operands, last);
            case Node.Chain chain -> chain(dot, chain, operands, last);
            case Node.Identifier identifier -> function(dot, identifier, command, operands, last);
            case Node.Pipeline pipeline -> {
                checkNoArguments(operands, last);
                yield pipeline(dot, pipeline);
            }
            case Node.Variable variable -> variable(dot, variable, operands, last);
            case Node.Literal literal -> {
                frame.at(literal);
                checkNoArguments(operands, last);
                yield literal(dot, literal);
            }
        };
    }

    /** Refuses arguments of what is no function. */
    private void checkNoArguments(List<Node.Operand> operands, TypedValue last) {
        if (operands.size() > 1 || last != null) {
            throw frame.error("can't give argument to non-function "
                    + operands.getFirst().text().utf8());
        }
    }

    private TypedValue literal(TypedValue dot, Node.Literal literal) {
        return switch (literal) {
            case Node.Dot _ -> dot;
            case Node.Nil _ -> throw frame.error("nil is not a command");
            case Node.Bool bool -> TypedValue.of(bool.value());
            case Node.Number number -> number(number);
            case Node.Str string -> TypedValue.of(string.value());
        };
    }

    /** Returns a number whose type only its source tells. */
    TypedValue number(Node.Number node) {
        frame.at(node);
        NumberConstant number = node.value();
        String source = number.source();
        if (number.isComplex()) {
            return TypedValue.of(number.complex());
        } else if (number.isFloat() && looksReal(source)) {
            return TypedValue.of(number.real());
        } else if (number.isInt()) {
            return TypedValue.of(Int.of(number.integer()));
        }
        throw frame.error(source + " overflows int");
    }

    private static boolean looksReal(String source) {
        boolean hexInteger = source.length() > 2
                && (source.startsWith("0x") || source.startsWith("0X"))
                && source.chars().noneMatch(c -> c == 'p' || c == 'P');
        return !hexInteger && !source.startsWith("'") && source.chars().anyMatch(c -> ".eEpP".indexOf(c) >= 0);
    }

    TypedValue field(TypedValue dot, Node.Field field, List<Node.Operand> operands, TypedValue last) {
        frame.at(field);
        return fields.chain(dot, dot, field, field.names(), operands, last);
    }

    TypedValue chain(TypedValue dot, Node.Chain chain, List<Node.Operand> operands, TypedValue last) {
        frame.at(chain);
        TypedValue receiver = arguments.evaluate(dot, null, chain.operand());
        return fields.chain(dot, receiver, chain, chain.fields(), operands, last);
    }

    TypedValue variable(TypedValue dot, Node.Variable variable, List<Node.Operand> operands, TypedValue last) {
        frame.at(variable);
        TypedValue value = frame.variable(variable.name());
        if (variable.fields().isEmpty()) {
            checkNoArguments(operands, last);
            return value;
        }
        return fields.chain(dot, value, variable, variable.fields(), operands, last);
    }

    TypedValue function(
            TypedValue dot, Node.Identifier identifier, Node node, List<Node.Operand> operands, TypedValue last) {
        frame.at(identifier);
        Function function = Function.find(identifier.name(), frame);
        return calls.call(dot, function, node, operands, last);
    }
}
