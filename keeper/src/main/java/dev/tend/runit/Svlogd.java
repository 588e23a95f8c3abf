package dev.tend.runit;

import static dev.tend.posix.Signalling.bit;

import dev.tend.kernel.Errno;
import dev.tend.lifecycle.Signals;
import dev.tend.linux.StandardStreams;
import dev.tend.posix.Descriptors;
import dev.tend.posix.SignalReader;
import dev.tend.posix.Signalling;
import dev.tend.posix.Sockets;
import dev.tend.posix.Terminals;
import dev.tend.posix.Text;
import dev.tend.posix.Times;
import dev.tend.text.Durations;
import dev.tend.tool.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * svlogd(8): writes the lines of its standard input to log directories. Unlike runit's, it loses neither a last line without a
 * newline nor what it has read of a line when it is told to end.
 */
public final class Svlogd {

    static final int FAILED = 111;

    private static final long HEARD = bit(Signals.HUP) | bit(Signals.TERM) | bit(Signals.CHLD) | bit(Signals.ALRM);
    private static final int INPUT = 0;
    private static final int USUAL_LINE = 1000;
    private static final int USUAL_BUFFER = 1024;

    /** Of a line or a buffer, for all of them are in memory. */
    private static final int LARGEST = 1 << 20;

    private static final String WORDS = "[-ttv] [-r c] [-R abc] [-l len] [-b buflen] dir ...";

    private final SvlogdMessages messages;
    private final List<String> names;
    private final int buffer;
    private final int longest;
    private final LogLine line;
    private final byte[] input;
    private final SignalReader signals = SignalReader.of(HEARD);
    private final int udp = Sockets.udp();
    private List<LogFolder> logs = List.of();
    private boolean inLine;
    private boolean passing;
    private boolean ending;
    private boolean reopening;
    private boolean rotating;

    private Svlogd(SvlogdMessages messages, List<String> names, int buffer, int longest, LogLine line) {
        this.messages = messages;
        this.names = names;
        this.buffer = buffer;
        this.longest = longest;
        this.line = line;
        this.input = new byte[buffer];
    }

    /**
     * Writes logs until the input ends, or TERM comes.
     *
     * @return the exit code
     * @throws Refusal where it is called wrongly, or no log can be written
     */
    public static int run(String name, List<String> words) {
        Refusal usage = Refusal.usage(FAILED, name, WORDS);
        var letters = Letters.parse(name, "R:r:l:b:tvV", words, usage);
        int stamps = 0;
        boolean verbose = false;
        int longest = USUAL_LINE;
        int buffer = USUAL_BUFFER;
        String replacement = "";
        String others = "";
        for (var given : letters.given()) {
            switch (given.letter()) {
                case 't' -> stamps++;
                case 'v' -> verbose = true;
                case 'l' -> longest = size(given.value(), USUAL_LINE);
                case 'b' -> buffer = size(given.value(), USUAL_BUFFER);
                case 'R' -> others = given.value();
                case 'r' -> replacement = given.value();
                default -> throw usage.after("svlogd, as tend has it");
            }
            boolean number = given.letter() == 'l' || given.letter() == 'b';
            if (number && Numbers.end(given.value(), 0) == 0
                    || given.letter() == 'r' && Text.encode(replacement).length != 1) {
                throw usage;
            }
        }
        if (letters.operands().isEmpty() || buffer <= longest) {
            throw usage;
        }
        var messages = new SvlogdMessages(verbose);
        checkInput(messages);
        var line = new LogLine(longest, LogStamp.asked(stamps), new Printable(replacement, others));
        new Svlogd(messages, letters.operands(), buffer, longest, line).run();
        return 0;
    }

    /** The real one then fails to read; here, there is nothing to read. */
    private static void checkInput(SvlogdMessages messages) {
        if (!StandardStreams.isInputGiven()) {
            messages.warn("unable to read standard input: " + Phrases.of(Errno.EBADF));
        }
    }

    private static int size(String text, int usual) {
        int size = (int) Math.min(Numbers.at(text, 0), LARGEST);
        return size == 0 ? usual : size;
    }

