package org.usher.secret;

import java.security.SecureRandom;

import jakarta.inject.Singleton;

/** Makes first passwords: letters and digits that cannot be mistaken for one another, with some of each sort. */
@Singleton
final class FirstPasswords {

    private static final String SMALL = "abcdefghijkmnpqrstuvwxyz";
    private static final String CAPITAL = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String DIGITS = "23456789";
    private static final String ALL = SMALL + CAPITAL + DIGITS;

    private final SecureRandom random = new SecureRandom();
    private final SecretSettings settings;

    FirstPasswords(SecretSettings settings) {
        this.settings = settings;
    }

    String make() {
        while (true) {
            var password = random.ints(settings.letters(), 0, ALL.length())
                    .collect(StringBuilder::new, (made, at) -> made.append(ALL.charAt(at)), StringBuilder::append).toString();
            if (has(password, SMALL) && has(password, CAPITAL) && has(password, DIGITS)) {
                return password;
            }
        }
    }

    private static boolean has(String password, String sort) {
        return password.chars().anyMatch(letter -> sort.indexOf(letter) >= 0);
    }
}
