/**
 * The parts that all verbs and faces share: arguments, help, exit codes, the terminal, and the connection to a keeper. It knows no verb
 * and no face.
 */
package dev.tend.command;
