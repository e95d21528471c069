package org.usher.web.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.chat.DialogueView;
import org.usher.conversation.Input;
import org.usher.file.Files;
import org.usher.request.Person;
import org.usher.validation.Finding;
import org.usher.web.Frame;
import org.usher.web.Pages;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Typed;
import org.usher.web.Visitors;
import org.usher.web.api.TurnBody;

/** The conversation itself: one prompt at a time, by forms that are posted and then shown anew. */
@Produces(MediaType.TEXT_HTML)
@Controller
@Secured(SecurityRule.IS_AUTHENTICATED)
public class ChatPages {

    private static final String CHANNEL = "web";
    private static final int MOST_OPTIONS = 15;

    private final ChatService chat;
    private final Visitors visitors;
    private final Frames frames;
    private final Pages pages;
    private final Problems problems;
    private final Redirects redirects;
    private final Kept kept;
    private final Files files;

    ChatPages(ChatService chat, Visitors visitors, Frames frames, Pages pages, Problems problems, Redirects redirects, Kept kept,
            Files files) {
        this.chat = chat;
        this.visitors = visitors;
        this.frames = frames;
        this.pages = pages;
        this.problems = problems;
        this.redirects = redirects;
        this.kept = kept;
        this.files = files;
    }

    /** What a person may not start, and why, as the page shows it. */
    public record NotAllowedPage(String title, List<Finding> findings) {
        public NotAllowedPage {
            findings = List.copyOf(findings);
        }
    }

    /** Choosing somebody to hand a draft to. */
    public record HandOverPage(DialogueView view, String typed, List<Frame.Somebody> found, String error) {
        public HandOverPage {
            found = List.copyOf(found);
        }
    }

    @Post("/conversations/{conversation}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> start(HttpRequest<?> request, String conversation) {
        return answer(request, visitors.of(request), chat.start(visitors.of(request), conversation, CHANNEL), "");
    }

    @Get("/dialogues/{id}{?shown}")
    HttpResponse<?> show(HttpRequest<?> request, String id, @QueryValue(defaultValue = "") String shown) {
        var who = visitors.of(request);
        return switch (chat.view(who, id)) {
            case ChatResult.Done(var view) -> page(request, who, kept.find(who, shown, Kept.Talk.class)
                    .map(talk -> ChatPage.of(view, talk)).orElseGet(() -> ChatPage.of(view)));
            case ChatResult.Refused(var view) -> page(request, who, ChatPage.of(view));
            case ChatResult.OldTurn(_, var view) -> page(request, who, ChatPage.of(view));
            case ChatResult.NotAllowed(var findings) -> notAllowed(request, who, findings);
            case ChatResult.NotNow(_, var text) -> problems.answer(request, Problem.Kind.FORBIDDEN, text);
            case ChatResult.NotFound() -> notFound(request);
        };
    }

    @Post("/dialogues/{id}/turns")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> turn(HttpRequest<?> request, String id, @Body Map<String, Object> fields) {
        var who = visitors.of(request);
        var posted = new Posted(fields);
        var typed = posted.orEmpty("say");
        var complaint = Typed.complaint(List.of(typed, posted.orEmpty("about"), posted.orEmpty("question")))
                .or(() -> Typed.complaint(posted.all("choose")));
        if (complaint.isPresent()) {
            return problems.answer(request, complaint.get().kind(), complaint.get().text());
        }
        var turn = posted.text("turn").filter(text -> text.matches("[0-9]{1,9}")).map(Integer::valueOf);
        if (turn.isEmpty()) {
            return problems.answer(request, Problem.Kind.BAD_REQUEST,
                    frames.words(who).say("refused.turn"));
        }
        if (posted.text("search").isPresent()) {
            return search(request, who, id, typed);
        }
        var input = input(posted);
        if (input.isEmpty()) {
            return problems.answer(request, Problem.Kind.BAD_REQUEST, frames.words(who).say("refused.input"));
        }
        return answer(request, who, chat.turn(who, id, turn.get(), input.get(), CHANNEL), typed);
    }

    private static Optional<Input> input(Posted posted) {
        var command = posted.orEmpty("command");
        if (!command.isEmpty()) {
            return TurnBody.command(command, posted.text("question").orElse(posted.orEmpty("about")));
        }
        var chosen = posted.all("choose");
        if (!chosen.isEmpty() || posted.text("several").isPresent()) {
            return Optional.of(new Input.Choose(chosen));
        }
        return posted.text("say").map(Input.Say::new);
    }

    /** Without scripts: what matches, as buttons on the page. */
    private HttpResponse<?> search(HttpRequest<?> request, Person who, String id, String typed) {
        if (!(chat.view(who, id) instanceof ChatResult.Done(var view))) {
            return notFound(request);
        }
        var found = chat.search(who, id, typed, MOST_OPTIONS).stream()
                .map(hit -> new DialogueView.Option(hit.value(), hit.label(), hit.hint())).toList();
        return redirects.showing("/dialogues/" + id, who, new ChatPage(view, typed, found, typed, "", "").talk());
    }

    @Post("/dialogues/{id}/resume")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> resume(HttpRequest<?> request, String id) {
        var who = visitors.of(request);
        return answer(request, who, chat.resume(who, id, CHANNEL), "");
    }

