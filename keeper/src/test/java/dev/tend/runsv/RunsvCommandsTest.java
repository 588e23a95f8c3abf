package dev.tend.runsv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.tend.ServiceFile;
import dev.tend.instance.Definition;
import dev.tend.instance.Instance;
import dev.tend.instance.Retries;
import dev.tend.kernel.Clock;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import dev.tend.kernel.WallAlarm;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.Signals;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;
import dev.tend.loop.TestingLoop;
import dev.tend.runit.ControlFolder;
import dev.tend.runit.SuperviseStatus;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsvCommandsTest {

    private static final int CONTROL = 7;
    private static final long SECOND = 1_000_000;

    private final TestingLoop testing = new TestingLoop();

    /** The acts of the engine and the files that were written, in order. */
    private final List<String> log = new ArrayList<>();

    private final TestingFolder folder = new TestingFolder();
    private final TestingScripts scripts = new TestingScripts();
    private final Instance web = instance("cmd=web\n");
    private RunsvCommands commands = commands(web);

    private static Instance instance(String text) {
        var spec = ServiceFile.parse("web", "web", text).spec().orElseThrow();
        return new Instance("web", "web:/run", new Definition("/sv/web", text, spec), _ -> {}, _ -> {});
    }

    private RunsvCommands commands(Instance instance) {
        var retries = new Retries<Instance>(clock(), testing.loop, (_, problem) -> log.add("trouble: " + problem));
        return new RunsvCommands(
                streams(), clock(), testing.loop, scripts, new TestingActions(), retries, instance, "/sv/web", folder);
    }

    /** A stream from which the orders that are not read yet can be read. */
    private Streams streams() {
        return (Streams) Proxy.newProxyInstance(
                Streams.class.getClassLoader(), new Class<?>[] {Streams.class}, (_, _, arguments) -> {
                    byte[] into = (byte[]) arguments[1];
                    byte[] orders = folder.orders.getBytes(StandardCharsets.US_ASCII);
                    System.arraycopy(orders, 0, into, 0, orders.length);
                    return orders.length;
                });
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public long now() {
                return testing.now;
            }

            @Override
            public long wallTime() {
                return testing.now;
            }

            @Override
            public int dice() {
                return 0;
            }

            @Override
            public WallAlarm wallAlarm() {
                throw new AssertionError("no command waits for a date");
            }

            @Override
            public String bootId() {
                return "";
            }
        };
    }

    private final class TestingFolder implements ControlFolder {

        private String orders = "";
        private boolean broken;
        private String words = "";

        @Override
        public void serve() {
            if (broken) {
                throw new KernelException("cannot keep /sv/web/supervise");
            }
            log.add("serves");
        }

        @Override
        public int control() {
            return CONTROL;
        }

        @Override
        public void write(SuperviseStatus status, String line) {
            words = line.trim();
        }

        @Override
        public void close() {
            log.add("closed");
        }
    }

    private static final class TestingScripts implements RunsvCommands.Scripts {

        private final Map<Character, Consumer<Boolean>> running = new HashMap<>();
        private String present = "";
        private boolean canRun = true;

        @Override
        public boolean has(char order) {
            return present.indexOf(order) >= 0;
        }

        @Override
        public boolean start(char order, Consumer<Boolean> over) {
            if (canRun) {
                running.put(order, over);
            }
            return canRun;
        }

        void end(char order, boolean succeeded) {
            running.remove(order).accept(succeeded);
        }
    }

    private final class TestingActions implements RunsvDirectories.RunsvActions {

        @Override
        public void feed(Instance instance, Event event) {
            log.add("feed " + event);
        }

        @Override
        public void start(Instance instance, Event event) {
            log.add("start " + ((Event.Start) event).wanted());
        }

        @Override
        public void stop(Instance instance, Reason cause) {
            log.add("stop");
        }

        @Override
        public void exit(Instance instance) {
            log.add("exit");
        }

        @Override
        public boolean signalMain(Instance instance, int signal) {
            log.add("signal " + Signals.name(signal));
            return true;
        }

        @Override
        public void trouble(Instance instance, String problem) {
            log.add("trouble: " + problem);
        }

        @Override
        public void release(Instance instance) {
            instance.held(Optional.empty());
        }
    }

    private void runs(Instance instance) {
        var state = new State.Ready(new Process(42, 1, 0), Reason.of("ready"));
        instance.live(new Life(Wanted.UP, state, 0, 0, List.of()));
    }

    private void order(String orders) {
        folder.orders = orders;
        commands.readable();
    }

    @ParameterizedTest
    @CsvSource({"u, start UP", "o, start DOWN", "d, stop"})
    void ordersAServiceThatIsDown(String order, String act) {
        order(order);
        assertThat(log).containsExactly(act);
    }

    @ParameterizedTest
    @CsvSource({
        "t, TERM", "k, KILL", "h, HUP", "a, ALRM", "i, INT", "q, QUIT", "1, USR1", "2, USR2", "p, STOP", "c, CONT"
    })
    void signalsTheProcessThatRunsAndNoOther(String order, String signal) {
        order(order);
        assertThat(log).isEmpty();
        runs(web);
        order(order);
        assertThat(log).containsExactly("signal " + signal);
    }

    @Test
    void ignoresWhatIsNoOrder() {
        runs(web);
        order("z\n");
        assertThat(log).isEmpty();
    }

    @Test
    void obeysOrdersOneAfterTheOther() {
        runs(web);
        order("hdu");
        assertThat(log).containsExactly("signal HUP", "stop", "start UP");
    }

    @Test
    void removesAServiceThatExits() {
        runs(web);
        order("x");
        assertThat(log).containsExactly("stop", "exit");
        assertThat(folder.words).isEqualTo("run, want exit");
    }

    @Test
    void letsALoggerGoOnUntilItsServiceHasEnded() {
        var logger = instance("cmd=web\ninput=pipe\n");
        commands = commands(logger);
        runs(logger);
        order("x");
        assertThat(log).isEmpty();
    }

    @Test
    void tellsThatAServiceIsPausedOrWasToldToEnd() {
        runs(web);
        commands.write();
        order("p");
        assertThat(folder.words).isEqualTo("run, paused");
        order("c");
        assertThat(folder.words).isEqualTo("run");
        order("t");
        assertThat(folder.words).isEqualTo("run, got TERM");
    }

    @Test
    void runsAScriptInPlaceOfTheSignal() {
        scripts.present = "h";
        runs(web);
        order("h");
        assertThat(log).isEmpty();
        scripts.end('h', true);
        assertThat(log).isEmpty();
    }

    @Test
    void sendsTheSignalWhereTheScriptFails() {
        scripts.present = "h";
        runs(web);
        order("h");
        scripts.end('h', false);
        assertThat(log).containsExactly("signal HUP");
    }

    @Test
    void sendsTheSignalWhereTheScriptCannotRun() {
        scripts.present = "h";
        scripts.canRun = false;
        runs(web);
        order("hi");
        assertThat(log).containsExactly("signal HUP", "signal INT");
    }

    @Test
    void looksAtNoFurtherOrderWhileAScriptRuns() {
        scripts.present = "h";
        runs(web);
        order("hk");
        assertThat(log).isEmpty();
        scripts.end('h', true);
        assertThat(log).containsExactly("signal KILL");
    }

    @Test
    void continuesAServiceWhoseScriptHasEndedIt() {
        scripts.present = "t";
        runs(web);
        order("d");
        assertThat(log).hasSize(1);
        assertThat(log.getFirst()).startsWith("feed Start");
        scripts.end('t', true);
        assertThat(log.subList(1, log.size())).containsExactly("signal CONT");
    }

    @Test
    void takesOrdersOnlyOnceItsStatusIsWritten() {
        assertThat(log).isEmpty();
        commands.write();
        assertThat(log).containsExactly("serves");
        assertThat(folder.words).isEqualTo("down");
    }

    @Test
    void triesAgainToTakeOrdersWhereThatIsImpossible() {
        folder.broken = true;
        commands.write();
        assertThat(log).containsExactly("trouble: cannot keep /sv/web/supervise" + RunsvDirectories.UNSEEN);
        folder.broken = false;
        testing.turnAt(testing.now + SECOND);
        assertThat(log.getLast()).isEqualTo("serves");
    }

    @Test
    void obeysNobodyAfterItsEnd() {
        commands.end();
        order("u");
        commands.write();
        assertThat(log).containsExactly("closed");
    }
}