    private void run() {
        if (signals.descriptor() < 0) {
            throw SvlogdMessages.fatal("unable to wait for signals: " + Phrases.of(-signals.descriptor()));
        }
        Signalling.byDefault(Signals.CHLD); // a process that ignores it loses its children's exit codes
        openAll();
        boolean more = true;
        while (more) {
            logs.forEach(LogFolder::flush);
            obey();
            more = !(ending && !inLine) && read();
        }
        if (inLine) {
            endLine();
        }
        logs.forEach(LogFolder::close);
    }

    private void openAll() {
        List<LogFolder> opened = new ArrayList<>();
        for (String name : names) {
            LogFolder.open(name, messages, buffer, longest).ifPresent(opened::add);
        }
        if (opened.isEmpty()) {
            throw SvlogdMessages.fatal("no functional log directories.");
        }
        logs = opened;
    }

    /** Does what signals and the clock have asked for. */
    private void obey() {
        if (rotating) {
            logs.forEach(LogFolder::rotate);
            rotating = false;
        }
        if (reopening && !ending) {
            logs.forEach(LogFolder::close);
            openAll();
            reopening = false;
        }
        long now = Times.micros(Times.CLOCK_MONOTONIC);
        for (var log : logs) {
            log.look(now);
        }
    }

    /**
     * Waits for input or a signal, and takes it. Once it is to end, it reads just up to the end of the line.
     *
     * @return false at the end of the input
     */
    private boolean read() {
        int ready = Terminals.awaitReadable(INPUT, signals.descriptor(), millisLeft());
        if (ready > 0 && (ready & 2) != 0) {
            for (int signal = signals.next(); signal > 0; signal = signals.next()) {
                note(signal);
            }
            return true;
        }
        if (ready <= 0) {
            return true;
        }
        int count = Descriptors.read(INPUT, input, 0, ending ? 1 : input.length);
        for (int i = 0; i < count; i++) {
            take(input[i]);
        }
        if (count < 0 && count != -Errno.EAGAIN && count != -Errno.EINTR) {
            messages.warn("unable to read standard input: " + Phrases.of(-count));
            return false;
        }
        return count != 0;
    }

    private int millisLeft() {
        long deadline = Long.MAX_VALUE;
        for (var log : logs) {
            deadline = Math.min(deadline, log.deadline());
        }
        long left = deadline - Times.micros(Times.CLOCK_MONOTONIC);
        long millis = Math.max(0, left / Durations.MILLISECOND + 1);
        return deadline == Long.MAX_VALUE ? -1 : (int) Math.min(millis, Integer.MAX_VALUE);
    }

    private void note(int signal) {
        switch (signal) {
            case Signals.TERM -> {
                messages.info("sigterm received.");
                ending = true;
            }
            case Signals.HUP -> {
                messages.info("sighangup received.");
                reopening = true;
            }
            case Signals.ALRM -> {
                messages.info("sigalarm received.");
                rotating = true;
            }
            default -> messages.info("sigchild received.");
        }
    }

    private void take(byte one) {
        if (!inLine) {
            inLine = true;
            passing = false;
            line.begin(Times.micros(Times.CLOCK_REALTIME));
        }
        if (one == '\n') {
            endLine();
        } else if (passing) {
            pass(one);
        } else {
            line.add(one);
            if (line.full()) {
                show();
            }
        }
    }

    /** The line is as long as patterns look: what comes yet is written as it is. */
    private void show() {
        passing = true;
        for (var log : logs) {
            show(log);
        }
    }

    private void show(LogFolder log) {
        var config = log.config();
        if (line.alertedBy(config)) {
            byte[] alert = line.alone(log.prefix());
            Program.complain(alert);
        }
        log.select(line.selectedBy(config));
        if (log.selected()) {
            config.destination().ifPresent(to -> send(log, to));
        }
        if (log.writes()) {
            line.writeTo(log);
        }
    }

    private void send(LogFolder log, LogConfig.Destination to) {
        byte[] datagram = line.alone(log.prefix());
        if (udp < 0 || Sockets.sendTo(udp, datagram, datagram.length, to.address(), to.port()) != datagram.length) {
            byte[] warning = Text.encode("warning: failure sending through udp: ");
            log.write(warning, warning.length);
            log.write(datagram, datagram.length);
        }
    }

    private void pass(byte one) {
        for (var log : logs) {
            if (log.writes()) {
                log.write(one);
            }
        }
    }

    private void endLine() {
        if (!passing) {
            show();
        }
        inLine = false;
        for (var log : logs) {
            if (log.writes()) {
                log.endLine();
            }
        }
    }
}
