package org.usher.discord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import net.dv8tion.jda.api.components.MessageTopLevelComponent;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.container.Container;
import net.dv8tion.jda.api.components.container.ContainerChildComponent;
import net.dv8tion.jda.api.components.textdisplay.TextDisplay;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.utils.FileUpload;
import org.jspecify.annotations.Nullable;
import org.usher.file.Files;

/** Replies through an interaction that was acknowledged. In a server nobody but the person who asked sees them. */
final class InteractionLine implements Line {

    /** Whom a changed message may ping: the default for new messages does not count for changes. */
    static final Set<Message.MentionType> NOBODY = Set.of();

    private final InteractionHook hook;
    private final boolean direct;
    private final @Nullable Message clicked;
    /** An acknowledgement that promised a message: the first one takes its place. */
    private boolean promised;

    /**
     * @param clicked  the message whose component was used, if replies may change it
     * @param promised whether the acknowledgement shows that a message is coming
     */
    InteractionLine(InteractionHook hook, boolean direct, @Nullable Message clicked, boolean promised) {
        this.hook = hook;
        this.direct = direct;
        this.clicked = clicked;
        this.promised = promised;
    }

    @Override
    public boolean direct() {
        return direct;
    }

    @Override
    public Optional<Post.Sent> show(Sheet sheet) {
        return post(sheet, !direct);
    }

    @Override
    public void whisper(Sheet sheet) {
        post(sheet, true);
    }

    private Optional<Post.Sent> post(Sheet sheet, boolean onlyForThem) {
        Message last = null;
        for (var components : sheet.messages()) {
            if (promised) {
                promised = false;
                last = hook.editOriginalComponents(components).useComponentsV2().setAllowedMentions(NOBODY).complete();
            } else {
                last = hook.sendMessageComponents(components).useComponentsV2().setEphemeral(onlyForThem).complete();
            }
        }
        return last == null || onlyForThem ? Optional.empty() : Optional.of(new Post.Sent(last.getChannelIdLong(), last.getIdLong()));
    }

    @Override
    public void settle(String markdown) {
        if (clicked != null) {
            hook.editOriginalComponents(settled(clicked.getComponents(), markdown)).useComponentsV2().setAllowedMentions(NOBODY).complete();
        }
    }

    @Override
    public void swap(Sheet sheet) {
        if (clicked == null) {
            show(sheet);
            return;
        }
        var messages = sheet.messages();
        hook.editOriginalComponents(messages.getFirst()).useComponentsV2().setAllowedMentions(NOBODY).complete();
        for (var further : messages.subList(1, messages.size())) {
            hook.sendMessageComponents(further).useComponentsV2().setEphemeral(!direct).complete();
        }
    }

    @Override
    public boolean hand(Files.Content file) {
        return handed(file, upload -> {
            if (promised) {
                promised = false;
                hook.editOriginalAttachments(upload).complete();
            } else {
                hook.sendFiles(upload).setEphemeral(true).complete();
            }
        });
    }

    /** Sends a file; false if it is too large, also where Discord takes less than it does by default. */
    static boolean handed(Files.Content file, Consumer<FileUpload> sending) {
        if (file.bytes().length > Message.MAX_FILE_SIZE) {
            return false;
        }
        try (var upload = FileUpload.fromData(file.bytes(), file.file().name())) {
            sending.accept(upload);
            return true;
        } catch (ErrorResponseException refusal) {
            if (refusal.getErrorResponse() == ErrorResponse.REQUEST_ENTITY_TOO_LARGE) {
                return false;
            }
            throw refusal;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What a message becomes when it was answered. */
    static List<MessageTopLevelComponent> settled(List<? extends MessageTopLevelComponent> components, String markdown) {
        var children = new ArrayList<ContainerChildComponent>();
        var rows = new ArrayList<ActionRow>();
        int characters = markdown.length();
        int parts = 2;
        for (var component : components) {
            if (component instanceof Container container) {
                for (var child : container.getComponents()) {
                    if (child instanceof TextDisplay text && characters + text.getContent().length() <= Words.MESSAGE + 50) {
                        children.add(TextDisplay.of(text.getContent()));
                        characters += text.getContent().length();
                        parts++;
                    } else if (child instanceof ActionRow row) {
                        rows.add(row.asDisabled());
                        parts += 1 + row.getComponents().size();
                    }
                }
            }
        }
        children.add(TextDisplay.of(markdown));
        if (parts <= 40) {
            children.addAll(rows);
        }
        return List.of(Container.of(children));
    }
}
