package dev.tend.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildListTest {

    private final List<Integer> children = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private long bytesRead;
    private int reads;

    private final ChildList.Source source = new ChildList.Source() {
        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public int read(byte[] part, long position) {
            var text = new StringBuilder();
            children.forEach(pid -> text.append(pid).append(' '));
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            int count = (int) Math.min(part.length, Math.max(0, bytes.length - position));
            System.arraycopy(bytes, (int) Math.min(position, bytes.length), part, 0, count);
            bytesRead += count;
            reads++;
            return count;
        }
    };

    private ChildList list = new ChildList(source);

    private List<String> read() {
        told.clear();
        list.read(() -> told.add("all"), pid -> told.add(String.valueOf(pid)));
        return told;
    }

    private List<Integer> known() {
        var known = new ArrayList<Integer>();
        for (int i = 0; i < list.size(); i++) {
            known.add(list.at(i));
        }
        return known;
    }

    private void reap(int pid) {
        children.remove((Integer) pid);
        list.reaped(pid);
    }

    @Test
    void knowsAllChildrenInTheirOrder() {
        children.addAll(List.of(7, 4_000_000, 10, 9));
        assertThat(read()).containsExactly("all", "7", "4000000", "10", "9");
        assertThat(known()).isEqualTo(children);
    }

    @Test
    void readsPidsThatAreCutInTwo() {
        children.addAll(List.of(7, 4_000_000, 10, 9));
        for (int size = 1; size < 20; size++) {
            list = new ChildList(source, size);
            assertThat(read()).as("parts of " + size).hasSize(5);
            assertThat(known()).isEqualTo(children);
            assertThat(read()).isEmpty();
        }
    }

    @Test
    void tellsOfThoseThatHaveCome() {
        children.addAll(List.of(7, 12));
        read();
        children.addAll(List.of(100, 8));
        assertThat(read()).containsExactly("100", "8");
        assertThat(read()).isEmpty();
    }

    @Test
    void forgetsThoseThatAreReaped() {
        children.addAll(List.of(7, 12, 100, 8));
        read();
        reap(12);
        reap(8);
        children.add(13);
        assertThat(read()).containsExactly("13");
        assertThat(known()).containsExactly(7, 100, 13);
    }

    @Test
    void readsNothingTwiceButTheLast() {
        for (int pid = 1000; pid < 6000; pid++) {
            children.add(pid);
        }
        read();
        bytesRead = 0;
        reads = 0;
        children.add(6000);
        read();
        assertThat(reads).isEqualTo(1);
        assertThat(bytesRead).isEqualTo("5999 6000 ".length());
    }

    @Test
    void readsAllAnewWhereOneIsGoneUnseen() {
        children.addAll(List.of(7, 12, 100, 8));
        read();
        children.remove((Integer) 12);
        assertThat(read()).containsExactly("all", "7", "100", "8");
        children.clear();
        children.add(5);
        assertThat(read()).containsExactly("all", "5");
        children.clear();
        assertThat(read()).containsExactly("all");
        assertThat(list.size()).isZero();
    }

    @Test
    void takesNoOtherPidForTheLast() {
        children.addAll(List.of(7, 123));
        read();
        children.set(1, 1234);
        assertThat(read()).containsExactly("all", "7", "1234");
    }
}
