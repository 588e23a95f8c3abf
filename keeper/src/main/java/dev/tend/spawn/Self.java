package dev.tend.spawn;

import dev.tend.posix.Identity;

/** Who we are, by number. It does not change while we run. */
public record Self(int user, int effectiveUser, int group) {

    public static Self ours() {
        return new Self(Identity.getuid(), Identity.geteuid(), Identity.getgid());
    }
}
