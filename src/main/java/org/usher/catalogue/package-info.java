/**
 * Reads the definitions in {@code conversations/} and reports every fault with file and line; and reads feeds of registers.
 *
 * <p>{@link org.usher.catalogue.Catalogue} is the way in. A file is read in three steps: {@link org.usher.catalogue.YamlReader} gives
 * {@linkplain org.usher.catalogue.Node nodes} that know where they stand; {@link org.usher.catalogue.ShapeCheck} compares them with
 * {@link org.usher.catalogue.Grammar}, the one table of all keys, from which {@code conversations/schema.json} is made as well; then a reader
 * for each kind of file makes definitions of them and checks what they mean. Every step goes on after a fault, so that all are reported at once.
 *
 * <p>May import: the pure packages, SnakeYAML, Commons CSV.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.catalogue;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
