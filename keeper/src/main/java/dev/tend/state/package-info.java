/**
 * The state files, from which the next keeper learns what runs. It writes and reads lives and does not decide them.
 */
package dev.tend.state;
