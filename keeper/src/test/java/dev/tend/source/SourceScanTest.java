package dev.tend.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.cli.FakeFiles;
import dev.tend.format.Problem;
import dev.tend.format.ServiceSource;
import dev.tend.format.bosh.BoshFormat;
import dev.tend.format.procfile.ProcfileFormat;
import dev.tend.format.runit.RunitFormat;
import dev.tend.format.tend.DirectorySource;
import dev.tend.instance.Limits;
import dev.tend.instance.Snapshot;
import dev.tend.kernel.Memory;
import dev.tend.loop.FaultBarrier;
import dev.tend.source.Catalogue.Interest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One pass over sources: what is in force after it, and what is reported. */
class SourceScanTest {

    private static final Interest IN_NOTHING = (_, _) -> false;

    private final FakeFiles files = new FakeFiles();
    private final List<ServiceSource> both = List.of(new DirectorySource("/a"), new DirectorySource("/b"));
    private Snapshot known = new Snapshot();

    private void read(List<ServiceSource> sources, Interest interest) {
        var barrier = new FaultBarrier(new FaultBarrier.Mender() {
            @Override
            public void prepare(String instance) {}

            @Override
            public void abandoned(String instance, String what, Throwable failure) {
                throw new AssertionError(what, failure);
            }
        });
        var room = new Limits(new Memory() {}, known.definitions.values(), List.of());
        var scan = new SourceScan(new TrustedFiles(files), known, room, interest, Map.of(), barrier);
        sources.forEach(scan::read);
        scan.refuseCircles();
        known = scan.found();
    }

    private void read(ServiceSource source) {
        read(List.of(source), Interest.IN_ALL);
    }

    private String text(String service) {
        return known.definitions.get(service).text();
    }

    private List<String> problems() {
        return known.problems.stream().map(Problem::toString).toList();
    }

    @Test
    void readsOnlyWhatIsOfInterest() {
        files.with("/a/web", "cmd=x\n").with("/a/db", "cmd=x\n");
        read(both.getFirst());
        files.with("/a/web", "cmd=y\n").with("/a/db", "cmd=y\n");

        read(List.of(both.getFirst()), (file, _) -> file.equals("/a/web"));

        assertThat(text("web")).isEqualTo("cmd=y\n");
        assertThat(text("db")).isEqualTo("cmd=x\n");
    }

    @Test
    void keepsWhatWasInForceWhereAFileIsWrong() {
        files.with("/a/web", "cmd=x\n");
        read(both.getFirst());
        files.with("/a/web", "cmd\n");

        read(both.getFirst());

        assertThat(text("web")).isEqualTo("cmd=x\n");
        assertThat(known.broken.get("web").file()).isEqualTo("/a/web");
        read(List.of(both.getFirst()), IN_NOTHING);
        assertThat(problems()).hasSize(1);
    }

    @Test
    void keepsTheServicesOfADirectoryThatCannotBeRead() {
        files.with("/a/web", "cmd=x\n");
        read(both.getFirst());
        files.modes.put("/a", 0);

        read(both.getFirst());

        assertThat(known.definitions).containsOnlyKeys("web");
        assertThat(problems()).singleElement().asString().endsWith("; its services stay as they are");
    }

    @Test
    void readsAllAnewWhereDefaultsHaveChanged() {
        files.with("/a/web", "cmd=x\n").with("/a/.defaults", "log-keep=3\n");
        read(both.getFirst());
        files.with("/a/.defaults", "log-keep=4\n");

        read(List.of(both.getFirst()), (file, _) -> file.equals("/a/.defaults"));

        assertThat(text("web")).isEqualTo("cmd=x\nlog-keep=4\n");
    }

    @Test
    void takesTheFirstOfTwoFilesForAServiceAndNamesBoth() {
        files.with("/a/web", "cmd=x\n").with("/b/web", "cmd=y\n");

        read(both, Interest.IN_ALL);

        assertThat(text("web")).isEqualTo("cmd=x\n");
        assertThat(problems()).containsExactly("/b/web: /a/web defines service web already: rename one of them");
        assertThat(known.conflict).contains(known.problems.getFirst());
    }

    @Test
    void keepsTheFileThatIsInForceWhereAnotherOneAppears() {
        files.with("/b/web", "cmd=y\n").with("/a/other", "cmd=x\n");
        read(both, Interest.IN_ALL);
        files.with("/a/web", "cmd=x\n").with("/b/web", "cmd=z\n");

        read(both, Interest.IN_ALL);

        assertThat(text("web")).isEqualTo("cmd=z\n");
        assertThat(problems()).containsExactly("/a/web: /b/web defines service web already: rename one of them");
        files.with("/b/web", "cmd\n");
        read(both, Interest.IN_ALL);
        assertThat(text("web")).isEqualTo("cmd=z\n");
    }

    @Test
    void readsASourceThatIsNamedTwiceWithoutAProblem() {
        files.with("/a/web", "cmd=x\n");

        read(List.of(both.getFirst(), new DirectorySource("/a")), Interest.IN_ALL);

        assertThat(problems()).isEmpty();
    }

    @Test
    void keepsServicesOutOfACircleThatIsNew() {
        files.with("/a/web", "cmd=x\n").with("/a/db", "cmd=x\nafter=web\n");
        read(both.getFirst());
        files.with("/a/web", "cmd=x\nafter=db\n");

        read(both.getFirst());

        assertThat(text("web")).isEqualTo("cmd=x\n");
        assertThat(known.circling).containsOnlyKeys("web");
    }

    @Test
    void keepsAllOfAProcfileThatIsWrong() {
        var source = new ProcfileFormat().described("path=/app/Procfile", "tend");
        files.with("/app/Procfile", "web: x\nworker: y\n");
        read(source);
        files.with("/app/Procfile", "web: x\nworker\n");

        read(source);

        assertThat(known.definitions).containsOnlyKeys("web", "worker");
        assertThat(known.broken).containsOnlyKeys("web", "worker");
        assertThat(known.conflict).isEmpty();
    }

    @Test
    void readsAServiceFolderOfRunitOnce() {
        var source = new RunitFormat().described("/sv", "tend");
        files.with("/sv/web/run", "").with("/sv/web/log/run", "");
        read(source);
        files.with("/sv/web/check", "").with("/sv/db/run", "");

        read(List.of(source), IN_NOTHING);

        assertThat(known.definitions).containsOnlyKeys("web", "web.log", "db");
        assertThat(text("web")).doesNotContain("ready=");
        read(source);
        assertThat(text("web")).contains("ready=");
    }

    @Test
    void readsJobsOnlyAtAReload() {
        var source = new BoshFormat().described("/jobs/web", "tend");
        files.with("/jobs/web/tend", "cmd=x\n");
        read(source);
        files.with("/jobs/web/tend", "cmd=y\n");

        read(List.of(source), (_, _) -> true);
        assertThat(text("web")).startsWith("cmd=x\n");
        read(source);
        assertThat(text("web")).startsWith("cmd=y\n");
    }

    @Test
    void refusesWhatOthersMayWriteForRoot() {
        files.user = 0;
        files.with("/a/web", "cmd=x\n").modes.put("/a/web", 0666);

        read(both.getFirst());

        assertThat(known.definitions).isEmpty();
        assertThat(problems()).containsExactly("/a/web: refused: others than root may write it: chmod go-w");
    }
}
