package org.usher.web.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.jspecify.annotations.Nullable;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.reminder.ReminderView;
import org.usher.reminder.Reminders;
import org.usher.validation.Finding;
import org.usher.web.Frame;
import org.usher.web.Pages;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Visitors;

/** What a person is reminded of, with the buttons that answer it. */
@Produces(MediaType.TEXT_HTML)
@Controller("/reminders")
@Secured(SecurityRule.IS_AUTHENTICATED)
public class ReminderPages {

    private static final String CHANNEL = "web";

    private final Reminders reminders;
    private final Visitors visitors;
    private final Frames frames;
    private final Pages pages;
    private final Problems problems;
    private final Redirects redirects;
    private final ChatService chat;

    ReminderPages(Reminders reminders, Visitors visitors, Frames frames, Pages pages, Problems problems, Redirects redirects,
            ChatService chat) {
        this.chat = chat;
        this.reminders = reminders;
        this.visitors = visitors;
        this.frames = frames;
        this.pages = pages;
        this.problems = problems;
        this.redirects = redirects;
    }

    /** A reminder with its times as shown. */
    public record Line(ReminderView reminder, When due, @Nullable When sent) {}

    /** Those that can be answered, those to come, those that are over. */
    public record RemindersPage(List<Line> open, List<Line> planned, List<Line> past) {
        public RemindersPage {
            open = List.copyOf(open);
            planned = List.copyOf(planned);
            past = List.copyOf(past);
        }
    }

    @Get
    HttpResponse<?> all(HttpRequest<?> request) {
        var who = visitors.of(request);
        var reader = visitors.reader(who);
        var lines = reminders.of(who).stream().map(reminder -> {
            var sent = reminder.sent();
            return new Line(reminder, When.of(reminder.due(), reader), sent == null ? null : When.of(sent, reader));
        }).toList();
        var page = new RemindersPage(lines.stream().filter(line -> !line.reminder().answers().isEmpty()).toList(),
                lines.stream().filter(line -> line.reminder().answers().isEmpty() && line.reminder().state().equals("planned")).toList(),
                lines.stream().filter(line -> line.reminder().answers().isEmpty() && !line.reminder().state().equals("planned")).toList());
        return pages.show("reminders", frames.of(request, who, Frame.Area.REMINDERS, frames.words(who).say("menu.reminders")), page);
    }

    @Post("/{id}/answer")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> answer(HttpRequest<?> request, String id, @Body Map<String, Object> fields) {
        var who = visitors.of(request);
        return switch (reminders.answer(who, id, new Posted(fields).orEmpty("answer"))) {
            case Reminders.Answered.Done(var text, _) -> redirects.to("/reminders", who, text);
            case Reminders.Answered.GoesOn(var conversation, var answers, _) ->
                switch (chat.startWith(who, conversation, answers, CHANNEL)) {
                    case ChatResult.Done(var view) -> redirects.to("/dialogues/" + view.id());
                    case ChatResult.NotAllowed(var findings) -> redirects.to("/reminders", who,
                            findings.stream().map(Finding::text).collect(Collectors.joining(" ")));
                    case ChatResult.NotNow(_, var text) -> redirects.to("/reminders", who, text);
                    case ChatResult.Refused _,ChatResult.OldTurn _,ChatResult.NotFound _ ->
                        problems.answer(request, Problem.Kind.NOT_FOUND, "There is no such form.");
                };
            case Reminders.Answered.Past(var text, _) -> redirects.to("/reminders", who, text);
            case Reminders.Answered.NoSuchAnswer(var text, _) -> problems.answer(request, Problem.Kind.UNPROCESSABLE, text);
            case Reminders.Answered.NotFound() ->
                problems.answer(request, Problem.Kind.NOT_FOUND, pages.words(request).say("not_found.reminder"));
        };
    }
}
