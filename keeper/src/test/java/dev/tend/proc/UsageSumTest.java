package dev.tend.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Processes.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every process here has used a millisecond and has one page. */
class UsageSumTest {

    private static final long PAGE = 4096;

    private final Map<Integer, ProcStat> processes = new TreeMap<>();

    private final UsageSum sum = new UsageSum(new UsageSum.Table() {
        @Override
        public Optional<ProcStat> stat(int pid) {
            return Optional.ofNullable(processes.get(pid));
        }

        @Override
        public long processorTime(ProcStat process) {
            return 1000;
        }

        @Override
        public Pids children(ProcStat process) {
            var children = new Pids();
            processes.values().stream()
                    .filter(each -> each.parent() == process.pid())
                    .forEach(each -> children.add(each.pid()));
            return children;
        }
    });

    private ProcStat process(int pid, int parent) {
        var process = new ProcStat(pid, 'S', parent, pid, pid, 0, 0, 1, 1, 1);
        processes.put(pid, process);
        return process;
    }

    private static Usage of(int count) {
        return new Usage(1000L * count, PAGE * count, count == 1);
    }

    @Test
    void addsUpAllThatIsBelow() {
        var main = process(10, 1);
        process(11, 10);
        process(12, 11);
        process(13, 1);

        assertThat(sum.of(List.of(main), true)).isEqualTo(of(3));
        assertThat(sum.of(List.of(main), false)).isEqualTo(of(1));
    }

    @Test
    void countsNobodyTwice() {
        var main = process(10, 1);
        var child = process(11, 10);
        var orphan = process(20, 1);
        process(21, 20);

        assertThat(sum.of(List.of(main, orphan, child, main), true)).isEqualTo(of(4));
    }

    @Test
    void endsWhereAProcessForksWithoutEnd() {
        var main = process(10, 1);
        for (int i = 0; i < 2 * UsageSum.MOST; i++) {
            process(11 + i, 10);
        }

        assertThat(sum.of(List.of(main), true)).isEqualTo(of(UsageSum.MOST));
    }

    @Test
    void takesThePidsOfAGroup() {
        var pids = new Pids();
        List.of(10, 11, 12).forEach(pids::add);
        var found = new ArrayList<>(List.of(process(10, 1), process(12, 1)));

        assertThat(sum.processes(pids)).containsExactlyElementsOf(found);
    }

    @Test
    void readsTheTimeOfAGroup() {
        assertThat(Cgroups.usage("usage_usec 123456\nuser_usec 1\n")).isEqualTo(OptionalLong.of(123_456));
        assertThat(Cgroups.usage("")).isEqualTo(OptionalLong.empty());
        assertThat(Cgroups.usage("usage_usec 12")).isEqualTo(OptionalLong.empty());
    }
}
