package dev.tend.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files.Facts;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.TestingTree;
import dev.tend.path.Ownership.Flaw;
import dev.tend.path.Ownership.Flaw.Right;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private static final int ADA = 1000;
    private static final int EVE = 1001;
    private static final int SYSLOG = 104;

    private final Map<String, Facts> entries = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private int looks;
    private boolean readOnly;

    private OwnershipTest folder(String path, int mode, int owner, int group) {
        entries.put(path, new Facts(Kind.FOLDER, mode, owner, group, 0, 0, 1));
        return this;
    }

    private OwnershipTest folder(String path, int mode, int owner) {
        return folder(path, mode, owner, owner);
    }

    private OwnershipTest link(String path, String target, int owner) {
        entries.put(path, new Facts(Kind.LINK, 0777, owner, owner, 0, 0, 1));
        links.put(path, target);
        return this;
    }

    private Ownership of(int user) {
        return new Ownership(new Tree(user));
    }

    private List<Flaw> flaws(int user, String path) {
        entries.putIfAbsent("/", new Facts(Kind.FOLDER, 0755, 0, 0, 0, 0, 1));
        return of(user).flaws(path);
    }

    @Test
    void findsNothingWrongWithWhatIsRootsAllTheWay() {
        folder("/run", 0755, 0).folder("/run/tend", 0755, 0);
        assertThat(flaws(0, "/run/tend")).isEmpty();
        assertThat(flaws(ADA, "/run/tend")).isEmpty();
    }

    @Test
    void findsTheDirectoryOfAnother() {
        folder("/tmp", 01777, 0).folder("/tmp/plant", 0755, EVE);
        assertThat(flaws(0, "/tmp/plant")).containsExactly(new Flaw("/tmp/plant", Right.OWNER, EVE, false));
        assertThat(flaws(EVE, "/tmp/plant")).isEmpty();
    }

    @Test
    void findsAnotherAboveOneOfOurs() {
        folder("/home", 0755, 0).folder("/home/eve", 0755, EVE).folder("/home/eve/run", 0755, 0);
        assertThat(flaws(0, "/home/eve/run")).containsExactly(new Flaw("/home/eve", Right.OWNER, EVE, false));
    }

    @Test
    void findsWhatEverybodyMayWrite() {
        folder("/srv", 0777, 0).folder("/srv/run", 0755, 0);
        assertThat(flaws(0, "/srv/run")).containsExactly(new Flaw("/srv", Right.EVERYBODY, 0, true));
    }

    @Test
    void passesAStickyDirectoryToWhatIsOursAndStopsNowhereInIt() {
        folder("/tmp", 01777, 0).folder("/tmp/ours", 0755, 0);
        assertThat(flaws(0, "/tmp/ours")).isEmpty();
        assertThat(flaws(0, "/tmp/../tmp/ours")).isEmpty();
        assertThat(flaws(0, "/tmp")).containsExactly(new Flaw("/tmp", Right.ADDITION, 0, true));
    }

    @Test
    void saysNothingOfWhatIsNotThere() {
        folder("/tmp", 01777, 0);
        assertThat(flaws(0, "/tmp/new/run")).isEmpty();
    }

    @Test
    void followsALinkOnlyWhereNobodyElseMayWrite() {
        folder("/var", 0755, 0)
                .link("/var/run", "../run", EVE)
                .folder("/run", 0755, 0)
                .folder("/run/tend", 0700, 0);
        assertThat(flaws(0, "/var/run/tend")).isEmpty();

        folder("/tmp", 01777, 0).link("/tmp/run", "/run", 0);
        assertThat(flaws(0, "/tmp/run/tend")).containsExactly(new Flaw("/tmp/run", Right.LINK, 0, false));
    }

    @Test
    void judgesWhatALinkLeadsTo() {
        folder("/etc", 0755, 0).link("/etc/tend.d", "/home/eve/d", 0).folder("/home", 0755, 0);
        folder("/home/eve", 0700, EVE).folder("/home/eve/d", 0755, 0);
        assertThat(flaws(0, "/etc/tend.d")).containsExactly(new Flaw("/home/eve", Right.OWNER, EVE, false));
    }

    @Test
    void comesToAnEndWhereLinksLeadToThemselves() {
        folder("/a", 0755, 0).link("/a/b", "b", 0);
        assertThat(flaws(0, "/a/b/c")).isEmpty();
    }

    @Test
    void looksAtBothSidesOfDots() {
        folder("/home", 0755, 0).folder("/home/eve", 0755, EVE).folder("/run", 0755, 0);
        assertThat(flaws(0, "/home/eve/../../run")).containsExactly(new Flaw("/home/eve", Right.OWNER, EVE, false));
    }

    @Test
    void knowsAUsersOwnGroupFromOneWithOthersInIt() {
        texts.put("/etc/passwd", "root:x:0:0::/root:\nada:x:1000:1000::/home/ada:\n");
        texts.put("/etc/group", "root:x:0:\nada:x:1000:\n");
        folder("/home", 0755, 0).folder("/home/ada", 0775, ADA, ADA);
        assertThat(flaws(ADA, "/home/ada")).isEmpty();

        texts.put("/etc/group", "root:x:0:\nada:x:1000:eve\n");
        assertThat(flaws(ADA, "/home/ada")).containsExactly(new Flaw("/home/ada", Right.GROUP, ADA, false));

        texts.put("/etc/group", "ada:x:1000:ada\n");
        texts.put("/etc/passwd", "ada:x:1000:1000::/home/ada:\neve:x:1001:1000::/home/eve:\n");
        assertThat(flaws(ADA, "/home/ada")).hasSize(1);
    }

    @Test
    void trustsNoGroupThatNobodyKnows() {
        folder("/home", 0755, 0).folder("/home/ada", 0775, ADA, ADA);
        assertThat(flaws(ADA, "/home/ada")).hasSize(1);
    }

    @Test
    void trustsTheGroupOfRoot() {
        folder("/app", 0775, 0, 0);
        assertThat(flaws(ADA, "/app")).isEmpty();
    }

    @Test
    void namesTheGroupOfADirectoryOfRoots() {
        folder("/var", 0755, 0).folder("/var/log", 0775, 0, SYSLOG).folder("/var/log/tend", 0755, 0);
        assertThat(flaws(0, "/var/log/tend")).containsExactly(new Flaw("/var/log", Right.GROUP, SYSLOG, true));
    }

    @Test
    void takesNobodyForRootWhereAUserNamespaceDoesNotKnowHim() {
        entries.put("/", new Facts(Kind.FOLDER, 0755, 65534, 65534, 0, 0, 1));
        folder("/run", 0755, 0);
        texts.put("/proc/self/uid_map", "         0       1000          1\n");
        assertThat(flaws(0, "/run")).isEmpty();

        texts.put("/proc/self/uid_map", "         0          0 4294967295\n");
        assertThat(flaws(0, "/run")).containsExactly(new Flaw("/", Right.OWNER, 65534, false));
    }

    @Test
    void mindsNoModeOnAFileSystemThatNobodyCanWrite() {
        readOnly = true;
        folder("/config", 0777, 0);
        assertThat(flaws(0, "/config")).isEmpty();
    }

    @Test
    void looksAtADirectoryOfItsOwnOnce() {
        folder("/run", 0755, 0).folder("/run/tend", 0755, 0);
        var ownership = of(0);
        ownership.own("/run/tend");
        folder("/run/tend", 0777, EVE);
        looks = 0;
        assertThat(ownership.isOurs("/run/tend")).isTrue();
        assertThat(ownership.flaws("/run/tend/state")).isEmpty();
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void remembersWhatItHasFoundUntilItIsToldToForget() {
        folder("/", 0755, 0).folder("/srv", 0755, 0).folder("/srv/web", 0755, 0);
        var ownership = of(0);
        ownership.remember();
        assertThat(ownership.isOurs("/srv/web")).isTrue();
        folder("/srv/web", 0755, EVE);
        looks = 0;
        assertThat(ownership.isOurs("/srv/web")).isTrue();
        assertThat(looks).isZero();
        ownership.forget();
        assertThat(ownership.isOurs("/srv/web")).isFalse();
    }

    @Test
    void neverRemembersADirectoryThatOthersMayAddTo() {
        folder("/", 0755, 0).folder("/tmp", 01777, 0).folder("/tmp/ours", 0755, 0);
        var ownership = of(0);
        ownership.remember();
        assertThat(ownership.isOurs("/tmp/ours")).isTrue();
        link("/tmp/theirs", "/tmp/ours", EVE);
        assertThat(ownership.isOurs("/tmp/theirs")).isFalse();
    }

    @Test
    void saysWhatIsWrongAndHowToMendIt() {
        var flaw = new Flaw("/tmp/plant", Right.OWNER, EVE, false);
        assertThat(flaw.text()).isEqualTo("/tmp/plant: it belongs to user 1001");
        assertThat(flaw.remedy(0)).isEqualTo("chown root /tmp/plant");
        assertThat(flaw.remedy(ADA)).isEqualTo("chown 1000 /tmp/plant");
    }

    /** The files of a test. */
    private final class Tree extends TestingTree {

        private final int user;

        Tree(int user) {
            this.user = user;
        }

        @Override
        public String read(String path, int limit) {
            if (!texts.containsKey(path)) {
                throw new KernelException("cannot read " + path, Errno.ENOENT);
            }
            return texts.get(path);
        }

        @Override
        public Optional<Facts> entry(String path) {
            looks++;
            return Optional.ofNullable(entries.get(path));
        }

        @Override
        public Optional<String> link(String path) {
            return Optional.ofNullable(links.get(path));
        }

        @Override
        public boolean isReadOnly(String path) {
            return readOnly;
        }

        @Override
        public int userId() {
            return user;
        }
    }
}