    @Post("/dialogues/{id}/accept")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> accept(HttpRequest<?> request, String id) {
        var who = visitors.of(request);
        return answer(request, who, chat.accept(who, id, CHANNEL), "");
    }

    @Post("/dialogues/{id}/reply")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> reply(HttpRequest<?> request, String id, @Body Map<String, Object> fields) {
        var who = visitors.of(request);
        var posted = new Posted(fields);
        var complaint = Typed.complaint(posted.orEmpty("question") + posted.orEmpty("answer"));
        if (complaint.isPresent()) {
            return problems.answer(request, complaint.get().kind(), complaint.get().text());
        }
        return switch (chat.reply(who, id, posted.orEmpty("question"), posted.orEmpty("answer"), CHANNEL)) {
            case ChatResult.Done _ -> redirects.to("/", who, frames.words(who).say("said.replied"));
            case ChatResult.NotNow(_, var text) -> redirects.to("/", who, text);
            case ChatResult other -> answer(request, who, other, "");
        };
    }

    @Post("/dialogues/{id}/return")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> giveBack(HttpRequest<?> request, String id) {
        var who = visitors.of(request);
        return switch (chat.giveBack(who, id, CHANNEL)) {
            case ChatResult.Done _ -> redirects.to("/", who, frames.words(who).say("said.given_back"));
            case ChatResult other -> answer(request, who, other, "");
        };
    }

    @Get("/dialogues/{id}/hand-over{?q}")
    HttpResponse<?> chooseHandOver(HttpRequest<?> request, String id, @QueryValue(defaultValue = "") String q) {
        var who = visitors.of(request);
        if (Typed.complaint(q).isPresent() || !(chat.view(who, id) instanceof ChatResult.Done(var view))) {
            return notFound(request);
        }
        var found = q.isBlank() ? List.<Frame.Somebody>of() : visitors.like(who, q, MOST_OPTIONS);
        return pages.show("handover", frames.of(request, who, Frame.Area.HOME, frames.words(who).say("title.hand_over")),
                new HandOverPage(view, q, found, ""));
    }

    @Post("/dialogues/{id}/hand-over")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> handOver(HttpRequest<?> request, String id, @Body Map<String, Object> fields) {
        var who = visitors.of(request);
        var to = new Posted(fields).orEmpty("to").strip();
        if (Typed.complaint(to).isPresent()) {
            return problems.answer(request, Problem.Kind.BAD_REQUEST, frames.words(who).say("refused.number"));
        }
        return switch (chat.handOver(who, id, to, CHANNEL)) {
            case ChatResult.Done _ ->
                redirects.to("/", who, frames.words(who).say("said.handed_over"));
            case ChatResult.NotNow(_, var text) when chat.view(who, id) instanceof ChatResult.Done(var view) ->
                pages.show("handover", frames.of(request, who, Frame.Area.HOME, frames.words(who).say("title.hand_over")).failing(),
                        new HandOverPage(view, to, List.of(), text));
            case ChatResult other -> answer(request, who, other, "");
        };
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Person who, ChatResult result, String typed) {
        return switch (result) {
            case ChatResult.Done(var view) -> view.messages().isEmpty()
                    ? redirects.to(place(view))
                    : redirects.showing(place(view), who, ChatPage.of(view).talk());
            case ChatResult.Refused(var view) ->
                redirects.showing(place(view), who, new ChatPage(view, mended(view, typed), List.of(), "", "", "").talk());
            case ChatResult.OldTurn(var text, var view) ->
                redirects.showing(place(view), who, new ChatPage(view, "", List.of(), "", text, "").talk());
            case ChatResult.NotAllowed(var findings) -> notAllowed(request, who, findings);
            case ChatResult.NotNow(_, var text) -> problems.answer(request, Problem.Kind.FORBIDDEN, text);
            case ChatResult.NotFound() -> notFound(request);
        };
    }

    /** What was typed, so that it can be mended; a secret is not kept, not even for a moment. */
    private static String mended(DialogueView view, String typed) {
        var prompt = view.prompt();
        return prompt != null && prompt.type().equals("secret") ? "" : typed;
    }

    /** Where to go on: in the same dialogue, or where it went on by itself. */
    private static String place(DialogueView view) {
        var page = ChatPage.of(view);
        boolean stays = page.goesOnAt().isEmpty() || view.status().equals("submitted") && page.sentAtOnce()
                || view.status().equals("asking") || view.status().equals("reviewing");
        return stays ? "/dialogues/" + view.id() : page.goesOnAt();
    }

    private HttpResponse<?> page(HttpRequest<?> request, Person who, ChatPage page) {
        var title = page.asks() && !page.reviewing()
                ? page.prompt().text()
                : page.reviewing() ? frames.words(who).say("chat.check") : page.view().title();
        var frame = frames.of(request, who, Frame.Area.HOME, title + " – " + page.view().title());
        return pages.show("chat", page.refused() ? frame.failing() : frame,
                page.accepting(new ChatPage.Accepted(files.types(), files.largest())));
    }

    private HttpResponse<?> notAllowed(HttpRequest<?> request, Person who, List<Finding> findings) {
        var title = frames.words(who).say("title.not_allowed");
        return pages.show("notallowed", frames.of(request, who, Frame.Area.HOME, title), new NotAllowedPage(title, findings));
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return problems.answer(request, Problem.Kind.NOT_FOUND, pages.words(request).say("not_found.dialogue"));
    }
}
