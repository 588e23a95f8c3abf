/**
 * The values of the template language with Go's types. A value is a Java object: {@code null} is nil without a type,
 * {@link java.lang.Boolean} is bool, {@link dev.tend.template.value.Int} is any integer, {@link java.lang.Double} and
 * {@link java.lang.Float} are float64 and float32, {@link dev.tend.template.value.Complex} is complex128, and
 * {@link dev.tend.template.value.GoString}, {@link dev.tend.template.value.GoList},
 * {@link dev.tend.template.value.GoMap}, {@link dev.tend.template.value.GoStruct},
 * {@link dev.tend.template.value.GoPointer}, {@link dev.tend.template.value.GoChannel} and
 * {@link dev.tend.template.value.GoFunction} are what their names say. A basic value whose type has a name of its own is a
 * {@link dev.tend.template.value.Named}. {@link dev.tend.template.value.Values} tells the type of each.
 */
package dev.tend.template.value;
