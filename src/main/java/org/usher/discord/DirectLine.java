package org.usher.discord;

import java.util.Optional;

import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import org.usher.file.Files;

/** Replies in the direct messages, to something that was typed there. What was asked last can be settled, as a click would. */
final class DirectLine implements Line {

    /** The message that asked what is being answered, and what it shows. */
    private record Asked(Post.Sent where, Sheet sheet) {}

    private final MessageChannel channel;
    private final Optional<Asked> asked;

    DirectLine(MessageChannel channel) {
        this.channel = channel;
        this.asked = Optional.empty();
    }

    /**
     * @param asked what message asked what is being answered
     * @param sheet what that message shows
     */
    DirectLine(MessageChannel channel, Post.Sent asked, Sheet sheet) {
        this.channel = channel;
        this.asked = Optional.of(new Asked(asked, sheet));
    }

    @Override
    public boolean direct() {
        return true;
    }

    @Override
    public Optional<Post.Sent> show(Sheet sheet) {
        Message last = null;
        for (var components : sheet.messages()) {
            last = channel.sendMessageComponents(components).useComponentsV2().complete();
        }
        return Optional.ofNullable(last).map(message -> new Post.Sent(message.getChannelIdLong(), message.getIdLong()));
    }

    @Override
    public void settle(String markdown) {
        if (asked.isEmpty()) {
            return;
        }
        var before = asked.get().sheet().messages().getLast();
        try {
            channel.editMessageComponentsById(asked.get().where().message(), InteractionLine.settled(before, markdown)).useComponentsV2()
                    .setAllowedMentions(InteractionLine.NOBODY).complete();
        } catch (ErrorResponseException problem) {
            if (problem.getErrorResponse() != ErrorResponse.UNKNOWN_MESSAGE) {
                throw problem;
            }
        }
    }

    @Override
    public void swap(Sheet sheet) {
        show(sheet);
    }

    @Override
    public void whisper(Sheet sheet) {
        show(sheet);
    }

    @Override
    public boolean hand(Files.Content file) {
        return InteractionLine.handed(file, upload -> channel.sendFiles(upload).complete());
    }
}
