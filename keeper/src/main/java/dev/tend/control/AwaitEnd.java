package dev.tend.control;

/** The answer to a shutdown that is waited for. */
final class AwaitEnd implements Answer {

    private final ClientConnection asker;

    AwaitEnd(ClientConnection asker) {
        this.asker = asker;
    }

    @Override
    public void begin() {
        // it comes with the keeper's end
    }

    @Override
    public void keeperEnds() {
        asker.done(0, "");
    }

    @Override
    public void end() {
        // it holds nothing
    }
}
