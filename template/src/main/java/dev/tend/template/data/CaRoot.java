package dev.tend.template.data;

/** A root certificate of Consul Connect, as PEM. */
public record CaRoot(String id, String name, String rootCertPem, boolean active, long createIndex, long modifyIndex) {}
