package org.usher.web.page;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.jspecify.annotations.Nullable;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.chat.DialogueView;
import org.usher.file.Files;
import org.usher.file.Upload;
import org.usher.request.Person;
import org.usher.web.Download;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Visitors;

/** Files that are handed in with a form of the chat's page, and fetched from wherever an answer is shown. */
@Controller
@Secured(SecurityRule.IS_AUTHENTICATED)
class FilePages {

    private static final String CHANNEL = "web";

    private final ChatService chat;
    private final Files files;
    private final Download download;
    private final Visitors visitors;
    private final Problems problems;
    private final Redirects redirects;
    private final Frames frames;

    FilePages(ChatService chat, Files files, Download download, Visitors visitors, Problems problems, Redirects redirects, Frames frames) {
        this.chat = chat;
        this.files = files;
        this.download = download;
        this.visitors = visitors;
        this.problems = problems;
        this.redirects = redirects;
        this.frames = frames;
    }

    @Post("/dialogues/{id}/files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> handIn(HttpRequest<?> request, String id, @Part("turn") Optional<String> turn,
            @Part("file") @Nullable CompletedFileUpload file) throws IOException {
        var who = visitors.of(request);
        var number = turn.filter(text -> text.matches("[0-9]{1,9}")).map(Integer::valueOf);
        if (number.isEmpty()) {
            return problems.answer(request, Problem.Kind.BAD_REQUEST,
                    "The form that was sent lacks the number of its turn. Load the page again.");
        }
        if (file == null || file.getFilename().isEmpty()) {
            return complaining(request, who, id, frames.words(who).say("file.first"));
        }
        var upload = new Upload(file.getFilename(), file.getBytes());
        var complaint = files.complaint(upload, visitors.language(who));
        if (complaint.isPresent()) {
            return complaining(request, who, id, complaint.get().text());
        }
        return switch (chat.handIn(who, id, number.get(), upload, CHANNEL)) {
            case ChatResult.Done(var view) -> view.messages().isEmpty()
                    ? redirects.to("/dialogues/" + id)
                    : redirects.showing("/dialogues/" + id, who, ChatPage.of(view).talk());
            case ChatResult.Refused(var view) -> redirects.showing("/dialogues/" + id, who, ChatPage.of(view).talk());
            case ChatResult.OldTurn(var text, var view) ->
                redirects.showing("/dialogues/" + id, who, new ChatPage(view, "", List.of(), "", text, "").talk());
            case ChatResult.NotAllowed _ -> problems.answer(request, Problem.Kind.FORBIDDEN, "You cannot go on with this.");
            case ChatResult.NotNow(_, var text) -> problems.answer(request, Problem.Kind.FORBIDDEN, text);
            case ChatResult.NotFound() -> notFound(request);
        };
    }

    /** The same question again, with what is wrong with the file. */
    private HttpResponse<?> complaining(HttpRequest<?> request, Person who, String id, String text) {
        return chat.view(who, id) instanceof ChatResult.Done(var view)
                ? redirects.showing("/dialogues/" + id, who, ChatPage.of(view.refusing(new DialogueView.Refusal("", text))).talk())
                : notFound(request);
    }

    @Get("/files/{id}")
    @Produces(MediaType.ALL)
    HttpResponse<?> fetch(HttpRequest<?> request, String id) {
        return download.of(request, id);
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return problems.answer(request, Problem.Kind.NOT_FOUND, "There is no such conversation of yours.");
    }
}
