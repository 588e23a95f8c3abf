package dev.tend.consul;

import dev.tend.certificate.UnusableException;
import dev.tend.retry.Backoff;
import dev.tend.settings.SettingsException;
import dev.tend.source.Answers;
import dev.tend.source.Changes;
import dev.tend.source.Condition;
import dev.tend.source.Source;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.Lookup;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Consul as a source: one watch for each query of the {@link WatchPlan}, each on a virtual thread. */
public final class ConsulSource implements Source {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** The shortest time between two requests for a question that Consul does not hold, as there are too many. */
    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(10);

    /** The part of all requests that may go into such questions. */
    private static final int SHARE = 4;

    private final ConsulSettings settings;
    private final ConsulClient client;
    private final Outage outage;
    private final Changes changes;
    private final Consumer<String> log;
    private final Answers answers = new Answers();
    private final Lock reading = new ReentrantLock();
    private final Map<Query, Running> watches = new HashMap<>();
    private final Set<String> tooLarge = new HashSet<>();
    private Set<Dependency<?>> wanted = Set.of();
    private boolean isClosed;

    private record Running(Thread thread, Optional<Duration> period) {}

    ConsulSource(ConsulSettings settings, Transport transport, Changes changes, Consumer<String> log) {
        this.settings = settings;
        this.changes = changes;
        this.log = log;
        this.client = new ConsulClient(settings, transport, new Pace(settings.requestsPerSecond(), System::nanoTime));
        this.outage = new Outage(settings.settle(), System::nanoTime, log);
    }

    /**
     * Makes it; nothing is asked yet.
     *
     * @param changes is told of questions with new answers
     * @param log is told of failures, a line each
     * @throws SettingsException where the certificates cannot be used
     */
    public static ConsulSource of(ConsulSettings settings, Changes changes, Consumer<String> log) {
        return new ConsulSource(settings, transport(settings), changes, log);
    }

    private static Transport transport(ConsulSettings settings) {
        if (settings.address().startsWith(ConsulSettings.UNIX)) {
            return new UnixTransport(Path.of(settings.address().substring(ConsulSettings.UNIX.length())));
        }
        try {
            return new HttpTransport(settings);
        } catch (UnusableException | GeneralSecurityException | IOException unusable) {
            throw new SettingsException("consul.address: " + unusable.getMessage());
        }
    }

    @Override
    public synchronized void want(Set<Dependency<?>> dependencies) {
        wanted = Set.copyOf(dependencies);
        answers.retain(wanted);
        plan();
    }

    /** Ends the watches that are not needed any more, and begins those that are. */
    private void plan() {
        if (isClosed) {
            return;
        }
        var queries = WatchPlan.of(wanted, tooLarge);
        watches.entrySet().removeIf(each -> {
            boolean isOver = !queries.contains(each.getKey());
            if (isOver) {
                each.getValue().thread().interrupt();
            }
            return isOver;
        });
        var period = period(queries.size() - settings.mostWatches());
        long held = watches.values().stream()
                .filter(each -> each.period().isEmpty())
                .count();
        for (var query : queries) {
            var running = Optional.ofNullable(watches.get(query));
            boolean mayHold = running.filter(each -> each.period().isEmpty()).isPresent();
            if (!mayHold && held < settings.mostWatches()) {
                held++;
                begin(query, Optional.empty(), running);
            } else if (!mayHold && !running.map(Running::period).equals(Optional.of(period))) {
                begin(query, period, running);
            }
        }
    }

    private Optional<Duration> period(int beyond) {
        if (beyond <= 0) {
            return Optional.empty();
        }
        var slow = Duration.ofSeconds(1).multipliedBy((long) beyond * SHARE).dividedBy(settings.requestsPerSecond());
        return Optional.of(slow.compareTo(SHORTEST_PERIOD) > 0 ? slow : SHORTEST_PERIOD);
    }

    private void begin(Query query, Optional<Duration> period, Optional<Running> before) {
        before.ifPresent(each -> each.thread().interrupt());
        var backoff = new Backoff(
                FIRST_PAUSE, LONGEST_PAUSE, () -> ThreadLocalRandom.current().nextDouble());
        var watch = new Watch(query, period, client, outage, backoff, new Noted(query), reading);
        watches.put(query, new Running(Thread.ofVirtual().name("consul-watch").start(watch), period));
    }

    /** Takes what the watches find out. */
    private final class Noted implements Watch.Results {

        private final Query query;

        private Noted(Query query) {
            this.query = query;
        }

        /** Returns whether no other watch has taken the place of this one, whose answers would be newer. */
        private boolean isCurrent() {
            var running = watches.get(query);
            return running != null && running.thread() == Thread.currentThread();
        }

        @Override
        public void answered(Map<Dependency<?>, Object> found) {
            var changed = new HashSet<Dependency<?>>();
            synchronized (ConsulSource.this) {
                if (isCurrent()) {
                    found.forEach((dependency, answer) -> {
                        if (put(dependency, answer)) {
                            changed.add(dependency);
                        }
                    });
                }
            }
            if (!changed.isEmpty()) {
                changes.changed(Set.copyOf(changed));
            }
        }

        @SuppressWarnings("unchecked") // the reader of replies has made an answer of the question's own type
        private <A> boolean put(Dependency<A> dependency, Object answer) {
            return answers.put(dependency, (A) answer, Instant.now());
        }

        @Override
        public void confirmed() {
            var now = Instant.now();
            query.dependencies().forEach(dependency -> answers.confirm(dependency, now));
        }

        @Override
        public void failed(Dependency<?> dependency, ConsulException reason) {
            var problem = Optional.of(reason.getMessage());
            synchronized (ConsulSource.this) {
                if (!isCurrent() || answers.condition(dependency).problem().equals(problem)) {
                    return;
                }
                answers.fail(dependency, reason.getMessage());
            }
            if (reason.kind() != ConsulException.Kind.OUTAGE) {
                log.accept(dependency + ": " + reason.getMessage());
            }
            changes.troubled(dependency);
        }

        @Override
        public void tooLarge() {
            if (query instanceof Query.Tree tree) {
                synchronized (ConsulSource.this) {
                    tooLarge.add(tree.prefix());
                    plan();
                }
            }
        }

        @Override
        public boolean hasSome(Dependency<?> dependency) {
            return answers.look(dependency)
                    .answer()
                    .filter(answer -> !Watch.isEmpty(answer))
                    .isPresent();
        }
    }

    @Override
    public <A> Lookup<A> look(Dependency<A> dependency) {
        return answers.look(dependency);
    }

    @Override
    public Condition condition(Dependency<?> dependency) {
        return answers.condition(dependency);
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        watches.values().forEach(each -> each.thread().interrupt());
        watches.clear();
        client.close();
    }
}
