/** The web channel as browsers and programs meet it. */
@NullMarked
package org.usher.web;

import org.jspecify.annotations.NullMarked;
