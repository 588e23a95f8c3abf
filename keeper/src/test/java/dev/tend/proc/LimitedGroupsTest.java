package dev.tend.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.kernel.KernelException;
import dev.tend.service.GroupLimit;
import dev.tend.service.OnMissing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The limits of services in control groups of both versions. */
class LimitedGroupsTest {

    private static final Map<GroupLimit, Long> ALL = new EnumMap<>(Map.of(
            GroupLimit.MEMORY_MAX, 1L << 20,
            GroupLimit.MEMORY_HIGH, 1L << 19,
            GroupLimit.CPU_WEIGHT, 200L,
            GroupLimit.CPU_MAX, 150L,
            GroupLimit.PIDS_MAX, 7L,
            GroupLimit.IO_WEIGHT, 10_000L));

    private static final String MINE = TestingGroups.UNIFIED + "/mine";
    private static final String GROUP = MINE + "/tend/7-0";
    private static final String[] CONTROLLERS = {"cpu", "io", "memory", "pids"};

    private static LimitedGroups of(TestingGroups tree) {
        return new LimitedGroups(tree, tree, Delegation.of(tree, "self", TestingGroups.SELF));
    }

    private static String missing(TestingGroups tree, GroupLimit... limits) {
        return String.join(" ", of(tree).missing(List.of(limits), "self"));
    }

    private static TestingGroups unified(String... controllers) {
        return new TestingGroups().unified("/mine", controllers);
    }

    private static TestingGroups old() {
        return new TestingGroups()
                .old("memory", "/a")
                .old("cpu", "/")
                .old("pids", "/a/b")
                .old("blkio", "/");
    }

    /** Returns the files of a group with a text, and that text. */
    private static Map<String, String> set(TestingGroups tree, String group) {
        var set = new TreeMap<String, String>();
        tree.texts.forEach((path, text) -> {
            String file = path.substring(path.lastIndexOf('/') + 1);
            if (path.equals(group + "/" + file) && !file.startsWith("cgroup.") && !text.isEmpty()) {
                set.put(file, text);
            }
        });
        return set;
    }

    @Test
    void areFilesOfVersion2() {
        var tree = unified(CONTROLLERS);

        assertThat(of(tree).make("7-0", ALL, OnMissing.REFUSE)).containsExactly(GROUP + "/cgroup.procs");
        assertThat(set(tree, GROUP))
                .isEqualTo(Map.of(
                        "memory.max", "1048576",
                        "memory.high", "524288",
                        "cpu.weight", "200",
                        "cpu.max", "150000 100000",
                        "pids.max", "7",
                        "io.weight", "default 10000"));
    }

    @Test
    void areFilesOfVersion1() {
        var tree = old();
        String root = TestingGroups.UNIFIED;

        assertThat(of(tree).make("7-0", ALL, OnMissing.IGNORE))
                .containsExactly(
                        root + "/memory/a/tend/7-0/cgroup.procs",
                        root + "/cpu/tend/7-0/cgroup.procs",
                        root + "/pids/a/b/tend/7-0/cgroup.procs",
                        root + "/blkio/tend/7-0/cgroup.procs");
        assertThat(set(tree, root + "/memory/a/tend/7-0")).isEqualTo(Map.of("memory.limit_in_bytes", "1048576"));
        assertThat(set(tree, root + "/cpu/tend/7-0"))
                .isEqualTo(Map.of("cpu.shares", "2048", "cpu.cfs_quota_us", "150000"));
        assertThat(set(tree, root + "/pids/a/b/tend/7-0")).isEqualTo(Map.of("pids.max", "7"));
        assertThat(set(tree, root + "/blkio/tend/7-0")).isEqualTo(Map.of("blkio.weight", "1000"));
    }

    @Test
    void moveTheKeeperOutOfItsGroupFirst() {
        var tree = unified(CONTROLLERS);
        var groups = of(tree);

        groups.make("7-0", Map.of(GroupLimit.PIDS_MAX, 5L), OnMissing.REFUSE);

        assertThat(tree.processes(MINE)).isEmpty();
        assertThat(tree.processes(MINE + "/tend-keeper")).containsExactly(TestingGroups.SELF);
        assertThat(tree.texts.get(MINE + "/cgroup.subtree_control").strip()).isEqualTo("pids");
        assertThat(tree.texts.get(MINE + "/tend/cgroup.subtree_control").strip())
                .isEqualTo("pids");
        assertThat(Delegation.of(tree, "self", TestingGroups.SELF)).hasValue(new Delegation(MINE, true));
        assertThat(of(tree).make("7-1", Map.of(GroupLimit.CPU_MAX, 5L), OnMissing.REFUSE))
                .containsExactly(MINE + "/tend/7-1/cgroup.procs");
    }

    @Test
    void areMissingWhereOtherProcessesAreInTheGroup() {
        var tree = unified(CONTROLLERS);
        tree.move(MINE, 8);

        assertThatThrownBy(() -> of(tree).make("7-0", Map.of(GroupLimit.PIDS_MAX, 5L), OnMissing.REFUSE))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("pids-max: the keeper has no control group with that controller");
        assertThat(tree.leaves()).doesNotContain(GROUP);
    }

