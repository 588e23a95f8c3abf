package dev.tend.spawn;

import dev.tend.kernel.Files;
import dev.tend.kernel.Files.Facts;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.path.Accounts;
import dev.tend.service.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The special steps of the child that becomes the steward: finding its program, and the user that may talk to the keeper. */
public final class StewardSetup {

    /** The user of the steward where root's keeper lets a group control it, and that user exists. */
    private static final String USER = "tend";

    private static final int GROUP_WRITES = 0020;
    private static final String DELETED = " (deleted)";

    /** The places of the steward, from the folder of the keeper's own program: as it is installed, and as it is built. */
    private static final List<String> PLACES = List.of("/../lib/tend/steward", "/../../steward/target/tend-steward");

    private StewardSetup() {}

    /**
     * Returns the steward's program.
     *
     * @param given the path in the keeper's environment; "" where it has none
     * @throws KernelException where it is not found
     */
    public static String program(String given, Files files) {
        if (!given.isEmpty()) {
            return given;
        }
        String own = files.link("/proc/self/exe").orElse("");
        own = own.endsWith(DELETED) ? own.substring(0, own.length() - DELETED.length()) : own;
        String folder = own.substring(0, Math.max(0, own.lastIndexOf('/')));
        for (String place : PLACES) {
            String program = folder + place + "/bin/tend-steward";
            if (files.facts(program).isPresent()) {
                return program;
            }
        }
        throw new KernelException("cannot find tend-steward in " + folder + PLACES.get(0)
                + ": build and install it with \"make steward install-steward\", or say where it is in TEND_STEWARD");
    }

    /** Returns the user of the steward: the one that its file names, and a member of the group that may control the keeper. */
    static ResolvedUser role(Launch launch, Accounts accounts, Files files, int self) {
        var credentials = launch.credentials();
        Optional<Facts> shared = files.facts(launch.extra().get(Launch.RUN_FOLDER) + "/control")
                .filter(socket -> self == 0 && (socket.mode() & GROUP_WRITES) != 0);
        if (shared.isPresent()
                && credentials.user().isEmpty()
                && accounts.named(USER).isPresent()) {
            credentials = new Credentials(Optional.of(USER), credentials.group(), credentials.groups());
        }
        ResolvedUser role = ResolvedUser.of(credentials, accounts, self);
        if (shared.isEmpty() || role.user().isEmpty()) {
            return role;
        }
        List<Integer> groups = new ArrayList<>(role.groups().orElse(List.of()));
        groups.add(shared.get().group());
        return new ResolvedUser(role.account(), role.user(), role.group(), Optional.of(groups), role.explicit());
    }
}
