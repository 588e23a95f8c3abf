/** Documents as values and values as documents: JSON, YAML and TOML, byte for byte as the libraries of the reference write them. */
package dev.tend.template.document;
