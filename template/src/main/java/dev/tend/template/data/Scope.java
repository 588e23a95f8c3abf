package dev.tend.template.data;

/**
 * The part of Consul that a question is about. An empty text is the default: the datacenter of the agent, the namespace of the
 * token, the local partition.
 */
public record Scope(String datacenter, String namespace, String partition, String peer, String samenessGroup) {

    /** All defaults. */
    public static final Scope DEFAULT = of("");

    /** Returns the scope of a datacenter. */
    public static Scope of(String datacenter) {
        return new Scope(datacenter, "", "", "", "");
    }

    /** Returns the suffix of a dependency's name: {@code ?ns=NAME@DATACENTER}. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        add(text, "ns", namespace);
        add(text, "partition", partition);
        add(text, "peer", peer);
        add(text, "sameness-group", samenessGroup);
        return datacenter.isEmpty()
                ? text.toString()
                : text.append('@').append(datacenter).toString();
    }

    private static void add(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(text.isEmpty() ? '?' : '&').append(name).append('=').append(value);
        }
    }
}
