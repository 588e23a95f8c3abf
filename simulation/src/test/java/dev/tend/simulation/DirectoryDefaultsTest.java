package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Errno;
import dev.tend.wire.Reply.HistoryEvent;
import org.junit.jupiter.api.Test;

/** The settings of a service directory, in its file {@code .defaults}. */
class DirectoryDefaultsTest {

    private static final long SECOND = 1_000_000;

    private final TestingHouse house = new TestingHouse();
    private final FakeDisk disk = house.kernel.disk();

    private void start() {
        house.start();
        house.pass(2 * SECOND);
    }

    private String write(String name, String text) {
        disk.pour("/run/output/" + name, text);
        house.pass(2 * SECOND);
        return disk.text("/log/" + name + "/current");
    }

    @Test
    void holdForServicesThatDoNotSayOtherwise() {
        house.put(".defaults", "log-timestamps=iso\n");
        house.put("web", "cmd=web\n");
        house.put("db", "cmd=db\nlog-timestamps=none\n");
        start();
        assertThat(house.names()).containsExactlyInAnyOrder("web", "db");
        assertThat(write("web", "one\n")).matches("\\d{4}-\\S+Z one\n");
        assertThat(write("db", "one\n")).isEqualTo("one\n");
    }

    @Test
    void countWithoutARestartWhenTheyAreEdited() {
        house.put("web", "cmd=web\n");
        start();
        int pid = house.status("web").pid();
        assertThat(write("web", "one\n")).isEqualTo("one\n");
        house.put(".defaults", "log-timestamps=iso\n");
        house.pass(5 * SECOND);
        assertThat(write("web", "two\n")).matches("one\n\\d{4}-\\S+Z two\n");
        disk.delete(TestingHouse.SERVICES + "/.defaults");
        house.pass(5 * SECOND);
        assertThat(write("web", "three\n")).endsWith("Z two\nthree\n");
        assertThat(house.status("web").pid()).isEqualTo(pid);
    }

    @Test
    void areWhatANextKeeperFinds() {
        house.put(".defaults", "log-timestamps=iso\n");
        house.put("web", "cmd=web\n");
        start();
        int pid = house.status("web").pid();
        house.replaceKeeper();
        house.pass(2 * SECOND);
        assertThat(house.status("web").pid()).isEqualTo(pid);
        assertThat(write("web", "one\n")).matches("\\d{4}-\\S+Z one\n");
    }

    @Test
    void areReportedWhereTheyAreWrong() {
        house.put(".defaults", "user=nobody\nlog-timestamps=iso\n");
        house.put("web", "cmd=web\n");
        start();
        assertThat(house.told.stream().map(HistoryEvent::why))
                .anyMatch(why -> why.startsWith("/services/.defaults:1: user cannot be set for a whole directory"));
        assertThat(write("web", "one\n")).endsWith("Z one\n");
    }

    /** A link to itself, say. */
    @Test
    void areReportedWhereTheyCannotBeLookedAt() {
        disk.faults().deny("/services/.defaults", Errno.ELOOP);
        house.put("web", "cmd=web\n");
        start();
        assertThat(house.told.stream().map(HistoryEvent::why)).anyMatch(why -> why.startsWith("/services/.defaults: "));
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    @Test
    void leaveAServiceWhoseFileIsAsLargeAsMayBeAsItIs() {
        String text = "cmd=web\n#";
        house.put("web", text + "x".repeat((64 << 10) - text.length()));
        house.put(".defaults", "log-size=1M\nlog-keep=3\nlog-full=drop-old\n");
        start();
        assertThat(house.status("web").state()).isEqualTo("ready");
        house.replaceKeeper();
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    @Test
    void haveNoLineThatCouldMakeAServiceFileTooLarge() {
        house.put(".defaults", "log-size=" + "0".repeat(300) + "1M\nlog-timestamps=iso\n");
        house.put("web", "cmd=web\n");
        start();
        assertThat(house.told.stream().map(HistoryEvent::why))
                .anyMatch(why -> why.equals("/services/.defaults:1: is longer than 200 characters"));
        assertThat(write("web", "one\n")).endsWith("Z one\n");
    }
}
