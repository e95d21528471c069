/**
 * Documents as workbooks of the format .xlsx. The only package that knows the library which writes them.
 *
 * <p>May import: the pure packages, and {@code document}.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.excel;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