    @Test
    void areMissingWithoutTheirController() {
        for (GroupLimit limit : GroupLimit.values()) {
            String controller = GroupFolders.controller(limit.file(true));
            var others = new ArrayList<>(List.of(CONTROLLERS));
            others.remove(controller);
            var tree = unified(others.toArray(String[]::new));
            var groups = of(tree);

            assertThat(groups.missing(List.of(limit), "self")).containsExactly(limit.key());
            assertThatThrownBy(() -> groups.make("7-0", Map.of(limit, 100L), OnMissing.REFUSE))
                    .hasMessageContaining(limit.key() + ": the keeper has no")
                    .hasMessageContaining("write on-missing=ignore");
            assertThat(groups.make("7-0", ALL, OnMissing.IGNORE)).containsExactly(GROUP + "/cgroup.procs");
            assertThat(set(tree, GROUP).keySet()).isNotEmpty().noneMatch(file -> file.startsWith(controller + "."));
        }
    }

    @Test
    void areMissingWhereTheirControllerHasNoSuchFile() {
        var tree = unified(CONTROLLERS);
        tree.texts.remove(MINE + "/io.weight");

        assertThat(missing(tree, GroupLimit.values())).isEqualTo("io-weight");
    }

    @Test
    void areMissingInVersion1WithoutTheirController() {
        assertThat(missing(old(), GroupLimit.values())).isEqualTo("memory-high");
        assertThat(missing(new TestingGroups().old("cpu", "/a"), GroupLimit.values()))
                .isEqualTo("memory-max memory-high pids-max io-weight");
        assertThat(missing(new TestingGroups(), GroupLimit.values()))
                .isEqualTo("memory-max memory-high cpu-weight cpu-max pids-max io-weight");
    }

    @Test
    void areThoseOfVersion1WhereVersion2DoesNotHaveTheController() {
        var tree = unified("pids").old("memory", "/a");

        assertThat(of(tree).make("7-0", ALL, OnMissing.IGNORE))
                .containsExactly(TestingGroups.UNIFIED + "/memory/a/tend/7-0/cgroup.procs", GROUP + "/cgroup.procs");
        assertThat(missing(tree, GroupLimit.values())).isEqualTo("memory-high cpu-weight cpu-max io-weight");
    }

    @Test
    void areMissingWhereTheGroupIsNotOurs() {
        var tree = unified(CONTROLLERS).old("memory", "/a");
        tree.readOnly.add(MINE);
        tree.readOnly.add(TestingGroups.UNIFIED + "/memory/a");

        assertThat(missing(tree, GroupLimit.MEMORY_MAX, GroupLimit.CPU_MAX)).isEqualTo("memory-max cpu-max");
        assertThat(of(tree).make("7-0", ALL, OnMissing.IGNORE)).isEmpty();
    }

    @Test
    void areMissingWhereSystemdCouldNotStartTheKeeperAgain() {
        var alone = new TestingGroups().unified("/tend.service", CONTROLLERS);
        var apart = new TestingGroups().unified("/tend.service/tend-keeper", CONTROLLERS);

        assertThat(missing(alone, GroupLimit.PIDS_MAX)).isEqualTo("pids-max");
        assertThat(LimitedGroups.sentence(List.of("pids-max"))).contains("DelegateSubgroup=tend-keeper");
        assertThat(missing(apart, GroupLimit.values())).isEmpty();
        assertThat(of(apart).make("7-0", ALL, OnMissing.REFUSE))
                .containsExactly(TestingGroups.UNIFIED + "/tend.service/tend/7-0/cgroup.procs");
    }

    @Test
    void changeAndGoAtOnce() {
        for (var tree : List.of(unified(CONTROLLERS), old())) {
            boolean unified = !tree.memberships().contains("memory");
            String group = unified ? GROUP : TestingGroups.UNIFIED + "/memory/a/tend/7-0";
            var groups = of(tree);
            groups.make("7-0", ALL, OnMissing.IGNORE);

            assertThat(groups.change("7-0", Map.of(GroupLimit.MEMORY_MAX, 1L << 21)))
                    .isEmpty();
            assertThat(tree.texts).containsEntry(group + "/" + GroupLimit.MEMORY_MAX.file(unified), "2097152");

            assertThat(groups.change("7-0", GroupLimit.NONE)).isEmpty();
            assertThat(tree.texts)
                    .containsEntry(group + "/" + GroupLimit.MEMORY_MAX.file(unified), unified ? "max" : "-1");
        }
        assertThat(set(changed(unified(CONTROLLERS)), GROUP))
                .isEqualTo(Map.of(
                        "memory.max", "max",
                        "memory.high", "max",
                        "cpu.weight", "100",
                        "cpu.max", "max 100000",
                        "pids.max", "max",
                        "io.weight", "default 100"));
        assertThat(set(changed(old()), TestingGroups.UNIFIED + "/cpu/tend/7-0"))
                .isEqualTo(Map.of("cpu.shares", "1024", "cpu.cfs_quota_us", "-1"));
        assertThat(set(changed(old()), TestingGroups.UNIFIED + "/blkio/tend/7-0"))
                .isEqualTo(Map.of("blkio.weight", "500"));
    }

