package org.usher.technow.desk;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import org.usher.technow.account.Accounts;
import org.usher.technow.account.Secrets;
import org.usher.technow.table.Actor;
import org.usher.technow.table.Database;
import org.usher.technow.table.Times;

/** Who is signed in to the pages, kept by the hash of a cookie. */
@Singleton
final class Sessions {

    static final String COOKIE = "technow_desk";

    private final Database database;
    private final Accounts accounts;
    private final DeskSettings settings;
    private final Clock clock;

    Sessions(Database database, Accounts accounts, DeskSettings settings, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Somebody who is signed in.
     *
     * @param formToken what every form that they send must carry
     */
    record Session(Actor actor, String formToken) {

        boolean isOfTheDesk() {
            return actor.hasRole("itil");
        }
    }

    /** Signs somebody in; gives the cookie. */
    Cookie begin(Actor actor) {
        var token = Secrets.token();
        database.inTransaction(() -> {
            database.update("DELETE FROM desk_session WHERE expires_at < ?", List.of(Times.write(clock.instant())));
            database.update("INSERT INTO desk_session (hash, user_name, form_token, expires_at) VALUES (?, ?, ?, ?)", List.of(
                    Secrets.hash(token), actor.userName(), Secrets.token(), Times.write(clock.instant().plus(settings.signedIn()))));
        });
        return cookie(token).maxAge(settings.signedIn());
    }

    Optional<Session> of(HttpRequest<?> request) {
        return request.getCookies().findCookie(COOKIE).flatMap(cookie -> database.transaction(() -> database
                .query("SELECT user_name, form_token FROM desk_session WHERE hash = ? AND expires_at > ?",
                        List.of(Secrets.hash(cookie.getValue()), Times.write(clock.instant())))
                .stream().findFirst().flatMap(row -> accounts.find(row.getOrDefault("user_name", ""))
                        .map(actor -> new Session(actor, row.getOrDefault("form_token", ""))))));
    }

    /** Signs out; gives the cookie that takes the other one away. */
    Cookie end(HttpRequest<?> request) {
        request.getCookies().findCookie(COOKIE).ifPresent(cookie -> database
                .transaction(() -> database.update("DELETE FROM desk_session WHERE hash = ?", List.of(Secrets.hash(cookie.getValue())))));
        return cookie("").maxAge(0);
    }

    static Cookie cookie(String value) {
        return named(COOKIE, value);
    }

    static Cookie named(String name, String value) {
        return Cookie.of(name, value).httpOnly(true).sameSite(SameSite.Lax).path("/");
    }
}
