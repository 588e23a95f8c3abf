package dev.tend.http;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.concurrency.limits.LimitAlgorithm;
import java.util.Optional;

/** Notices when a request begins and ends: the server asks a limit for leave, and gives it back. */
@SuppressWarnings("removal") // what is to go is still abstract
final class CountedRequests implements Limit {

    private final Limit limit;
    private final Runnable begin;
    private final Runnable end;

    CountedRequests(Limit limit, Runnable begin, Runnable end) {
        this.limit = limit;
        this.begin = begin;
        this.end = end;
    }

    @Override
    public Optional<Token> tryAcquire() {
        return tryAcquire(true);
    }

    @Override
    public Optional<Token> tryAcquire(boolean wait) {
        return limit.tryAcquire(wait).map(token -> {
            begin.run();
            return new Leave(token);
        });
    }

    @Override
    public Limit copy() {
        return new CountedRequests(limit.copy(), begin, end);
    }

    @Override
    public String name() {
        return limit.name();
    }

    @Override
    public String type() {
        return limit.type();
    }

    private final class Leave implements LimitAlgorithm.Token {

        private final LimitAlgorithm.Token token;

        Leave(LimitAlgorithm.Token token) {
            this.token = token;
        }

        @Override
        public void success() {
            end.run();
            token.success();
        }

        @Override
        public void ignore() {
            end.run();
            token.ignore();
        }

        @Override
        public void dropped() {
            end.run();
            token.dropped();
        }
    }
}
