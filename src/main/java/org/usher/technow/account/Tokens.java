package org.usher.technow.account;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.technow.table.Actor;
import org.usher.technow.table.Database;
import org.usher.technow.table.Times;

/** OAuth tokens: given against a sign-in, recognised until they end. Kept by hash only. */
@Singleton
public final class Tokens {

    private static final String ACCESS = "access";
    private static final String REFRESH = "refresh";

    private final Database database;
    private final Accounts accounts;
    private final OAuthSettings settings;
    private final Clock clock;

    Tokens(Database database, Accounts accounts, OAuthSettings settings, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether this is the client that may ask for tokens. */
    public boolean isClient(String id, String secret) {
        return !settings.clientSecret().isEmpty() && Secrets.same(id, settings.clientId()) && Secrets.same(secret, settings.clientSecret());
    }

    /** Tokens for a user who gives their password. */
    public Optional<Granted> forPassword(String userName, String password) {
        return accounts.signIn(userName, password).map(actor -> grant(actor.userName()));
    }

    /** Tokens for the client itself. */
    public Optional<Granted> forClient() {
        return accounts.find(settings.clientUser()).map(actor -> grant(actor.userName()));
    }

    /** A new access token for a refresh token, which goes on to count. */
    public Optional<Granted> forRefresh(String refreshToken) {
        return database.transaction(() -> userOf(REFRESH, refreshToken)
                .map(actor -> new Granted(issue(ACCESS, actor.userName(), settings.accessToken()), refreshToken, lifetime())));
    }

    /** Whose access token this is. */
    public Optional<Actor> actorOf(String accessToken) {
        return database.transaction(() -> userOf(ACCESS, accessToken));
    }

    private Granted grant(String userName) {
        return database.transaction(() -> {
            database.update("DELETE FROM oauth_token WHERE expires_at < ?", List.of(Times.write(clock.instant())));
            return new Granted(issue(ACCESS, userName, settings.accessToken()), issue(REFRESH, userName, settings.refreshToken()),
                    lifetime());
        });
    }

    private long lifetime() {
        return settings.accessToken().toSeconds() - 1;
    }

    private String issue(String kind, String userName, Duration lifetime) {
        var token = Secrets.token();
        database.update("INSERT INTO oauth_token (hash, kind, user_name, expires_at) VALUES (?, ?, ?, ?)",
                List.of(Secrets.hash(token), kind, userName, Times.write(clock.instant().plus(lifetime))));
        return token;
    }

    private Optional<Actor> userOf(String kind, String token) {
        return database.query("SELECT user_name FROM oauth_token WHERE hash = ? AND kind = ? AND expires_at > ?",
                List.of(Secrets.hash(token), kind, Times.write(clock.instant()))).stream().findFirst()
                .flatMap(row -> accounts.find(row.getOrDefault("user_name", "")));
    }

    /**
     * What a client gets.
     *
     * @param seconds how long the access token counts
     */
    public record Granted(String accessToken, String refreshToken, long seconds) {

        /** Without the tokens, so that no log shows them. */
        @Override
        public String toString() {
            return "Granted[for " + seconds + " s]";
        }
    }
}
