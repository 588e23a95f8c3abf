package dev.tend.template.exec;

import dev.tend.template.parse.Node;
import dev.tend.template.parse.NumberConstant;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Kind;
import dev.tend.template.value.Named;
import dev.tend.template.value.NamedType;
import dev.tend.template.value.Values;
import java.util.List;

/** Evaluates the arguments of functions, and checks that each is of the type of its parameter. */
final class Arguments {
    private final Frame frame;
    private final Expressions expressions;

    Arguments(Frame frame, Expressions expressions) {
        this.frame = frame;
        this.expressions = expressions;
    }

    /**
     * Returns the value of an argument.
     *
     * @param type of the parameter, null where any value will do and there is no parameter
     */
    TypedValue evaluate(TypedValue dot, GoType type, Node.Operand node) {
        frame.at(node);
        List<Node.Operand> alone = List.of(node);
        return switch (node) {
            case Node.Dot _ -> check(dot, type);
            case Node.Nil _ -> nil(type);
            case Node.Field field -> check(expressions.field(dot, field, alone, null), type);
            case Node.Variable variable -> check(expressions.variable(dot, variable, alone, null), type);
            case Node.Pipeline pipeline -> check(expressions.pipeline(dot, pipeline), type);
            case Node.Identifier identifier ->
                check(expressions.function(dot, identifier, identifier, alone, null), type);
            case Node.Chain chain -> check(expressions.chain(dot, chain, alone, null), type);
            case Node.Literal literal -> constant(literal, type);
        };
    }

    private TypedValue nil(GoType type) {
        if (!type.kind().hasNil()) {
            throw frame.error("cannot assign nil to " + type);
        }
        return zero(type);
    }

    private static TypedValue zero(GoType type) {
        return type.equals(Types.TYPED) ? TypedValue.INVALID : new TypedValue(type, Values.zero(type));
    }

    /** Returns a value as a parameter of a type gets it. */
    TypedValue check(TypedValue value, GoType type) {
        if (type == null || type.equals(Types.TYPED)) {
            return value;
        }
        if (!value.isValid()) {
            if (type.kind().hasNil()) {
                return zero(type);
            }
            throw frame.error("invalid value; expected " + type);
        }
        if (Types.isAssignable(value.type(), type)) {
            return new TypedValue(type, value.value());
        }
        TypedValue concrete = value.value() == null ? value : value.concrete();
        if (Types.isAssignable(concrete.type(), type)) {
            return new TypedValue(type, concrete.value());
        }
        if (concrete.value() instanceof GoPointer pointer && Types.isAssignable(pointer.target(), type)) {
            return new TypedValue(
                    type, pointer.value().orElseThrow(() -> frame.error("dereference of nil pointer of type " + type)));
        }
        throw frame.error("wrong type for value; expected " + type + "; got " + concrete.type());
    }

    private TypedValue constant(Node.Literal literal, GoType type) {
        if (type.equals(GoType.ANY) || type.equals(Types.TYPED)) {
            return natural(literal);
        }
        Kind kind = type.kind();
        Object value =
                switch (literal) {
                    case Node.Bool bool when kind == Kind.BOOL -> bool.value();
                    case Node.Str string when kind == Kind.STRING -> string.value();
                    case Node.Number number -> number(number.value(), kind);
                    default -> null;
                };
        if (value == null) {
            throw frame.error(expectation(kind, literal, type));
        }
        return new TypedValue(type, type instanceof NamedType named ? new Named(named, value) : value);
    }

    /** Returns a constant with the type that it has by itself. */
    private TypedValue natural(Node.Literal literal) {
        return switch (literal) {
            case Node.Bool bool -> TypedValue.of(bool.value());
            case Node.Number number -> expressions.number(number);
            case Node.Str string -> TypedValue.of(string.value());
            case Node.Dot _, Node.Nil _ -> throw new IllegalStateException("no constant");
        };
    }

    /** Returns a number as one of a kind, or null if it is none. */
    private static Object number(NumberConstant number, Kind kind) {
        if (kind.isSigned()) {
            return number.isInt() ? new Int(kind, number.integer()) : null;
        } else if (kind.isUnsigned()) {
            return number.isUint() ? new Int(kind, number.unsigned()) : null;
        }
        return switch (kind) {
            case FLOAT64 -> number.isFloat() ? number.real() : null;
            case FLOAT32 -> number.isFloat() ? (float) number.real() : null;
            case COMPLEX128 -> number.isComplex() ? number.complex() : null;
            default -> null;
        };
    }

    private static String expectation(Kind kind, Node.Literal literal, GoType type) {
        String text = literal.text().utf8();
        String expected =
                switch (kind) {
                    case BOOL -> "bool";
                    case STRING -> "string";
                    case FLOAT32, FLOAT64 -> "float";
                    case COMPLEX128 -> "complex";
                    default -> kind.isSigned() ? "integer" : kind.isUnsigned() ? "unsigned integer" : null;
                };
        return expected == null
                ? "can't handle " + text + " for arg of type " + type
                : "expected " + expected + "; found " + text;
    }
}
