package dev.tend.control;

import dev.tend.instance.Instance;
import dev.tend.kernel.Errno;
import dev.tend.kernel.Kernel;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import dev.tend.wire.WireException;
import java.util.Optional;

/**
 * One connection to the control socket. It answers one request after the other, each in pieces, as the client takes them. The
 * requests of a client that does not read its answers are not read.
 *
 * <p>No event closes it directly: a failed write, the last reply and a client that costs too much only mark it, and {@link
 * Clients} calls {@link #settle} for each marked one when nothing works with it any more. So an answer may be at any point when
 * its reader is lost.
 */
final class ClientConnection implements Loop.Source {

    /** The memory that a request takes at most for each of its bytes: three of them may make a string in a list. */
    private static final int MEMORY_OF_BYTE = 24;

    private static final String TOO_FAST =
            "you send requests faster than they are answered, and the keeper has no more room for them";

    private static final String TOO_SLOW =
            "you read too slowly, and the keeper has no more room for what you have not read: ask again";

    private final Kernel kernel;
    private final Loop loop;
    private final int descriptor;
    private final RequestHandler requests;
    private final Clients clients;
    private final RequestBuffer incoming = new RequestBuffer();
    private final ReplyBuffer outgoing;
    private final LoopTimer next = alarm(this::goOn);
    private Optional<Answer> answer = Optional.empty();
    private int requestBytes;

    /** Tells whether the last reply to the request is said. */
    private boolean answered;

    /** Tells whether the client sends no more. */
    private boolean heardAll;

    /** Tells whether no more is answered: it is closed when all is sent. */
    private boolean last;

    /** Tells whether the client is gone. */
    private boolean lost;

    private boolean closed;
    private boolean unsettled;
    private boolean reading = true;
    private boolean writing;

    private int held;
    private long active;

    ClientConnection(Kernel kernel, Loop loop, int descriptor, RequestHandler requests, Clients clients) {
        this.kernel = kernel;
        this.loop = loop;
        this.descriptor = descriptor;
        this.requests = requests;
        this.clients = clients;
        outgoing = new ReplyBuffer(kernel.streams(), descriptor);
        active = kernel.clock().now();
        loop.listen(descriptor, "", this);
    }

    // ---- what the client does

    @Override
    public void readable() {
        touch();
        if (!reading) {
            lost = true; // nothing but that can be told now
            return;
        }
        byte[] chunk = new byte[4096];
        int count = kernel.streams().read(descriptor, chunk);
        if (count > 0) {
            incoming.add(chunk, count);
            goOn();
        } else if (count == 0) {
            heardAll = true; // and may still want the answers
        } else if (count != -Errno.EAGAIN && count != -Errno.EINTR) {
            lost = true;
        }
    }

    @Override
    public void writable() {
        outgoing.flush();
        goOn();
    }

    private void goOn() {
        touch();
        active = kernel.clock().now();
        outgoing.nextTurn();
        if (answer.isPresent() && hasRoom()) {
            answer.get().resume();
        }
        boolean quick = true;
        while (quick && answer.isEmpty() && !isOver() && incoming.hasRequest()) {
            quick = request(incoming.take());
        }
    }

    /** Returns whether the next request may be looked at in the same turn: clients rely on that for a question before "follow". */
    private boolean request(String line) {
        if (kernel.streams().isClosedByPeer(descriptor)) {
            lost = true; // it has given up waiting: what it asked for is not done behind its back
            return false;
        }
        requestBytes = line.length();
        try {
            var request = Codec.request(line);
            begin(requests.answer(request, this));
            if (request instanceof Request.Info && answered) {
                endAnswer();
                return true;
            }
        } catch (WireException garbage) {
            begin(StreamedAnswer.end(this, 64, garbage.getMessage()));
        }
        return false;
    }

    private void begin(Answer begun) {
        answer = Optional.of(begun);
        answered = false;
        begun.begin();
    }

    private void endAnswer() {
        answer.ifPresent(Answer::end);
        answer = Optional.empty();
        answered = false;
    }

    /** Returns a timer for an answer: where its action is abandoned, so is the connection. */
    LoopTimer alarm(Runnable action) {
        return new LoopTimer("", action, this::abandoned);
    }

    /** Ends the answer after a fault of the keeper: the client is told so, and the connection closed. */
    @Override
    public boolean abandoned() {
        touch();
        incoming.clear();
        answered = false;
        end(70, "an internal error of the keeper: its standard error and \"tend events\" tell more");
        last = true;
        return true;
    }

    // ---- for answers

