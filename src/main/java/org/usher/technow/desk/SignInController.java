package org.usher.technow.desk;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.usher.technow.account.Accounts;
import org.usher.technow.account.Secrets;
import org.usher.technow.table.Actor;
import org.usher.technow.table.Database;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Displays;
import org.usher.technow.table.Query;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;

/** Signing in and out. */
@Hidden
@Controller
@Produces(MediaType.TEXT_HTML)
public class SignInController {

    private static final String FORM_COOKIE = "technow_sign_in";

    private final Sessions sessions;
    private final Accounts accounts;
    private final Records records;
    private final Database database;
    private final DeskSettings settings;
    private final Pages pages;
    private final Gate gate;

    SignInController(Sessions sessions, Accounts accounts, Records records, Database database, DeskSettings settings, Pages pages,
            Gate gate) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.records = records;
        this.database = database;
        this.settings = settings;
        this.pages = pages;
        this.gate = gate;
    }

    /**
     * The page.
     *
     * @param people those one may choose to be; empty outside a demonstration
     * @param next   where to go afterwards
     * @param error  what went wrong; empty if nothing
     */
    public record SignInPage(List<Group> people, String next, String userName, String error) {
        public SignInPage {
            people = List.copyOf(people);
        }

        /** People who have something in common. */
        public record Group(String title, List<Person> people) {
            public Group {
                people = List.copyOf(people);
            }
        }

        /** Somebody to be. */
        public record Person(String userName, String name, String detail) {}
    }

    @Get("/sign-in")
    HttpResponse<?> show(HttpRequest<?> request, @QueryValue(defaultValue = "/") String next) {
        return shown(request, next, "", "");
    }

    @Post("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signIn(HttpRequest<?> request, @Nullable @Body String body) {
        var form = Gate.Form.read(body);
        var cookie = request.getCookies().findCookie(FORM_COOKIE).map(found -> found.getValue()).orElse("");
        if (cookie.isEmpty() || !Secrets.same(cookie, form.get(Gate.TOKEN))) {
            return shown(request, form.get("next"), form.get("user_name"), "Please try again: the page was open for too long.");
        }
        return actor(form).<HttpResponse<?>>map(actor -> HttpResponse.seeOther(safe(form.get("next"))).cookie(sessions.begin(actor)))
                .orElseGet(() -> shown(request, form.get("next"), form.get("user_name"), "The user name or the password is wrong."));
    }

    @Post("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signOut(HttpRequest<?> request, @Nullable @Body String body) {
        return gate.form(request, body, (session, form) -> HttpResponse.seeOther(URI.create("/sign-in")).cookie(sessions.end(request)));
    }

    private Optional<Actor> actor(Gate.Form form) {
        if (settings.chooseSomebody() && !form.get("person").isEmpty()) {
            return accounts.find(form.get("person")).filter(actor -> !actor.hasRole("rest_service"));
        }
        return accounts.signIn(form.get("user_name"), form.get("password"));
    }

    private HttpResponse<?> shown(HttpRequest<?> request, String next, String userName, String error) {
        var token = request.getCookies().findCookie(FORM_COOKIE).map(found -> found.getValue()).filter(found -> found.length() == 43)
                .orElseGet(Secrets::token);
        var people = settings.chooseSomebody() ? database.transaction(this::people) : List.<SignInPage.Group>of();
        var frame = new Frame("Sign in", Frame.Area.NONE, "", false, token, "", !error.isEmpty());
        return pages.show("signin", frame, new SignInPage(people, safe(next).toString(), userName, error))
                .status(error.isEmpty() ? HttpStatus.OK : HttpStatus.UNAUTHORIZED).cookie(Sessions.named(FORM_COOKIE, token));
    }

    private List<SignInPage.Group> people() {
        var users = records.find(Dictionary.USER, Query.where("active", "true").orderedBy("name"));
        var desk = new ArrayList<SignInPage.Person>();
        var others = new TreeMap<String, List<SignInPage.Person>>();
        var displays = new Displays(records);
        for (var user : users) {
            var roles = List.of(user.get("roles").split(","));
            if (roles.contains("rest_service") || roles.contains("admin")) {
                continue;
            }
            if (roles.contains("itil")) {
                desk.add(new SignInPage.Person(user.get("user_name"), user.get("name"), groups(user)));
            } else {
                others.computeIfAbsent(displays.of(user, "company"), _ -> new ArrayList<>())
                        .add(new SignInPage.Person(user.get("user_name"), user.get("name"), user.get("title")));
            }
        }
        var groups = new ArrayList<SignInPage.Group>();
        groups.add(new SignInPage.Group("Service desk", desk));
        others.forEach((company, people) -> groups
                .add(new SignInPage.Group("Approvers and requesters" + (company.isEmpty() ? "" : ": " + company), people)));
        return groups;
    }

    private String groups(Row user) {
        var displays = new Displays(records);
        return String.join(", ", records.find(Dictionary.MEMBER, Query.where("user", user.sysId())).stream()
                .map(member -> displays.of(member, "group")).sorted().toList());
    }

    /** A place on this server, whatever was asked for. */
    private static URI safe(String next) {
        return next.matches("/(?![/\\\\])[\\w\\-./?=&%+~]*") ? URI.create(next.replaceAll("%(?![0-9A-Fa-f]{2})", "")) : URI.create("/");
    }
}
