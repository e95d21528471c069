/**
 * Attachments of any record: their description is a record of {@code sys_attachment}, their bytes are kept beside it.
 *
 * <p>May import: {@code table}, {@code account} for hashes.
 */
@NullMarked
package org.usher.technow.attachment;

import org.jspecify.annotations.NullMarked;
