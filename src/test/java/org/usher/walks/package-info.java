/** Random walks over every conversation that is shipped. */
@NullMarked
package org.usher.walks;

import org.jspecify.annotations.NullMarked;
