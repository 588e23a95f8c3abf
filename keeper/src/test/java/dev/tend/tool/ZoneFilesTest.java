package dev.tend.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tend.kernel.KernelException;
import dev.tend.kernel.TestingFiles;
import dev.tend.posix.Text;
import dev.tend.schedule.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Zones by name, and the machine's own. */
class ZoneFilesTest {

    private static final Path VIENNA = Path.of("/usr/share/zoneinfo/Europe/Vienna");
    private static final int HOUR = 3600;

    private static ZoneFiles with(Map<String, String> texts) {
        return new ZoneFiles(new TestingFiles(texts));
    }

    private static ZoneFiles withNone() {
        return with(Map.of());
    }

    /** The file as the keeper reads it: as text that keeps bytes which are none. */
    private static String vienna() throws IOException {
        assumeTrue(Files.exists(VIENNA), "there are no time zones here: install tzdata");
        byte[] bytes = Files.readAllBytes(VIENNA);
        return Text.decode(bytes, 0, bytes.length);
    }

    private static int inSummer(Zone zone) {
        return zone.offset(1_783_000_000); // July 2026
    }

    @Test
    void readsAZoneByItsName() throws IOException {
        assertThat(inSummer(with(Map.of(VIENNA.toString(), vienna())).named("Europe/Vienna")))
                .isEqualTo(2 * HOUR);
    }

    @Test
    void knowsUtcWithoutAnyFile() {
        assertThat(withNone().named("UTC")).isSameAs(Zone.UTC);
        assertThat(withNone().local("")).isSameAs(Zone.UTC);
        assertThat(withNone().local("UTC")).isSameAs(Zone.UTC);
    }

    @Test
    void takesTheMachinesOwnZone() throws IOException {
        assertThat(inSummer(with(Map.of("/etc/localtime", vienna())).local(""))).isEqualTo(2 * HOUR);
    }

    @Test
    void takesTheZoneThatTzNames() throws IOException {
        ZoneFiles zones = with(Map.of(VIENNA.toString(), vienna()));

        assertThat(inSummer(zones.local("Europe/Vienna"))).isEqualTo(2 * HOUR);
        assertThat(inSummer(zones.local(":Europe/Vienna"))).isEqualTo(2 * HOUR);
        assertThat(inSummer(zones.local(":" + VIENNA))).isEqualTo(2 * HOUR);
        assertThat(inSummer(zones.local("JST-9"))).isEqualTo(9 * HOUR);
        assertThat(inSummer(zones.local("CET-1CEST,M3.5.0,M10.5.0/3"))).isEqualTo(2 * HOUR);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> withNone().named("Europe/Vienne"))
                .isInstanceOf(KernelException.class)
                .hasMessage(
                        "time zone \"Europe/Vienne\" is not in /usr/share/zoneinfo: correct its name, or install tzdata");
        assertThatThrownBy(() -> withNone().named("../../etc/passwd"))
                .hasMessage("\"../../etc/passwd\" is no time zone");
        assertThatThrownBy(() -> withNone().local("Nowhere"))
                .hasMessage("TZ=Nowhere is neither a time zone in /usr/share/zoneinfo nor a rule for one");
        assertThatThrownBy(() -> with(Map.of("/usr/share/zoneinfo/A", "TZif2")).named("A"))
                .hasMessage("/usr/share/zoneinfo/A is cut off");
    }
}
