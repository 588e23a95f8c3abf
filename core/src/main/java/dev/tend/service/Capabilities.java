package dev.tend.service;

import java.util.List;
import java.util.OptionalInt;

/** The names and numbers of capabilities, see {@code capabilities(7)} and {@code <linux/capability.h>}. */
public final class Capabilities {

    private static final List<String> NAMES = List.of(
            "chown",
            "dac_override",
            "dac_read_search",
            "fowner",
            "fsetid",
            "kill",
            "setgid",
            "setuid",
            "setpcap",
            "linux_immutable",
            "net_bind_service",
            "net_broadcast",
            "net_admin",
            "net_raw",
            "ipc_lock",
            "ipc_owner",
            "sys_module",
            "sys_rawio",
            "sys_chroot",
            "sys_ptrace",
            "sys_pacct",
            "sys_admin",
            "sys_boot",
            "sys_nice",
            "sys_resource",
            "sys_time",
            "sys_tty_config",
            "mknod",
            "lease",
            "audit_write",
            "audit_control",
            "setfcap",
            "mac_override",
            "mac_admin",
            "syslog",
            "wake_alarm",
            "block_suspend",
            "audit_read",
            "perfmon",
            "bpf",
            "checkpoint_restore");

    private Capabilities() {}

    /** The number of a capability by its lower-case name without {@code cap_}. */
    public static OptionalInt number(String name) {
        int number = NAMES.indexOf(name);
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** All names, each at the place of its number. */
    public static List<String> names() {
        return NAMES;
    }
}
