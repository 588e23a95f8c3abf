/** What is done again when it has failed, and when. */
package dev.tend.retry;
