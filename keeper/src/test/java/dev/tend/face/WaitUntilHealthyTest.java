package dev.tend.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.command.Failure;
import dev.tend.command.FakeHost;
import dev.tend.probe.Answer;
import dev.tend.service.Probe;
import dev.tend.service.Probe.Trust;
import dev.tend.text.Durations;
import dev.tend.text.Url;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitUntilHealthyTest {

    private final FakeHost host = new FakeHost();

    private int wait(String url) {
        return new WaitUntilHealthy(url, WaitUntilHealthy.TIMEOUT, WaitUntilHealthy.PERIOD, Trust.SYSTEM).run(host);
    }

    @Test
    void asksAtOnce() {
        host.answers.add(new Answer.Healthy());
        assertThat(wait("http://h/ok")).isZero();
        assertThat(host.now()).isZero();
        assertThat(host.probed)
                .containsExactly(new Probe.Http(Url.parse("http://h/ok"), 200, Optional.empty(), true, Trust.SYSTEM));
    }

    @Test
    void asksEachPeriodUntilItIsHealthy() {
        host.answers.add(new Answer.Unhealthy("status 503"));
        host.answers.add(new Answer.Unhealthy("status 503"));
        host.answers.add(new Answer.Healthy());
        assertThat(wait("http://h/")).isZero();
        assertThat(host.now()).isEqualTo(10 * Durations.SECOND);
    }

    @Test
    void givesUpAtTheDeadline() {
        assertThatThrownBy(() -> wait("http://h/"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("healthcheck unhealthy (url 'http://h/' was not healthy after 12 attempts)")
                .hasMessageContaining("connection refused");
        assertThat(host.now()).isEqualTo(Durations.MINUTE);
    }

    /** An attempt that takes longer than a period is followed by the next at once, and none goes on after the deadline. */
    @Test
    void countsThePeriodFromTheBeginningOfAnAttempt() {
        host.asking = 30 * Durations.SECOND;
        assertThatThrownBy(() -> wait("http://h/")).hasMessageContaining("after 2 attempts");
        assertThat(host.now()).isEqualTo(Durations.MINUTE);
    }

    @Test
    void doesNotWaitForWhatCanNeverBe() {
        assertThatThrownBy(() -> wait("h/ok")).hasMessageContaining("does not begin with http");
        host.obstacle = Optional.of("https needs curl");
        assertThatThrownBy(() -> wait("https://h/")).hasMessageContaining("https needs curl");
        assertThat(host.probed).isEmpty();
        assertThat(host.now()).isZero();
    }
}
