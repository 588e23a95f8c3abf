/**
 * Consul as a source of data: its HTTP interface, blocking queries, and what becomes of them where Consul fails. Failures end nothing:
 * the answers stay as they were, and the query is made again.
 */
package dev.tend.consul;
