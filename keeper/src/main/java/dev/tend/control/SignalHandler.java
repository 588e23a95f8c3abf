package dev.tend.control;

import dev.tend.instance.Instance;
import dev.tend.lifecycle.Signals;
import dev.tend.process.MainProcesses;
import dev.tend.wire.Reply;
import java.util.ArrayList;
import java.util.List;

/** Answers requests to send a signal to main processes. */
final class SignalHandler {

    private final InstanceSelector selector;
    private final MainProcesses mainProcesses;

    SignalHandler(InstanceSelector selector, MainProcesses mainProcesses) {
        this.selector = selector;
        this.mainProcesses = mainProcesses;
    }

    /** @throws dev.tend.instance.Refusal where a name means no instance */
    Answer answer(List<String> names, int signal, ClientConnection asker) {
        boolean all = true;
        var outcomes = new ArrayList<Reply>();
        for (Instance instance : selector.choose(names)) {
            boolean needless = instance.state().running().isEmpty() && !InstanceSelector.isNamed(names, instance);
            if (!needless) {
                var outcome = signal(instance, signal);
                all &= outcome.good();
                outcomes.add(outcome);
            }
        }
        return outcomes.isEmpty()
                ? StreamedAnswer.end(asker, 1, "none of them has a process to send " + Signals.name(signal) + " to")
                : StreamedAnswer.of(asker, outcomes, all ? 0 : 1);
    }

    private Reply.Outcome signal(Instance instance, int signal) {
        String name = Signals.name(signal);
        boolean sent = mainProcesses.signalMain(instance, signal);
        var process = instance.state().running();
        String text = sent
                ? "sent " + name + " to " + process.orElseThrow().pid()
                : instance.state().word()
                        + (process.isPresent()
                                ? ": " + instance.refusal().orElse("its process has ended") + ": " + name
                                        + " was not sent"
                                : ": no process to send " + name + " to");
        return new Reply.Outcome(instance.name(), sent, text);
    }
}
