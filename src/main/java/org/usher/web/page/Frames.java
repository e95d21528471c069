package org.usher.web.page;

import java.util.Optional;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import org.usher.outbox.NoticeBoard;
import org.usher.request.Person;
import org.usher.web.Counting;
import org.usher.web.Frame;
import org.usher.web.SignIn;
import org.usher.web.Visitors;
import org.usher.web.Words;

/** Puts the frame around a page: who is signed in, what waits for them, and what was just done. */
@Singleton
final class Frames {

    private final SignIn signIn;
    private final Visitors visitors;
    private final NoticeBoard board;
    private final Counting counting;
    private final Kept kept;

    Frames(SignIn signIn, Visitors visitors, NoticeBoard board, Counting counting, Kept kept) {
        this.signIn = signIn;
        this.visitors = visitors;
        this.board = board;
        this.counting = counting;
        this.kept = kept;
    }

    Frame of(HttpRequest<?> request, Person who, Frame.Area area, String title) {
        var said = request.getParameters().getFirst("said").flatMap(token -> kept.said(who, token));
        return new Frame(title, Optional.of(visitors.visiting(who)), signIn.formToken(request), area, counting.of(who), words(who),
                newest(who), said, false, signIn.byName());
    }

    /** What Usher says on pages to a person. */
    Words words(Person who) {
        return new Words(visitors.language(who));
    }

    /** Up to which notice the person has been told. */
    private String newest(Person who) {
        return board.of(who, 1).stream().map(posted -> String.valueOf(posted.id())).findFirst().orElse("0");
    }

    /** A frame for a page that anybody may see. */
    Frame open(HttpRequest<?> request, String title) {
        return visitors.ifAny(request).map(who -> of(request, who, Frame.Area.ELSEWHERE, title))
                .orElseGet(() -> Frame.plain(title, signIn.formToken(request), Words.asked(request), signIn.byName()));
    }
}
