package dev.tend.doctor;

import dev.tend.command.Arguments;
import dev.tend.command.Colour;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.JsonText;
import dev.tend.command.Option;
import dev.tend.command.Session;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.lifecycle.Reason;
import dev.tend.proc.LimitedGroups;
import dev.tend.service.GroupLimit;
import dev.tend.service.Isolation;
import dev.tend.text.Escapes;
import dev.tend.text.Json;
import dev.tend.wire.Reply.Keeper;
import dev.tend.wire.Reply.Status;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code doctor}: checks what Tend needs of the machine, and says how to mend problems. Mends nothing itself. */
public final class DoctorVerb implements Verb {

    /** From here on, it is not a single failure that the next start has mended. */
    private static final int MOST_ATTEMPTS = 3;

    private static final Isolation EVERYTHING = new Isolation(true, true, true, List.of(), List.of(), List.of());

    @Override
    public Usage usage() {
        return Usage.of("doctor", "", "check the machine for what Tend needs", Option.JSON, Option.RUN_DIR)
                .explained("Prints each problem with its remedy, and exits 1 if there is one.")
                .forOneService("why");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var findings = new ArrayList<Finding>();
        var keeper = keeper(arguments, host, findings);
        findings.addAll(new FolderChecks(host, arguments, keeper).findings());
        findings.addAll(new MachineChecks(host.files(), keeper).findings());
        findings.add(namespaces(host.obstacle(EVERYTHING)));
        findings.add(limits(host.missing(
                List.of(GroupLimit.values()),
                keeper.isPresent() ? String.valueOf(keeper.get().pid()) : "self")));
        host.terminal()
                .print(
                        arguments.has("json")
                                ? json(findings)
                                : text(findings, host.terminal().colour()));
        for (var finding : findings) {
            if (finding.grade() == Finding.Grade.MEND) {
                return ExitCode.FAILED;
            }
        }
        return ExitCode.DONE;
    }

    /** @param missing the keys of those that cannot be set */
    static Finding limits(List<String> missing) {
        return missing.isEmpty()
                ? Finding.ok("limits", "of control groups can be set for services")
                : Finding.note("limits", LimitedGroups.sentence(missing));
    }

    static Finding namespaces(Optional<String> obstacle) {
        return obstacle.map(why -> Finding.note("namespaces", "private, read-only and hidden are refused: " + why))
                .orElseGet(() -> Finding.ok("namespaces", "for services that are isolated, and for \"tend try\""));
    }

    /** Asks the keeper about itself; that there is none is no illness, that it does not answer is. */
    private static Optional<Keeper> keeper(Arguments arguments, Host host, List<Finding> findings) {
        var found = new ArrayList<Keeper>();
        try (var session = Session.open(arguments, host)) {
            session.ask(new Request.Info(), reply -> {
                if (reply instanceof Keeper keeper) {
                    found.add(keeper);
                }
            });
            session.ask(new Request.Status(List.of()), reply -> {
                if (reply instanceof Status status) {
                    add(status, findings);
                }
            });
        } catch (Failure failure) {
            boolean none = failure.code() == ExitCode.NO_KEEPER;
            findings.add(
                    none ? Finding.note("keeper", failure.getMessage()) : Finding.mend("keeper", failure.getMessage()));
            return Optional.empty();
        }
        for (var keeper : found) {
            findings.add(Finding.ok(
                    "keeper",
                    "version " + keeper.version() + ", pid " + keeper.pid() + ", " + keeper.services()
                            + " services, on " + keeper.runFolder()));
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    private static void add(Status status, List<Finding> findings) {
        if (Reason.of(status.why()) instanceof Reason.StopFailed) {
            findings.add(Finding.mend(status.name(), status.why()));
        }
        if (!status.output().isEmpty()) {
            findings.add(Finding.mend(
                    status.name(),
                    "its output " + status.outputText()
                            + ": make room there, or see log-size, log-keep and log-full in tend-service(5)"));
        }
        if (!status.problem().isEmpty()) {
            findings.add(Finding.mend(status.name(), status.problem()));
        }
        String why = status.why() + ": see \"tend why " + status.name() + "\"";
        if (status.state().equals("failed")) {
            findings.add(Finding.mend(status.name(), "failed: " + why));
        } else if (status.attempt() >= MOST_ATTEMPTS) {
            findings.add(Finding.mend(
                    status.name(), "has ended or failed to start " + status.attempt() + " times in a row: " + why));
        }
        if (!status.complaint().isEmpty()) {
            findings.add(Finding.mend(status.name(), "unhealthy: " + status.complaint()));
        }
    }

    static String text(List<Finding> findings, boolean colour) {
        var text = new StringBuilder();
        for (var finding : findings) {
            text.append(word(finding.grade(), colour))
                    .append("  ")
                    .append(finding.topic())
                    .append(": ")
                    .append(Escapes.line(finding.text()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String word(Finding.Grade grade, boolean colour) {
        return switch (grade) {
            case OK -> colour ? Colour.GREEN.paint("ok  ") : "ok  ";
            case NOTE -> colour ? Colour.YELLOW.paint("note") : "note";
            case MEND -> colour ? Colour.RED.paint("mend") : "mend";
        };
    }

    private static String json(List<Finding> findings) {
        var objects = new ArrayList<Json>();
        for (var finding : findings) {
            objects.add(Json.object()
                    .with("grade", word(finding.grade(), false).trim())
                    .with("topic", finding.topic())
                    .with("text", finding.text())
                    .build());
        }
        return JsonText.lines(objects);
    }
}
