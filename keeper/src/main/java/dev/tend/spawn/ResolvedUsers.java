package dev.tend.spawn;

import dev.tend.kernel.Files;
import dev.tend.kernel.Launch;
import dev.tend.path.Accounts;
import dev.tend.path.NameService;
import dev.tend.service.Credentials;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The users and groups of services, looked up at each start: in earlier results, as long as the system's files are the same. */
final class ResolvedUsers {

    private static final String PASSWD = "/etc/passwd";
    private static final String GROUP = "/etc/group";

    private final Files files;
    private final Self self;
    private final NameService others;
    private final Map<Credentials, ResolvedUser> found = new HashMap<>();
    private Optional<Files.Facts> passwd = Optional.empty();
    private Optional<Files.Facts> group = Optional.empty();

    /** @param others are asked for names that the system's files do not have */
    ResolvedUsers(Files files, Self self, NameService others) {
        this.files = files;
        this.self = self;
        this.others = others;
    }

    /** @throws KernelException where a user or group does not exist */
    ResolvedUser of(Launch launch) {
        if (launch.isSteward()) {
            return StewardSetup.role(launch, Accounts.ofTheSystem(files, others), files, self.user());
        }
        return of(launch.credentials());
    }

    /** @throws KernelException where a user or group does not exist */
    ResolvedUser of(Credentials credentials) {
        forgetWhatChanged();
        ResolvedUser role = found.get(credentials);
        if (role == null) {
            role = ResolvedUser.of(credentials, Accounts.ofTheSystem(files, others), self.user());
            found.put(credentials, role);
        }
        return role;
    }

    private void forgetWhatChanged() {
        var passwdNow = files.facts(PASSWD);
        var groupNow = files.facts(GROUP);
        if (!passwdNow.equals(passwd) || !groupNow.equals(group)) {
            found.clear();
            passwd = passwdNow;
            group = groupNow;
        }
    }
}
