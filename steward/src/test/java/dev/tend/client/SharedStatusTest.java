package dev.tend.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.steward.FakeKeeper;
import dev.tend.wire.Reply.Status;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SharedStatusTest {

    private final FakeKeeper keeper = new FakeKeeper();

    @Test
    void asksOnlyForWhatIsWanted() {
        assertThat(new SharedStatus(keeper).of("web")).extracting(Status::name).containsExactly("web@1", "web@2");
        assertThat(keeper.asked()).containsExactly(new Request.Status(List.of("web")));
    }

    @Test
    void doesNotTakeANameForAPattern() {
        assertThat(new SharedStatus(keeper).of("w*")).isEmpty();
    }

    @Test
    void sharesAnAnswerAmongThoseWhoWait() throws InterruptedException, ExecutionException {
        var slow = new SlowKeeper(keeper);
        var sharedStatus = new SharedStatus(slow);
        int many = 50;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<List<Status>>>();
            answers.add(executor.submit(() -> sharedStatus.of("db")));
            slow.awaitQuestion();
            var joined = new CountDownLatch(many);
            for (int i = 0; i < many; i++) {
                answers.add(executor.submit(() -> {
                    joined.countDown();
                    return sharedStatus.of("db");
                }));
            }
            joined.await();
            slow.answer();
            for (var answer : answers) {
                assertThat(answer.get()).extracting(Status::name).containsExactly("db");
            }
        }
        assertThat(keeper.asked()).hasSizeLessThan(many);
    }

    @Test
    void tellsAllWhoWaitThatThereIsNoKeeper() {
        keeper.goAway();
        var sharedStatus = new SharedStatus(keeper);
        assertThatThrownBy(sharedStatus::now).isInstanceOf(KeeperException.class);
        keeper.comeBack();
        assertThat(sharedStatus.now()).hasSize(3);
    }

    /** A keeper that holds its first answer back until the test releases it. */
    private static final class SlowKeeper implements KeeperClient {

        private final KeeperClient keeper;
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answers = new CountDownLatch(1);

        SlowKeeper(KeeperClient keeper) {
            this.keeper = keeper;
        }

        void awaitQuestion() throws InterruptedException {
            asked.await();
        }

        void answer() {
            answers.countDown();
        }

        @Override
        public Answer ask(Request request) {
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return keeper.ask(request);
        }

        @Override
        public ReplyStream begin(Request request) {
            return keeper.begin(request);
        }
    }
}
