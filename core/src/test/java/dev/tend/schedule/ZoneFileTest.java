package dev.tend.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Zone files: those of this machine, one made here, and damaged ones. */
class ZoneFileTest {

    private static final Path ZONES = Path.of("/usr/share/zoneinfo");
    private static final int FROM_1970_TO_2100 = 130 * 366;

    /** The number of zones that may differ if the system's edition is not the JDK's; each edition changes a few. */
    private static final int CHANGED = 20;

    /** A zone file with an hour more from second 1000 on, until the second 2000, and a rule of two hours then. */
    private static byte[] file(int leapSeconds) {
        var file = ByteBuffer.allocate(200);
        head(file, 0, 1, 4, 0);
        file.put(new byte[6]).put(new byte[4]);
        head(file, 2, 3, 4, leapSeconds);
        file.putLong(1000).putLong(2000);
        file.put((byte) 1).put((byte) 2);
        file.putInt(0).putShort((short) 0);
        file.putInt(3600).putShort((short) 0);
        file.putInt(7200).putShort((short) 0);
        file.put(new byte[4]).put(new byte[12 * leapSeconds]);
        file.put("\nEET-2\n".getBytes(StandardCharsets.US_ASCII));
        return Arrays.copyOf(file.array(), file.position());
    }

    private static void head(ByteBuffer file, int times, int types, int chars, int leapSeconds) {
        file.put("TZif2".getBytes(StandardCharsets.US_ASCII)).put(new byte[15]);
        file.putInt(0).putInt(0).putInt(leapSeconds).putInt(times).putInt(types).putInt(chars);
    }

    private static void refused(byte[] file, String message) {
        assertThatThrownBy(() -> Zone.parse(file))
                .isInstanceOf(ZoneException.class)
                .hasMessage(message);
    }

    @Test
    void knowsOffsetsBeforeBetweenAndAfterChanges() {
        Zone zone = Zone.parse(file(0));

        assertThat(zone.offset(Long.MIN_VALUE)).isEqualTo(0);
        assertThat(zone.offset(999)).isEqualTo(0);
        assertThat(zone.offset(1000)).isEqualTo(3600);
        assertThat(zone.offset(1999)).isEqualTo(3600);
        assertThat(zone.offset(2000)).isEqualTo(7200);
        assertThat(zone.nextChange(0)).isEqualTo(1000);
        assertThat(zone.nextChange(1000)).isEqualTo(2000);
        assertThat(zone.nextChange(2000)).isEqualTo(Schedule.NEVER);
    }

    @Test
    void agreesWithTheJdkOnTheZonesOfThisMachine() throws IOException {
        assumeTrue(Files.exists(ZONES.resolve("Europe/Vienna")), "there are no time zones here: install tzdata");
        long seed = System.nanoTime();
        var random = new Random(seed);
        var different = new TreeSet<String>();
        int compared = 0;
        for (String id : ZoneId.getAvailableZoneIds()) {
            Path file = ZONES.resolve(id);
            if (Files.isRegularFile(file)) {
                compared++;
                if (!agrees(Zone.parse(Files.readAllBytes(file)), ZoneId.of(id), random)) {
                    different.add(id);
                }
            }
        }

        assertThat(compared).isGreaterThan(400);
        assertThat(different)
                .as("seed %s, the system's edition is %s, the JDK's %s", seed, systemsEdition(), jdksEdition())
                .hasSizeLessThanOrEqualTo(systemsEdition().equals(jdksEdition()) ? 0 : CHANGED);
    }

    private static boolean agrees(Zone zone, ZoneId id, Random random) {
        var rules = id.getRules();
        boolean same = true;
        for (int i = 0; i < 300 && same; i++) {
            long second = random.nextLong(FROM_1970_TO_2100 * 86_400L);
            same = zone.offset(second)
                    == rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
        }
        for (var change = rules.nextTransition(Instant.EPOCH);
                same && change != null && change.toEpochSecond() < FROM_1970_TO_2100 * 86_400L;
                change = rules.nextTransition(change.getInstant())) {
            long second = change.toEpochSecond();
            same = zone.offset(second - 1) == change.getOffsetBefore().getTotalSeconds()
                    && zone.offset(second) == change.getOffsetAfter().getTotalSeconds()
                    && zone.nextChange(second - 1) == second;
        }
        return same;
    }

    private static String systemsEdition() throws IOException {
        Path list = ZONES.resolve("tzdata.zi");
        return Files.exists(list) ? Files.readAllLines(list).getFirst().replace("# version ", "") : "unknown";
    }

    private static String jdksEdition() {
        return ZoneRulesProvider.getVersions("Europe/Vienna").lastKey();
    }

    @Test
    void refusesAFileThatIsCutOffAnywhere() {
        byte[] file = file(0);
        for (int length = 0; length < file.length; length++) {
            refused(Arrays.copyOf(file, length), "is cut off");
        }
    }

    @Test
    void refusesWhatIsNoZoneFile() {
        refused(new byte[100], "is no zone file");
        refused(
                "root:x:0:0:root:/root:/bin/bash and so on until it is long".getBytes(StandardCharsets.US_ASCII),
                "is no zone file");
        byte[] first = file(0);
        first[4] = 0;
        refused(first, "is a zone file of the first version, which ends in 2037: install newer ones");
        refused(file(1), "counts leap seconds, which the clock of the system does not");
    }

    @Test
    void refusesDamage() {
        int head = 44 + 10;
        refused(changed(32, 0x7f), "is damaged: it claims 2130706432 items of a kind");
        refused(changed(head + 32, 0xff), "is damaged: it claims 4278190082 items of a kind");
        refused(changed(head + 44 + 16, 3), "is damaged: a change leads to no kind of time");
        refused(changed(head + 44 + 6, 8), "is damaged: its changes are out of order");
        refused(changed(head + 44 + 18, 1), "is damaged: it has clocks more than a day from UTC");
        refused(changed(file(0).length - 4, '?'), "has a rule for the time to come that cannot be read: \"EE?-2\"");
    }

    private static byte[] changed(int at, int to) {
        byte[] file = file(0);
        file[at] = (byte) to;
        return file;
    }

    @Test
    void survivesAnyDamage() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] file = file(0);
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            try {
                Zone zone = Zone.parse(file);
                long next = Schedule.parse("30 2 * * *").next(random.nextLong(4_000_000_000_000_000L), zone);
                assertThat(next).as("seed %s", seed).isPositive();
            } catch (ZoneException _) {
                refused++;
            }
        }
        assertThat(refused).as("seed %s", seed).isBetween(1000, 19_000);
    }
}
