package org.usher.technow.seed;

import java.nio.file.Path;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;

/**
 * What an instance begins with.
 *
 * @param sample              whether the sample that comes with TechNow is loaded
 * @param folder              where folders named {@code technow} are looked for
 * @param integrationUser     the user that Usher signs in as
 * @param integrationPassword its password; empty if it may not sign in by password
 * @param adminPassword       the password of the user {@code admin}; empty if there is to be no such user
 */
@ConfigurationProperties("technow.seed")
record SeedSettings(@Bindable(defaultValue = "true") boolean sample, @NotNull @Bindable(defaultValue = "conversations") Path folder,
        @Bindable(defaultValue = "usher") String integrationUser, @Bindable(defaultValue = "") String integrationPassword,
        @Bindable(defaultValue = "") String adminPassword) {

    /** Without the passwords, so that no log shows them. */
    @Override
    public String toString() {
        return "SeedSettings[" + sample + ", " + folder + "]";
    }
}
