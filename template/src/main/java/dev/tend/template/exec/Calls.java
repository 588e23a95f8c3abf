package dev.tend.template.exec;

import dev.tend.template.parse.Node;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoType;
import java.util.ArrayList;
import java.util.List;

/** Calls functions and methods: counts and evaluates their arguments, and turns their errors into those of the template. */
final class Calls {
    private final Frame frame;
    private final Arguments arguments;

    Calls(Frame frame, Arguments arguments) {
        this.frame = frame;
        this.arguments = arguments;
    }

    /**
     * Calls a function.
     *
     * @param node what errors of the function are attributed to
     * @param operands the name of the function and its arguments; or nothing
     * @param last the last argument, null if there is none from a pipe
     */
    TypedValue call(TypedValue dot, Function function, Node node, List<Node.Operand> operands, TypedValue last) {
        List<Node.Operand> given = operands.isEmpty() ? operands : operands.subList(1, operands.size());
        checkCount(function, given.size(), last);
        if (function.defect() != null) {
            throw frame.error(function.defect());
        }
        if (function.builtIn()
                && (function.name().equals("and") || function.name().equals("or"))) {
            return shortCircuit(dot, function.name().equals("or"), given, last);
        }
        List<TypedValue> values = new ArrayList<>();
        for (Node.Operand operand : given) {
            values.add(arguments.evaluate(dot, function.parameter(values.size()), operand));
        }
        if (last != null) {
            values.add(arguments.check(last, function.parameter(values.size())));
        }
        if (function.builtIn() && function.name().equals("call")) {
            values.addFirst(TypedValue.of(Invocation.name(given, last)));
        }
        return perform(function, node, values);
    }

    private void checkCount(Function function, int given, TypedValue last) {
        GoType.FunctionType type = function.type();
        int count = given + (last == null ? 0 : 1);
        int parameters = type.parameters().size();
        if (type.variadic() && count < parameters - 1) {
            throw frame.error("wrong number of args for " + function.name() + ": want at least " + (parameters - 1)
                    + " got " + given);
        } else if (!type.variadic() && count != parameters) {
            throw frame.error("wrong number of args for " + function.name() + ": want " + parameters + " got " + count);
        }
    }

    /** Returns the first argument that decides {@code and} or {@code or}, or the last one. Those behind it are not evaluated. */
    private TypedValue shortCircuit(TypedValue dot, boolean deciding, List<Node.Operand> given, TypedValue last) {
        TypedValue value = TypedValue.INVALID;
        for (Node.Operand operand : given) {
            value = arguments.evaluate(dot, Types.TYPED, operand);
            if (value.isTrue() == deciding) {
                return value;
            }
        }
        return last == null ? value : last;
    }

    private TypedValue perform(Function function, Node node, List<TypedValue> values) {
        TypedValue result;
        try {
            result = function.code().call(new FunctionCall(frame, node), values);
        } catch (TemplateException e) {
            throw e;
        } catch (FunctionException e) {
            throw error(function, node, e.getMessage());
        } catch (RuntimeException e) {
            // As Go does with a panic: a mistake in one function ends one template.
            throw error(function, node, "internal error: " + e);
        }
        frame.evaluation().allocate(result.value(), frame);
        return result;
    }

    private TemplateException error(Function function, Node node, String message) {
        frame.at(node);
        return frame.error("error calling " + function.name() + ": " + message);
    }
}
