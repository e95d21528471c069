/**
 * The Discord channel: commands, dialogues in direct messages, approvals and reminders with buttons, and the link between an account and a
 * staff number. Nothing outside this package knows of Discord.
 *
 * <p>In the order of a click: {@link org.usher.discord.Events} acknowledges it, {@link org.usher.discord.Clicks} finds out who it is and what the
 * {@link org.usher.discord.Handle} means, {@link org.usher.discord.Talk} and {@link org.usher.discord.Counter} do it through the
 * {@link org.usher.discord.Floor}, {@link org.usher.discord.Screens} says what is shown, and a {@link org.usher.discord.Line} shows it. What Usher
 * says by itself goes the way of the {@link org.usher.discord.Post} and the {@link org.usher.discord.Postman}. {@link org.usher.discord.Pace}
 * keeps all of it below Discord's limits.
 *
 * <p>May import: the application packages, and the pure ones whose types they use.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.discord;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
