package dev.tend.service;

/** The treatment of a service where the system does not have what its file asks for: namespaces, or limits of control groups. */
public enum OnMissing {
    /** It is not started. */
    REFUSE,
    /** It is started without that. */
    IGNORE
}
