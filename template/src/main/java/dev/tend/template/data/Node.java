package dev.tend.template.data;

import java.util.Map;

/** A node of the catalogue. */
public record Node(
        String id,
        String node,
        String address,
        String datacenter,
        Map<String, String> taggedAddresses,
        Map<String, String> meta) {}
