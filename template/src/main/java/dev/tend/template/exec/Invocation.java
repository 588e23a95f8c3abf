package dev.tend.template.exec;

import dev.tend.template.fmt.Fmt;
import dev.tend.template.parse.Node;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Named;
import dev.tend.template.value.NamedType;
import dev.tend.template.value.Values;
import java.util.ArrayList;
import java.util.List;

/** The built-in function {@code call}, which calls a value that is a function. Its arguments are converted less strictly. */
final class Invocation {
    private Invocation() {}

    /** Returns how messages name the function that is called: the source of it, or the type of what a pipe gives. */
    static GoString name(List<Node.Operand> given, TypedValue last) {
        if (!given.isEmpty()) {
            return given.getFirst().text();
        }
        return last.value() instanceof GoString text
                ? text
                : GoString.of(last.isValid() ? "<" + last.type() + " Value>" : "<invalid Value>");
    }

    static TypedValue call(FunctionCall call, List<TypedValue> arguments) {
        String name = Fmt.sprint(List.of(arguments.getFirst().value())).utf8();
        TypedValue callee = arguments.get(1).concrete();
        if (!callee.isValid()) {
            throw new FunctionException("call of nil");
        }
        if (!(callee.value() instanceof GoFunction goFunction)) {
            throw new FunctionException("non-function " + name + " of type " + callee.type());
        }
        Function function = Function.of(new GoFunction(name, goFunction.type(), goFunction.code()));
        if (function.defect() != null) {
            throw new FunctionException(function.defect());
        }
        List<TypedValue> given = arguments.subList(2, arguments.size());
        checkCount(function, given.size());
        List<TypedValue> prepared = new ArrayList<>();
        for (TypedValue value : given) {
            prepared.add(prepared(prepared.size(), value.concrete(), function.parameter(prepared.size())));
        }
        return function.code().call(call, prepared);
    }

    private static void checkCount(Function function, int given) {
        GoType.FunctionType type = function.type();
        int parameters = type.parameters().size();
        if (type.variadic() && given < parameters - 1) {
            throw new FunctionException("wrong number of args for " + function.name() + ": got " + given
                    + " want at least " + (parameters - 1));
        } else if (!type.variadic() && given != parameters) {
            throw new FunctionException(
                    "wrong number of args for " + function.name() + ": got " + given + " want " + parameters);
        }
    }

    private static TypedValue prepared(int index, TypedValue value, GoType type) {
        try {
            return convert(value, type);
        } catch (FunctionException e) {
            throw new FunctionException("arg " + index + ": " + e.getMessage());
        }
    }

    /**
     * Returns a value as one of a type. Integers become those of the type, whatever they were.
     *
     * @throws FunctionException if the value cannot be of this type
     */
    static TypedValue convert(TypedValue value, GoType type) {
        if (!value.isValid()) {
            if (!type.kind().hasNil()) {
                throw new FunctionException("value is nil; should be of type " + type);
            }
            return new TypedValue(type, Values.zero(type));
        }
        if (Types.isAssignable(value.type(), type)) {
            return new TypedValue(type, value.value());
        }
        if (Values.plain(value.value()) instanceof Int number && type.kind().isInteger()) {
            Int converted = new Int(type.kind(), number.bits());
            return new TypedValue(type, type instanceof NamedType named ? new Named(named, converted) : converted);
        }
        throw new FunctionException("value has type " + value.type() + "; should be " + type);
    }
}
