package org.usher.discord;

import java.util.List;
import java.util.Optional;

import net.dv8tion.jda.api.components.MessageTopLevelComponent;
import net.dv8tion.jda.api.components.container.Container;
import net.dv8tion.jda.api.components.textdisplay.TextDisplay;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;

/** Replies in the direct messages, to something that was typed there. What was asked last can be settled, as a click would. */
final class DirectLine implements Line {

    private final MessageChannel channel;
    private final Optional<Post.Sent> asked;
    private final Optional<Sheet> askedSheet;

    DirectLine(MessageChannel channel) {
        this(channel, Optional.empty(), Optional.empty());
    }

    /**
     * @param asked      the message that asked what is being answered
     * @param askedSheet what that message shows
     */
    DirectLine(MessageChannel channel, Optional<Post.Sent> asked, Optional<Sheet> askedSheet) {
        this.channel = channel;
        this.asked = asked;
        this.askedSheet = askedSheet;
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
        List<? extends MessageTopLevelComponent> before = askedSheet.map(sheet -> sheet.messages().getLast())
                .orElse(List.of(Container.of(TextDisplay.of("-# answered"))));
        try {
            channel.editMessageComponentsById(asked.get().message(), InteractionLine.settled(before, markdown)).useComponentsV2()
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
}
