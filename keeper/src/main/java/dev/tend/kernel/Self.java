package dev.tend.kernel;

import dev.tend.posix.Identity;

/** Who we are, by number. It does not change while we run. */
record Self(int user, int effectiveUser, int group) {

    static Self ours() {
        return new Self(Identity.getuid(), Identity.geteuid(), Identity.getgid());
    }
}
