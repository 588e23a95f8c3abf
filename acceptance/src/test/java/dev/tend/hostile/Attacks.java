package dev.tend.hostile;

import dev.tend.acceptance.Tend;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** All attacks, by the names that the command line knows. */
enum Attacks {
    CONTROL_SOCKET,
    HTTP,
    RUN_DIRECTORY,
    LOG_DIRECTORY,
    SERVICE_FILES,
    STATE_FILES;

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Attack on(Tend tend) {
        return switch (this) {
            case CONTROL_SOCKET -> new ControlSocketAttack(tend);
            case HTTP -> new HttpAttack(tend);
            case RUN_DIRECTORY -> new RunDirectoryAttack(tend);
            case LOG_DIRECTORY -> new LogDirectoryAttack(tend);
            case SERVICE_FILES -> new ServiceFilesAttack(tend);
            case STATE_FILES -> new StateFileAttack(tend);
        };
    }

    /** Tells whether it acts as another user, which only root can. */
    boolean needsRoot() {
        return switch (this) {
            case CONTROL_SOCKET, HTTP, STATE_FILES -> false;
            case RUN_DIRECTORY, LOG_DIRECTORY, SERVICE_FILES -> true;
        };
    }

    boolean isPossible() {
        return !needsRoot() || System.getProperty("user.name").equals("root");
    }

    static Optional<Attacks> named(String title) {
        return Arrays.stream(values())
                .filter(kind -> kind.title().equals(title))
                .findFirst();
    }
}
