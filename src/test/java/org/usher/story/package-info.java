/** The promises of Usher, told as stories of several people over its HTTP API, on the whole program. */
@NullMarked
package org.usher.story;

import org.jspecify.annotations.NullMarked;
