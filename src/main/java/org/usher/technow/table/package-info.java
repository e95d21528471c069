/**
 * The table engine: one dictionary says which tables there are and what their columns are, and everything else (queries, writes, display
 * values, the REST API, the pages) is driven by it. There is no class for a table.
 *
 * <ul>
 * <li>{@link org.usher.technow.table.Dictionary}: tables and columns.
 * <li>{@link org.usher.technow.table.QueryParser}: the encoded query language into a {@link org.usher.technow.table.Query}.
 * <li>{@link org.usher.technow.table.Records}: finds, inserts, updates, deletes; runs the {@link org.usher.technow.table.BusinessRule}s.
 * <li>{@link org.usher.technow.table.Displays}: what people see instead of keys and codes.
 * </ul>
 *
 * <p>Tickets share the table {@code task} and are told apart by {@code sys_class_name}, as the vendor stores them: so a reference to
 * {@code task} finds any of them. A value is a string everywhere above SQL; an empty string means that there is none.
 *
 * <p>May import: {@code java.*}, Micronaut.
 */
@NullMarked
package org.usher.technow.table;

import org.jspecify.annotations.NullMarked;
