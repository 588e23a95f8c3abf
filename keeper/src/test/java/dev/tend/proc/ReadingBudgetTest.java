package dev.tend.proc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingBudgetTest {

    private long now = 5_000_000;
    private final ReadingBudget budget = new ReadingBudget(() -> now);

    private void spendAll() {
        assertThat(budget.allows()).isTrue();
        budget.spend(ReadingBudget.BYTES);
    }

    @Test
    void allowsSoManyBytesInAPeriod() {
        assertThat(budget.allows()).isTrue();
        budget.spend(ReadingBudget.BYTES - 1);
        assertThat(budget.allows()).isTrue();
        budget.spend(1);
        assertThat(budget.allows()).isFalse();
        now += ReadingBudget.PERIOD;
        assertThat(budget.allows()).isTrue();
    }

    @Test
    void hasNothingToWaitForUntilSomethingIsLeftUnread() {
        spendAll();
        assertThat(budget.isWorthWaiting()).isFalse();
        assertThat(budget.allows()).isFalse();
        assertThat(budget.isWorthWaiting()).isTrue();
        budget.caughtUp();
        assertThat(budget.isWorthWaiting()).isFalse();
    }

    /** Somebody always has more to read. */
    @Test
    void isNotWaitedForWithoutEnd() {
        for (long waited = 0; waited < ReadingBudget.PATIENCE; waited += ReadingBudget.PERIOD) {
            spendAll();
            assertThat(budget.allows()).isFalse();
            assertThat(budget.isWorthWaiting()).isTrue();
            now += ReadingBudget.PERIOD;
        }
        spendAll();
        assertThat(budget.allows()).isFalse();
        assertThat(budget.isWorthWaiting()).isFalse();
    }
}
