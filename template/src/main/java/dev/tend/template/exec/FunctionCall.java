package dev.tend.template.exec;

import dev.tend.template.parse.Node;
import dev.tend.template.value.Call;
import dev.tend.template.value.GoString;
import dev.tend.template.value.Position;

/** The call of a function at a node. */
record FunctionCall(Frame frame, Node node) implements Call {
    @Override
    public Position position() {
        return frame.position(node);
    }

    @Override
    public void spend(long steps) {
        frame.evaluation().spend(steps, frame);
    }

    @Override
    public GoString evaluate(String template, Object data) {
        return frame.evaluation().run(frame, template, data);
    }
}
