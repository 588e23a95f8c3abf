package dev.tend.template.value;

import java.util.Comparator;

/**
 * The order in which Go prints the keys of a map: false before true, numbers by size with NaN first, strings by bytes, structs by
 * their fields. Where the keys are interfaces, nil is first; then the types are compared, by name, since Go compares
 * addresses.
 */
public final class GoOrder implements Comparator<Object> {
    public static final GoOrder INSTANCE = new GoOrder();

    private GoOrder() {}

    @Override
    public int compare(Object left, Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return switch (left) {
            case Boolean a when right instanceof Boolean b -> Boolean.compare(a, b);
            case Int a when right instanceof Int b && a.kind() == b.kind() -> a.compareTo(b);
            case Double a when right instanceof Double b -> compare(a.doubleValue(), b.doubleValue());
            case Float a when right instanceof Float b -> compare(a.doubleValue(), b.doubleValue());
            case Complex a when right instanceof Complex b -> compare(a, b);
            case GoString a when right instanceof GoString b -> a.compareTo(b);
            case Named a when right instanceof Named b && a.type().equals(b.type()) -> compare(a.value(), b.value());
            case GoStruct a when right instanceof GoStruct b && a.type().equals(b.type()) -> compare(a, b);
            default -> compareTypes(left, right);
        };
    }

    private static int compareTypes(Object left, Object right) {
        return Values.typeOf(left).toString().compareTo(Values.typeOf(right).toString());
    }

    private static int compare(double left, double right) {
        if (Double.isNaN(left) || Double.isNaN(right)) {
            return Boolean.compare(!Double.isNaN(left), !Double.isNaN(right));
        }
        return left < right ? -1 : left > right ? 1 : 0;
    }

    private static int compare(Complex left, Complex right) {
        int order = compare(left.real(), right.real());
        return order == 0 ? compare(left.imaginary(), right.imaginary()) : order;
    }

    private int compare(GoStruct left, GoStruct right) {
        for (int i = 0; i < left.fields().size(); i++) {
            int order = compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
