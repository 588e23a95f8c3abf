package dev.tend.kernel;

import static dev.tend.kernel.Calls.must;

import dev.tend.posix.Identity;
import java.util.List;
import java.util.OptionalLong;

/** Turns the process into who its service runs as. In this order, for each step needs what the next one may take away. */
final class Privileges {

    private final Role role;
    private final OptionalLong capabilities;

    /** @param capabilities the set to keep; empty: whatever the change of user leaves */
    Privileges(Role role, OptionalLong capabilities) {
        this.role = role;
        this.capabilities = capabilities;
    }

    void assume() {
        capabilities.ifPresent(Privileges::bound);
        if (!alreadyAssumed()) {
            changeIds();
        }
        capabilities.ifPresent(Privileges::keep);
    }

    /** An ordinary user's keeper may name that user, although it could change to nobody. */
    private boolean alreadyAssumed() {
        return Identity.geteuid() != 0
                && !role.explicit()
                && role.user().orElse(Identity.getuid()) == Identity.getuid()
                && role.group().orElse(Identity.getgid()) == Identity.getgid();
    }

    private void changeIds() {
        if (role.groups().isPresent()) {
            must(Identity.setgroups(array(role.groups().get())), "cannot set the supplementary groups");
        }
        if (role.group().isPresent()) {
            int group = role.group().getAsInt();
            must(Identity.setgid(group), "cannot become group ", Integer.toUnsignedString(group));
        }
        if (role.user().isPresent()) {
            int user = role.user().getAsInt();
            must(Identity.setuid(user), "cannot become user ", Integer.toUnsignedString(user));
        }
    }

    private static int[] array(List<Integer> numbers) {
        int[] array = new int[numbers.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = numbers.get(i);
        }
        return array;
    }

    private static void bound(long set) {
        must(Identity.keepCapabilities(), "cannot keep capabilities");
        for (int capability = 0; capability < Long.SIZE; capability++) {
            if ((set >> capability & 1) == 0) {
                int result = Identity.dropFromBounding(capability);
                if (result == -Errno.EINVAL) {
                    return; // the kernel knows no more of them
                }
                must(result, "cannot give up capabilities");
            }
        }
    }

    private static void keep(long set) {
        must(Identity.capset(set), "cannot keep just these capabilities");
        for (int capability = 0; capability < Long.SIZE; capability++) {
            if ((set >> capability & 1) == 1) {
                must(Identity.raiseAmbient(capability), "cannot hand down capability " + capability);
            }
        }
    }
}
