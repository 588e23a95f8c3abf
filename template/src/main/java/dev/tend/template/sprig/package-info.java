/**
 * The functions of the library Sprig whose result depends on their arguments alone, under names that begin with {@code sprig_}. Those
 * on certificates, versions and random numbers are left out.
 */
package dev.tend.template.sprig;
