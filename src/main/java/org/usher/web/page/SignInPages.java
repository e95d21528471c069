package org.usher.web.page;

import java.net.URI;
import java.util.List;
import java.util.Map;

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
import org.usher.request.Person;
import org.usher.web.Frame;
import org.usher.web.Pages;
import org.usher.web.SignIn;
import org.usher.web.SingleSignOn;
import org.usher.web.Typed;
import org.usher.web.Visitors;
import org.usher.web.Words;

/** Signing in and out in a browser. */
@Produces(MediaType.TEXT_HTML)
@Controller
public class SignInPages {

    private final SignIn signIn;
    private final SamplePeople samples;
    private final Visitors visitors;
    private final Pages pages;
    private final Redirects redirects;
    private final List<SingleSignOn> elsewhere;

    SignInPages(SignIn signIn, SamplePeople samples, Visitors visitors, Pages pages, Redirects redirects, List<SingleSignOn> elsewhere) {
        this.signIn = signIn;
        this.samples = samples;
        this.visitors = visitors;
        this.pages = pages;
        this.redirects = redirects;
        this.elsewhere = elsewhere;
    }

    /** An organisation to choose: its id, its name, and what the person is called there. */
    public record Choice(String organisation, String name, String person) {}

    /**
     * The sign-in page.
     *
     * @param samples   sample people of each organisation
     * @param next      where to go afterwards
     * @param number    what was typed
     * @param error     why it was refused; empty: it was not
     * @param choices   the organisations in which the number is known, if there are several
     * @param byName    whether sample people may be chosen
     * @param elsewhere addresses of other ways to sign in
     */
    public record SignInPage(List<SamplePeople.Shown> samples, String next, String number, String error, List<Choice> choices,
            boolean byName, List<String> elsewhere) {
        public SignInPage {
            samples = List.copyOf(samples);
            choices = List.copyOf(choices);
            elsewhere = List.copyOf(elsewhere);
        }
    }

    @Get("/sign-in{?next}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<?> show(HttpRequest<?> request, @QueryValue(defaultValue = "/") String next) {
        return page(request, next, "", "", List.of());
    }

    @Post("/sign-in")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signIn(HttpRequest<?> request, @Body Map<String, Object> fields) {
        var posted = new Posted(fields);
        var wanted = Wanted.of(posted);
        var next = posted.text("next").orElse("/");
        if (!signIn.byName()) {
            return page(request, next, "", "sign_in.off", List.of());
        }
        if (wanted.number().isEmpty() || Typed.complaint(List.of(wanted.number(), wanted.organisation())).isPresent()) {
            return page(request, next, "", "sign_in.nobody_chosen", List.of());
        }
        var people = visitors.withNumber(wanted.number(), wanted.organisation());
        if (people.isEmpty()) {
            return page(request, next, wanted.number(), "sign_in.nobody", List.of());
        }
        if (people.size() > 1) {
            return page(request, next, wanted.number(), "", people);
        }
        return HttpResponse.seeOther(URI.create(ownPath(next))).cookie(signIn.cookie(signIn.token(people.getFirst())));
    }

    /** Who wants to sign in: a button says {@code organisation/number}, a typed number may do without the organisation. */
    private record Wanted(String organisation, String number) {

        static Wanted of(Posted posted) {
            var pressed = posted.orEmpty("person").strip();
            var slash = pressed.indexOf('/');
            return pressed.isEmpty()
                    ? new Wanted("", posted.orEmpty("number").strip())
                    : new Wanted(pressed.substring(0, Math.max(slash, 0)), pressed.substring(slash + 1));
        }
    }

    @Post("/sign-out")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.ALL})
    HttpResponse<?> signOut() {
        return redirects.to("/sign-in").cookie(signIn.noCookie());
    }

    private HttpResponse<?> page(HttpRequest<?> request, String next, String number, String error, List<Person> people) {
        var words = Words.asked(request);
        var frame = Frame.plain(words.say("title.sign_in"), signIn.formToken(request), words, signIn.byName());
        var addresses = elsewhere.stream().map(SingleSignOn::address).toList();
        var choices = people.stream()
                .map(person -> new Choice(person.organisation(), visitors.organisation(person), visitors.shown(person).name()))
                .toList();
        return pages.show("signin", error.isEmpty() ? frame : frame.failing(),
                new SignInPage(signIn.byName() ? samples.shown(words.language()) : List.of(), ownPath(next), number,
                        error.isEmpty() ? "" : words.say(error, number), choices, signIn.byName(), addresses));
    }

    /** A path of this server and no other; anything else becomes the first page. */
    static String ownPath(String next) {
        return next.matches("/(?:[A-Za-z0-9._~%!$&'()*+,;=:@?-][A-Za-z0-9._~%!$&'()*+,;=:@/?-]*)?") ? next : "/";
    }
}
