package dev.tend.format.systemd;

import dev.tend.exchange.Subject;
import dev.tend.format.OutFile;
import dev.tend.format.runit.RunitExport;
import dev.tend.service.Address;
import dev.tend.service.Address.Inet;
import dev.tend.service.Address.Unix;
import dev.tend.service.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The sockets, and the input pipe, that systemd holds open for a service while its processes come and go. Sockets and
 * pipe are a unit each.
 */
final class SystemdSockets {

    /** Ends the name of what a service reads from; before it stands the service's. */
    private static final String INPUT = "-input";

    private final Subject subject;
    private final ServiceSpec spec;
    private final List<OutFile> units = new ArrayList<>();

    SystemdSockets(Subject subject) {
        this.subject = subject;
        this.spec = subject.spec();
        if (spec.isTemplate()) {
            return; // each would open them anew
        }
        if (!spec.listen().isEmpty()) {
            subject.says("listen");
            listening();
        }
        if (spec.input()) {
            subject.says("input");
            reading();
        }
    }

    /** A pipe that need not be read at once, such as the FIFO of a service. */
    static String pipe(String reader) {
        return "%t/" + reader + INPUT;
    }

    static String pipeUnit(String reader) {
        return reader + INPUT + ".socket";
    }

    List<OutFile> units() {
        return units;
    }

    /** Tells whether its standard input is a pipe that is held open for it. */
    boolean reads() {
        return spec.input() && !spec.isTemplate();
    }

    private void listening() {
        var unit = unit("Sockets of ");
        var modes = new TreeSet<String>();
        for (Address address : spec.listen()) {
            switch (address) {
                case Inet(var stream, var ip, var port) ->
                    unit.set(
                            stream ? "ListenStream" : "ListenDatagram",
                            ip.isEmpty() ? String.valueOf(port) : address.text().substring("tcp:".length()));
                case Unix(var path, var mode) -> {
                    modes.add(RunitExport.octal(mode));
                    unit.path(subject, "ListenStream", path);
                }
            }
        }
        if (!modes.isEmpty()) {
            unit.set("SocketMode", modes.first());
            owner(unit);
        }
        if (modes.size() > 1) {
            subject.tell("listen: systemd gives its sockets one mode, " + modes.first());
        }
        if (spec.listen().size() == 1) {
            unit.whole("FileDescriptorName", spec.listen().getFirst().name());
        } else {
            subject.tell("listen: in LISTEN_FDNAMES systemd calls them all " + spec.name() + ".socket");
        }
        unit.section("Install").set("WantedBy", "sockets.target");
        units.add(new OutFile(spec.name() + ".socket", unit.toString(), false));
    }

    private void owner(Unit unit) {
        var user = spec.credentials().user();
        if (user.isPresent()) {
            unit.whole("SocketUser", user.get());
        }
    }

    private void reading() {
        var unit = unit("Input of ")
                .set("ListenFIFO", pipe(spec.name()))
                .set("SocketMode", "0600")
                .set("FileDescriptorName", "input")
                .set("Service", spec.name() + ".service");
        if (!spec.listen().isEmpty()) {
            subject.tell("input: systemd hands it over with the sockets, too");
        }
        units.add(new OutFile(pipeUnit(spec.name()), unit.toString(), false));
    }

    private Unit unit(String what) {
        var unit = new Unit();
        unit.comment(SystemdExport.AUTHOR);
        unit.section("Unit").set("Description", what + spec.name());
        return unit.section("Socket");
    }
}
