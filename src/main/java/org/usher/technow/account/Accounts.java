package org.usher.technow.account;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import org.usher.technow.table.Actor;
import org.usher.technow.table.Database;
import org.usher.technow.table.Passwords;

/** The users who may sign in. */
@Singleton
public final class Accounts {

    /** How many right passwords are remembered, so that not every call has to derive a key. */
    private static final int REMEMBERED = 200;

    private static final String BASIC = "basic ";

    private final Database database;
    private final Map<String, String> right = new LinkedHashMap<>();

    Accounts(Database database) {
        this.database = database;
    }

    /** The active user of this name, if the password is theirs. */
    public Optional<Actor> signIn(String userName, String password) {
        return database.transaction(() -> user(userName).filter(user -> isRight(password, user.getOrDefault("user_password", "")))
                .map(Accounts::actor));
    }

    /** The active user of this name. */
    public Optional<Actor> find(String userName) {
        return database.transaction(() -> user(userName).map(Accounts::actor));
    }

    private Optional<Map<String, String>> user(String userName) {
        return database.query("SELECT sys_id, user_name, name, roles, user_password FROM sys_user WHERE user_name = ? AND active = 1"
                + " AND locked_out = 0", List.of(userName)).stream().findFirst();
    }

    private static Actor actor(Map<String, String> user) {
        Set<String> roles = Stream.of(user.getOrDefault("roles", "").split(",")).map(String::strip).filter(role -> !role.isEmpty())
                .collect(Collectors.toSet());
        return new Actor(user.getOrDefault("sys_id", ""), user.getOrDefault("user_name", ""), user.getOrDefault("name", ""), roles);
    }

    private boolean isRight(String password, String hash) {
        if (password.isEmpty() || hash.isEmpty()) {
            return false;
        }
        var proof = Secrets.hash(password + hash);
        synchronized (right) {
            if (hash.equals(right.get(proof))) {
                return true;
            }
        }
        var matches = Passwords.matches(password, hash);
        if (matches) {
            remember(proof, hash);
        }
        return matches;
    }

    private void remember(String proof, String hash) {
        synchronized (right) {
            right.put(proof, hash);
            if (right.size() > REMEMBERED) {
                right.remove(right.keySet().iterator().next());
            }
        }
    }

    /** The name and password of an {@code Authorization: Basic} header; empty if it is not one. */
    public static Optional<Credentials> credentials(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return Optional.empty();
        }
        try {
            var decoded = new String(Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            var colon = decoded.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(new Credentials(decoded.substring(0, colon), decoded.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** What somebody signs in with. */
    public record Credentials(String name, String password) {

        /** Without the password, so that no log shows it. */
        @Override
        public String toString() {
            return "Credentials[" + name + "]";
        }
    }
}
