/**
 * Files opened by path without granting others the rights of root, and the owners and locks of files. It knows nothing of
 * services.
 */
package dev.tend.path;
