/**
 * Deployments of BOSH jobs: the order in which their scripts are called and their processes are started. It uses the supervisor
 * and knows nothing of clients or the control socket.
 */
package dev.tend.bosh;
