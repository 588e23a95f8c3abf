package dev.tend.control;

import dev.tend.instance.Instance;
import java.util.Optional;
import java.util.function.Supplier;

/** An answer that is made when the commands that sources of services need have ended: at once where there are none. */
final class PreparedAnswer implements Answer {

    private final RequestHandler.KeeperActions keeper;
    private final Supplier<Answer> maker;
    private Optional<Answer> made = Optional.empty();
    private boolean ended;

    PreparedAnswer(RequestHandler.KeeperActions keeper, Supplier<Answer> maker) {
        this.keeper = keeper;
        this.maker = maker;
    }

    @Override
    public void begin() {
        keeper.prepare(() -> {
            if (!ended) { // else nothing is done behind the client's back
                var answer = maker.get();
                made = Optional.of(answer);
                answer.begin();
            }
        });
    }

    @Override
    public void resume() {
        made.ifPresent(Answer::resume);
    }

    @Override
    public void changed(Instance instance) {
        made.ifPresent(answer -> answer.changed(instance));
    }

    @Override
    public void event(String line) {
        made.ifPresent(answer -> answer.event(line));
    }

    @Override
    public void keeperEnds() {
        made.ifPresent(Answer::keeperEnds);
    }

    @Override
    public void end() {
        ended = true;
        made.ifPresent(Answer::end);
    }

    @Override
    public int weight() {
        return made.map(Answer::weight).orElse(0);
    }
}