    void say(Reply reply) {
        if (!isOver()) {
            say(Codec.encode(reply) + "\n");
        }
    }

    /** @param line a reply, encoded, with its end */
    void say(String line) {
        if (!isOver()) {
            touch();
            outgoing.add(line);
            weigh();
        }
    }

    /** The last line of an answer; the connection stays for another request. */
    void done(int code, String error) {
        say(new Reply.End(code, error));
        answered = true;
    }

    /** The last line, and no more is listened to. */
    void end(int code, String error) {
        say(new Reply.End(code, error));
        last = true;
    }

    /** Tells whether it has taken what was sent so far, so that more may be sent now. */
    boolean hasRoom() {
        return !isOver() && outgoing.hasRoom();
    }

    /** Counts work that was done for it as so many bytes sent, so that others have a turn. */
    void charge(int bytes) {
        outgoing.charge(bytes);
    }

    private boolean isOver() {
        return answered || last || lost || outgoing.isBroken();
    }

    // ---- what happens meanwhile

    void changed(Instance instance) {
        if (answer.isPresent() && !isOver()) {
            answer.get().changed(instance);
        }
    }

    void event(String line) {
        if (answer.isPresent() && !isOver()) {
            answer.get().event(line);
        }
    }

    void keeperEnds() {
        if (answer.isPresent() && !isOver()) {
            answer.get().keeperEnds();
        }
        touch();
        last = true;
    }

    // ---- between two units of work

    private void touch() {
        if (!unsettled && !closed) {
            unsettled = true;
            clients.settleLater(this);
        }
    }

    /** Does what has to wait until nothing works with it: sends, ends an answer that is over, closes. */
    void settle() {
        unsettled = false;
        if (closed) {
            return;
        }
        outgoing.flush();
        if (isOver()) {
            endAnswer();
        }
        if (answer.isEmpty() && !isOver()) {
            lookForRequests();
        }
        if (lost || outgoing.isBroken() || last && outgoing.isEmpty()) {
            close();
            return;
        }
        if (answer.isPresent() && outgoing.isEmpty() && outgoing.tookItsShare()) {
            comeBack();
        }
        listen();
        weigh();
    }

    private void lookForRequests() {
        if (incoming.hasRequest()) {
            comeBack();
        } else if (incoming.isFull()) {
            end(64, "the request is longer than " + RequestBuffer.LONGEST_REQUEST + " bytes");
            outgoing.flush();
        } else if (heardAll) {
            last = true;
        }
    }

    private void comeBack() {
        loop.set(next, kernel.clock().now());
    }

    /** Listens for what is wanted of the descriptor; even where it is not read from, the poller reports its end. */
    private void listen() {
        boolean reads = !heardAll && !last && !incoming.isFull();
        boolean writes = !outgoing.isEmpty();
        if (reads != reading || writes != writing) {
            reading = reads;
            writing = writes;
            loop.listen(descriptor, "", reads, writes, this);
        }
    }

    /** Closes the connection, even where its answer cannot be ended. */
    void close() {
        if (!closed) {
            closed = true;
            loop.guard().run("a client", this::endAnswer);
            loop.set(next, LoopTimer.UNSET);
            loop.ignore(descriptor);
            kernel.streams().close(descriptor);
            clients.weighed(-held);
            held = 0;
        }
    }

    boolean isClosed() {
        return closed;
    }

    // ---- what it costs

    private void weigh() {
        int now = incoming.capacity()
                + outgoing.capacity()
                + (answer.isEmpty() || last || lost
                        ? 0
                        : MEMORY_OF_BYTE * requestBytes + answer.get().weight());
        int more = now - held;
        held = now;
        clients.weighed(more);
    }

    /** Returns how many bytes of memory it takes, roughly; 0 where nothing is to be gained by cutting it off. */
    int held() {
        return last || lost ? 0 : held;
    }

    /** Tells whether it may be closed where another connection needs room: it waits for no answer. */
    boolean isDispensable() {
        return last || answer.isEmpty() || !outgoing.isEmpty();
    }

    /** Returns when it last sent or took something. */
    long active() {
        return active;
    }

    /** Closes a connection that costs more than all others; the client is told so as soon as it reads on. */
    void cutOff() {
        boolean greedy = incoming.capacity() > outgoing.capacity();
        if (!outgoing.dropRest()) {
            drop();
            return;
        }
        incoming.clear();
        answered = false;
        end(75, greedy ? TOO_FAST : TOO_SLOW);
        weigh();
    }

    /** Closes it without a message. */
    void drop() {
        touch();
        lost = true;
        outgoing.dropRest();
        incoming.clear();
        weigh();
    }
}
