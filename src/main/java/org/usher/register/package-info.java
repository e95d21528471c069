/**
 * The facts that questions and rules look up: people, grades, positions, teams … {@link org.usher.register.Registers} is an immutable
 * picture of one organisation's registers; a {@link org.usher.register.Change} gives the next one.
 *
 * <p>Floor: pure. Imports nothing but {@code java.*} and JSpecify.
 */
@NullMarked
package org.usher.register;

import org.jspecify.annotations.NullMarked;
