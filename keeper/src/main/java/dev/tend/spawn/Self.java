package dev.tend.spawn;

import dev.tend.posix.Identity;

/** Our own user and group, by number. They do not change while we run. */
public record Self(int user, int effectiveUser, int group) {

    public static Self ours() {
        return new Self(Identity.getuid(), Identity.geteuid(), Identity.getgid());
    }
}
