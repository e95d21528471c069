/**
 * The validation core: rules, the expressions they are written in, and what they find. An {@link org.usher.validation.Expression} is CEL,
 * type-checked by a {@link org.usher.validation.Vocabulary} when a definition is loaded.
 *
 * <p>Floor: pure. Imports {@code java.*}, JSpecify, the CEL library (with the collections of its interface) and {@code org.usher.register}.
 */
@NullMarked
package org.usher.validation;

import org.jspecify.annotations.NullMarked;
