/**
 * How a conversation is held: the definition ({@link org.usher.conversation.Conversation}, its steps and kinds of questions), one person's run
 * through it ({@link org.usher.conversation.Dialogue}), and the pure function that advances it ({@link org.usher.conversation.Engine}).
 *
 * <p>Floor: pure. Imports {@code java.*}, JSpecify, {@code org.usher.validation} and {@code org.usher.register}.
 */
@NullMarked
package org.usher.conversation;

import org.jspecify.annotations.NullMarked;
