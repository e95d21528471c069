package org.usher.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.selections.SelectOption;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textdisplay.TextDisplay;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.interactions.callbacks.IModalCallback;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.modals.Modal;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.RestAction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.discord.Handle.Verb;

/**
 * Receives what people do on Discord. Each thing is acknowledged at once, before anything else is looked at; the work is done afterwards on a
 * virtual thread, one thing of an account at a time. What was delivered twice is done once.
 */
final class Events extends ListenerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final int STRIPES = 512;
    private static final int TITLE = 45;
    private static final Duration TRACE_EVERY = Duration.ofSeconds(10);

    private final Clicks clicks;
    private final DiscordSettings settings;
    private final ExecutorService workers;
    private final AtomicLong traced = new AtomicLong(System.nanoTime() - TRACE_EVERY.toNanos() - 1);
    private final Seen seen = new Seen(50_000);
    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    Events(Clicks clicks, DiscordSettings settings, ExecutorService workers) {
        this.clicks = clicks;
        this.settings = settings;
        this.workers = workers;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock(true);
        }
    }

    // ---- what comes in

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        if (!seen.first(event.getIdLong())) {
            return;
        }
        boolean direct = !event.isFromGuild();
        acknowledge(event, event.deferReply(!direct), null, true, line -> clicks.command(line, user(event), event.getName(),
                name -> Optional.ofNullable(event.getOption(name)).map(OptionMapping::getAsString), from -> inPrivate(event, from)));
    }

    @Override
    public void onButtonInteraction(ButtonInteractionEvent event) {
        if (!seen.first(event.getIdLong())) {
            return;
        }
        var handle = Handle.read(event.getComponentId());
        if (handle.isEmpty()) {
            queue(event.reply(clicks.phrases(user(event)).say("old.foreign_button")).setEphemeral(true));
            return;
        }
        if (opensForm(handle.get())) {
            openForm(event, handle.get());
            return;
        }
        var component = event.getMessage().getComponentTree().find(Button.class,
                button -> event.getComponentId().equals(button.getCustomId()));
        var label = component.map(Button::getLabel).orElse("");
        onMessage(event, event.getMessage(), line -> clicks.button(line, user(event), handle.get(), label));
    }

    @Override
    public void onStringSelectInteraction(StringSelectInteractionEvent event) {
        if (!seen.first(event.getIdLong())) {
            return;
        }
        var handle = Handle.read(event.getComponentId());
        if (handle.isEmpty() || event.getValues().isEmpty()) {
            queue(event.reply(clicks.phrases(user(event)).say("old.menu")).setEphemeral(true));
            return;
        }
        var values = List.copyOf(event.getValues());
        var labels = event.getMessage().getComponentTree()
                .find(StringSelectMenu.class, menu -> event.getComponentId().equals(menu.getCustomId()))
                .map(menu -> menu.getOptions().stream().filter(option -> values.contains(option.getValue())).map(SelectOption::getLabel)
                        .toList())
                .orElse(values);
        onMessage(event, event.getMessage(), line -> clicks.menu(line, user(event), handle.get(), values, labels));
    }

    @Override
    public void onModalInteraction(ModalInteractionEvent event) {
        if (!seen.first(event.getIdLong())) {
            return;
        }
        var handle = Handle.read(event.getModalId());
        if (handle.isEmpty()) {
            queue(event.reply(clicks.phrases(user(event)).say("old.form")).setEphemeral(true));
            return;
        }
        Consumer<Line> work;
        if (handle.get().verb() == Verb.SELECT) {
            var values = new ArrayList<String>();
            event.getValues().forEach(mapping -> values.addAll(mapping.getAsStringList()));
            work = line -> {
                if (values.isEmpty()) {
                    line.whisper(new Screens(clicks.phrases(user(event))).tell("choose.nothing"));
                } else {
                    clicks.menu(line, user(event), handle.get(), values, values);
                }
            };
        } else {
            var text = event.getValues().isEmpty() ? "" : event.getValues().getFirst().getAsString();
            work = line -> clicks.form(line, user(event), handle.get(), text);
        }
        var message = event.getMessage();
        if (message == null || isAnnouncement(event.isFromGuild(), message)) {
            acknowledge(event, event.deferReply(event.isFromGuild()), null, true, work);
        } else {
            acknowledge(event, event.deferEdit(), message, false, work);
        }
    }

    @Override
    public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
        if (!seen.first(event.getIdLong())) {
            return;
        }
        var typed = event.getFocusedOption().getValue();
        var choices = within(settings.acknowledgeWithin(), () -> suggestions(event, typed)).orElse(List.of());
        queue(event.replyChoices(choices));
    }

    private List<Command.Choice> suggestions(CommandAutoCompleteInteractionEvent event, String typed) {
        var visitor = clicks.visitor(user(event));
        if (visitor.isEmpty()) {
            return List.of();
        }
        if (event.getFocusedOption().getName().equals("conversation")) {
            var words = typed.strip().toLowerCase(Locale.ROOT);
            return clicks.conversations(visitor.get()).stream()
                    .filter(offer -> (offer.title() + ' ' + offer.about()).toLowerCase(Locale.ROOT).contains(words))
                    .limit(Screens.IN_A_MENU)
                    .map(offer -> new Command.Choice(Words.label(offer.title(), 100), Words.cut(offer.id(), 100))).toList();
        }
        return clicks.talk().suggestions(visitor.get(), typed).stream().filter(hit -> !hit.value().isEmpty() && hit.value().length() <= 100)
                .limit(Screens.IN_A_MENU).map(hit -> new Command.Choice(
                        Words.label(hit.hint().isBlank() ? hit.label() : hit.label() + " – " + hit.hint(), 100), hit.value()))
                .toList();
    }

    @Override
    public void onMessageReceived(MessageReceivedEvent event) {
        if (event.getAuthor().isBot() || event.isFromGuild() || !seen.first(event.getMessageIdLong())) {
            return;
        }
        var channel = event.getChannel();
        var text = event.getMessage().getContentRaw();
        var files = event.getMessage().getAttachments().stream()
                .map(file -> new Handed(file.getFileName(), file.getUrl(), file.getSize())).toList();
        var user = new Clicks.User(event.getAuthor().getIdLong(), clicks.known(event.getAuthor().getIdLong()).orElse(Phrases.FIRST));
        work(user, new DirectLine(channel), () -> clicks.typed(channel, user, text, files));
    }

    // ---- forms

    private static boolean opensForm(Handle handle) {
        return switch (handle.verb()) {
            case WRITE, SEARCH, HAND -> true;
            case APPROVAL -> handle.argument().equals("reject") || handle.argument().equals("send_back");
            case REQUEST -> handle.argument().equals("withdraw");
            case LINK -> !handle.argument().equals("unlink");
            case CHOOSE, SELECT, COMMAND, PAGE, CHANGE, SHOW, RESUME, START, DRAFT, GO, ITEM, CHECKOUT, APPROVER, REMINDER, PASSWORD,
                    FILE ->
                false;
        };
    }

    /**
     * Opens a form. It is made of the message alone, because a form cannot follow a deferral and the database may be slow; only the language of somebody who was
     * not spoken to since the start is looked up, as long as there is time.
     */
    private void openForm(ButtonInteractionEvent event, Handle handle) {
        if (handle.verb() == Verb.SEARCH && handle.argument().equals(Screens.SEVERAL)) {
            openMenus(event, handle);
            return;
        }
        var user = user(event);
        var phrases = clicks.known(user.id()).or(() -> within(settings.acknowledgeWithin().dividedBy(2), () -> clicks.visitor(user))
                .flatMap(found -> found).map(who -> who.screens().phrases())).orElse(user.client());
        var question = question(event.getMessage());
        var form = switch (handle.verb()) {
            case WRITE -> form(phrases, handle, "write", question,
                    handle.argument().equals("long_text") ? TextInputStyle.PARAGRAPH : TextInputStyle.SHORT, 4000);
            case SEARCH -> form(phrases, handle, "search", question, TextInputStyle.SHORT, 200);
            case HAND -> form(phrases, handle, "hand_over", "", TextInputStyle.SHORT, 200);
            case APPROVAL -> form(phrases, handle, handle.argument(), "", TextInputStyle.PARAGRAPH, 2000);
            case REQUEST -> form(phrases, handle, "withdraw", "", TextInputStyle.PARAGRAPH, 2000);
            default -> handle.argument().equals("code")
                    ? form(phrases, handle, "code", "", TextInputStyle.SHORT, 10)
                    : form(phrases, handle, "number", "", TextInputStyle.SHORT, 40);
        };
        queue(event.replyModal(form));
    }

    /** A form with one field; without a question it asks what its kind always asks. */
    private static Modal form(Phrases phrases, Handle handle, String kind, String question, TextInputStyle style, int longest) {
        var input = TextInput.create("text", style).setRequired(true).setMaxLength(longest).build();
        var label = question.isEmpty() ? phrases.say("form." + kind + ".asks") : question;
        var field = label.length() <= Label.LABEL_MAX_LENGTH
                ? Label.of(label, input)
                : Label.of(Words.label(phrases.say("form.answer"), Label.LABEL_MAX_LENGTH), Words.cut(label, Label.DESCRIPTION_MAX_LENGTH),
                        input);
        return Modal.create(handle.id(), Words.label(phrases.say("form." + kind), TITLE)).addComponents(field).build();
    }

    /** Long lists of which several can be chosen: these need the database, so it is asked only as long as there is time. */
    private void openMenus(ButtonInteractionEvent event, Handle handle) {
        var user = user(event);
        var menus = within(settings.acknowledgeWithin(),
                () -> clicks.visitor(user).flatMap(who -> clicks.talk().menus(who, handle)))
                .flatMap(found -> found);
        var screens = new Screens(clicks.phrases(user));
        if (menus.isEmpty() || menus.get().isEmpty()) {
            queue(event.replyComponents(screens.tell("choose.not_now").messages().getFirst()).useComponentsV2().setEphemeral(true));
            return;
        }
        var form = Modal.create(new Handle(Verb.SELECT, handle.subject(), handle.turn(), "form").id(),
                Words.label(screens.phrases().say("choose.all"), TITLE));
        int number = 0;
        for (var menu : menus.get()) {
            var first = menu.getOptions().getFirst().getLabel();
            form.addComponents(Label.of(Words.label(++number + ". " + first + " …", Label.LABEL_MAX_LENGTH), menu));
        }
        queue(event.replyModal(form.build()));
    }

    private static String question(Message message) {
        return message.getComponentTree().findAll(TextDisplay.class).stream().map(TextDisplay::getContent)
                .filter(content -> content.startsWith(Screens.QUESTION)).findFirst()
                .map(content -> Words.read(content.substring(Screens.QUESTION.length()))).orElse("");
    }

    // ---- acknowledging and working

    private <E extends IReplyCallback & net.dv8tion.jda.api.interactions.callbacks.IMessageEditCallback & IModalCallback> void onMessage(
            E event,
            Message message, Consumer<Line> work) {
        if (isAnnouncement(event.isFromGuild(), message)) {
            acknowledge(event, event.deferReply(true), null, true, work);
        } else {
            acknowledge(event, event.deferEdit(), message, false, work);
        }
    }

    /** Whether a message stands in a server for everybody: what comes of a click there is shown to the clicker alone, and the message stays. */
    private static boolean isAnnouncement(boolean inGuild, Message message) {
        return inGuild && !message.isEphemeral();
    }

    private void acknowledge(IReplyCallback event, RestAction<InteractionHook> acknowledgement, @Nullable Message clicked, boolean promised,
            Consumer<Line> work) {
        boolean direct = !event.isFromGuild();
        var user = user(event);
        send(acknowledgement, hook -> {
            var line = new InteractionLine(hook, direct, clicked, promised);
            work(user, line, () -> work.accept(line));
        }, problem -> refused(event.getIdLong(), problem));
    }

    private static void refused(long interaction, Throwable problem) {
        if (problem instanceof ErrorResponseException response && (response.getErrorResponse() == ErrorResponse.UNKNOWN_INTERACTION
                || response.getErrorCode() == 40060)) {
            LOG.info("Interaction {} was acknowledged before, or is too old: nothing was done", interaction);
        } else {
            LOG.warn("Interaction {} could not be acknowledged: {}", interaction, problem.toString());
        }
    }

    private static void queue(RestAction<?> action) {
        send(action, _ -> {}, problem -> LOG.warn("Discord did not take a reply: {}", problem.toString()));
    }

    /** What comes in while the program ends is not answered any more: Discord tells the person that there was no reply, and nothing has changed. */
    private static <T> void send(RestAction<T> action, Consumer<T> success, Consumer<Throwable> failure) {
        try {
            action.queue(success, failure);
        } catch (RejectedExecutionException ending) {
            LOG.info("Something came in while the program ended, and was not answered");
        }
    }

    /** Does the work of one account, one thing after the other; tells the person when it takes long, or cannot be done. */
    private void work(Clicks.User user, Line line, Runnable work) {
        var done = new CompletableFuture<Boolean>();
        workers.execute(() -> {
            var stripe = stripes[Math.floorMod(Long.hashCode(user.id()), STRIPES)];
            stripe.lock();
            try {
                work.run();
                done.complete(true);
            } catch (ErrorResponseException refusal) {
                done.complete(true);
                LOG.warn("Discord did not take a reply: {}", refusal.toString());
            } catch (RuntimeException problem) {
                boolean told = !done.complete(false);
                logged(user.id(), told, problem);
                tell(line, user, "trouble.records");
            } finally {
                stripe.unlock();
            }
        });
        workers.execute(() -> {
            try {
                done.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException itTakesLonger) {
                tell(line, user, "trouble.slow");
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException impossible) {
                LOG.warn("Waiting failed", impossible);
            }
        });
    }

    /** With the trace once in a while: when the database is down, everything fails alike, and often. */
    private void logged(long user, boolean told, RuntimeException problem) {
        long now = System.nanoTime();
        long before = traced.get();
        boolean trace = now - before > TRACE_EVERY.toNanos() && traced.compareAndSet(before, now);
        LOG.warn("What {} did could not be done{}: {}", user, told ? " after all" : "", problem.toString(), trace ? problem : null);
    }

    private void tell(Line line, Clicks.User user, String key) {
        try {
            line.whisper(new Screens(clicks.phrases(user)).tell(key));
        } catch (RuntimeException problem) {
            LOG.info("Could not say so: {}", problem.toString());
        }
    }

    private <T> Optional<T> within(Duration time, Supplier<T> work) {
        var found = CompletableFuture.supplyAsync(work, workers);
        try {
            return Optional.of(found.get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException tooLate) {
            LOG.info("Nothing to suggest in time: {}", tooLate.toString());
            return Optional.empty();
        }
    }

    /** From a server the conversation goes on in the direct messages, or, if these are closed, where only the person sees it. */
    private Line inPrivate(SlashCommandInteractionEvent event, Line from) {
        var phrases = clicks.phrases(user(event));
        try {
            var channel = event.getUser().openPrivateChannel().complete();
            channel.sendMessageComponents(
                    new Sheet(phrases).say("-# " + Words.plain(phrases.say("private.from_server"))).messages().getFirst())
                    .useComponentsV2().complete();
            from.whisper(new Sheet(phrases).say(Words.plain(phrases.say("private.here")) + " <#" + channel.getId() + ">"));
            return new DirectLine(channel);
        } catch (ErrorResponseException closed) {
            if (closed.getErrorResponse() != ErrorResponse.CANNOT_SEND_TO_USER) {
                throw closed;
            }
            from.whisper(new Screens(phrases).tell("private.closed"));
            return from;
        }
    }

    private static Clicks.User user(Interaction event) {
        return new Clicks.User(event.getUser().getIdLong(), Phrases.of(event.getUserLocale()));
    }

    /** Remembers what was seen last, so that what is delivered twice is done once. */
    static final class Seen {

        private final java.util.Set<Long> ids;

        Seen(int most) {
            this.ids = java.util.Collections.newSetFromMap(new java.util.LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(java.util.Map.Entry<Long, Boolean> eldest) {
                    return size() > most;
                }
            });
        }

        synchronized boolean first(long id) {
            return ids.add(id);
        }
    }
}
