package dev.tend.control;

/** Every event from now on. */
final class Following implements Answer {

    private final ClientConnection asker;

    Following(ClientConnection asker) {
        this.asker = asker;
    }

    @Override
    public void begin() {
        // with the next event
    }

    @Override
    public void event(String line) {
        asker.say(line);
    }

    @Override
    public void end() {
        // it holds nothing
    }
}