    private static TestingGroups changed(TestingGroups tree) {
        var groups = of(tree);
        groups.make("7-0", ALL, OnMissing.IGNORE);
        groups.change("7-0", GroupLimit.NONE);
        return tree;
    }

    @Test
    void namesWhatCannotBeChanged() {
        var groups = of(unified("pids"));
        groups.make("7-0", Map.of(GroupLimit.PIDS_MAX, 5L), OnMissing.REFUSE);

        assertThat(groups.change("7-0", ALL))
                .containsExactly("memory-max", "memory-high", "cpu-weight", "cpu-max", "io-weight");
        assertThat(groups.change("7-1", Map.of(GroupLimit.PIDS_MAX, 5L))).containsExactly("pids-max");
    }

    @Test
    void knowTheLimitForWhichTheKernelKilled() {
        var tree = unified(CONTROLLERS);
        var groups = of(tree);
        groups.make("7-0", ALL, OnMissing.REFUSE);

        tree.texts.put(GROUP + "/memory.events", "low 0\nhigh 3\nmax 4\noom 1\noom_kill 0\n");
        assertThat(groups.exceeded("7-0")).isZero();
        tree.texts.put(GROUP + "/memory.events", "low 0\nhigh 3\nmax 4\noom 1\noom_kill 1\n");
        assertThat(groups.exceeded("7-0")).isEqualTo(1 << 20);
        tree.texts.put(GROUP + "/memory.max", "max\n");
        assertThat(groups.exceeded("7-0")).isZero();
        assertThat(groups.exceeded("7-1")).isZero();
    }

    @Test
    void knowThatInVersion1Too() {
        var tree = old();
        var groups = of(tree);
        groups.make("7-0", Map.of(GroupLimit.MEMORY_MAX, 1L << 20), OnMissing.REFUSE);
        String events = TestingGroups.UNIFIED + "/memory/a/tend/7-0/memory.oom_control";

        tree.texts.put(events, "oom_kill_disable 0\nunder_oom 0\noom_kill 0\n");
        assertThat(groups.exceeded("7-0")).isZero();
        tree.texts.put(events, "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n");
        assertThat(groups.exceeded("7-0")).isEqualTo(1 << 20);
    }

    @Test
    void leaveNoGroupBehind() {
        for (var tree : List.of(unified(CONTROLLERS), old())) {
            var groups = of(tree);
            groups.make("7-0", ALL, OnMissing.IGNORE);
            assertThat(tree.leaves()).anyMatch(group -> group.endsWith("/tend/7-0"));

            groups.remove("7-0");

            assertThat(tree.leaves()).noneMatch(group -> group.endsWith("/tend/7-0"));
        }
    }

    @Test
    void leaveAGroupUntilItIsEmpty() {
        var tree = unified(CONTROLLERS);
        var groups = of(tree);
        groups.make("7-0", ALL, OnMissing.REFUSE);
        tree.move(GROUP, 9);

        groups.remove("7-0");
        assertThat(tree.leaves()).contains(GROUP);

        tree.move(MINE + "/tend-keeper", 9);
        groups.make("7-1", ALL, OnMissing.REFUSE);
        assertThat(tree.leaves()).doesNotContain(GROUP).contains(MINE + "/tend/7-1");
    }

    @Test
    void recognizeAGroupOfOurs() {
        assertThat(LimitedGroups.name("9:name=systemd:/\n2:cpu,cpuacct:/tend/12-3\n0::/user.slice\n"))
                .isEqualTo("12-3");
        assertThat(LimitedGroups.name("2:cpu:/tend/12-3\n0::/tend/12-3/tend/15-1\n"))
                .isEqualTo("15-1");
        assertThat(LimitedGroups.name("0::/a/tend-keeper\n")).isEmpty();
        assertThat(LimitedGroups.name("0::/a/tend/12-3/inner\n")).isEmpty();
        assertThat(LimitedGroups.name("0::/a\n")).isEmpty();
    }

    @Test
    void areWhereTheKeeperIs() {
        String memberships = "9:name=systemd:/\n7:blkio:/\n4:memory:/a/b\n2:cpu,cpuacct:/tend/12-3\n0::/user.slice\n";

        assertThat(GroupFolders.membership(memberships, "blkio")).isEqualTo("/");
        assertThat(GroupFolders.membership(memberships, "memory")).isEqualTo("/a/b");
        assertThat(GroupFolders.membership(memberships, "cpu")).isEqualTo("/tend/12-3");
        assertThat(GroupFolders.membership(memberships, "cpuacct")).isEqualTo("/tend/12-3");
        assertThat(GroupFolders.membership(memberships, "pids")).isEmpty();
        assertThat(GroupFolders.membership(memberships, "")).isEmpty();
    }
}
