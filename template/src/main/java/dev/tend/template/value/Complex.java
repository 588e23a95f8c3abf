package dev.tend.template.value;

/** A complex128. */
public record Complex(double real, double imaginary) {}
