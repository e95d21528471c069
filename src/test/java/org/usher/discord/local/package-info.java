/**
 * A local Discord: REST v10 and the gateway over loopback, with state, that enforces what Discord enforces and misbehaves on command. The real
 * client library connects to it. {@link org.usher.discord.local.LocalDiscordConsole} starts it by hand.
 */
@NullMarked
package org.usher.discord.local;

import org.jspecify.annotations.NullMarked;
