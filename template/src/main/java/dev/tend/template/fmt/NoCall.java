package dev.tend.template.fmt;

import dev.tend.template.value.Call;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoString;
import dev.tend.template.value.Position;

/** The call of the method that turns a value into text: it asks nothing of an evaluation. */
final class NoCall implements Call {

    static final NoCall INSTANCE = new NoCall();

    private NoCall() {}

    @Override
    public Position position() {
        return new Position("", 1, 0);
    }

    @Override
    public void spend(long steps) {}

    @Override
    public GoString evaluate(String template, Object data) {
        throw new FunctionException("template \"" + template + "\" not defined");
    }
}
