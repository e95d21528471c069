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
import org.usher.web.Frame;
import org.usher.web.Pages;
import org.usher.web.SignIn;
import org.usher.web.SingleSignOn;
import org.usher.web.Typed;
import org.usher.web.Visitors;

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

    /**
     * The sign-in page.
     *
     * @param groups    sample people
     * @param next      where to go afterwards
     * @param number    what was typed
     * @param error     why it was refused; empty: it was not
     * @param byName    whether sample people may be chosen
     * @param elsewhere addresses of other ways to sign in
     */
    public record SignInPage(List<SamplePeople.Shown> groups, String next, String number, String error, boolean byName,
            List<String> elsewhere) {
        public SignInPage {
            groups = List.copyOf(groups);
            elsewhere = List.copyOf(elsewhere);
        }
    }

    @Get("/sign-in{?next}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<?> show(HttpRequest<?> request, @QueryValue(defaultValue = "/") String next) {
        return page(request, next, "", "");
    }

    @Post("/sign-in")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signIn(HttpRequest<?> request, @Body Map<String, Object> fields) {
        var posted = new Posted(fields);
        var number = posted.text("person").filter(text -> !text.isBlank()).orElse(posted.orEmpty("number")).strip();
        var next = posted.text("next").orElse("/");
        if (!signIn.byName()) {
            return page(request, next, "", "Choosing a sample person is switched off here.");
        }
        if (number.isEmpty() || Typed.complaint(number).isPresent()) {
            return page(request, next, "", "Choose a person, or type a staff number.");
        }
        var person = visitors.withNumber(number);
        if (person.isEmpty()) {
            return page(request, next, number, "There is nobody with the staff number " + number + ".");
        }
        return HttpResponse.seeOther(URI.create(ownPath(next))).cookie(signIn.cookie(signIn.token(person.get())));
    }

    @Post("/sign-out")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.ALL})
    HttpResponse<?> signOut() {
        return redirects.to("/sign-in").cookie(signIn.noCookie());
    }

    private HttpResponse<?> page(HttpRequest<?> request, String next, String number, String error) {
        var frame = Frame.plain("Sign in", signIn.formToken(request), signIn.byName());
        var addresses = elsewhere.stream().map(SingleSignOn::address).toList();
        return pages.show("signin", error.isEmpty() ? frame : frame.failing(),
                new SignInPage(signIn.byName() ? samples.shown() : List.of(), ownPath(next), number, error, signIn.byName(), addresses));
    }

    /** A path of this server and no other; anything else becomes the first page. */
    static String ownPath(String next) {
        return next.matches("/(?:[A-Za-z0-9._~%!$&'()*+,;=:@?-][A-Za-z0-9._~%!$&'()*+,;=:@/?-]*)?") ? next : "/";
    }
}
