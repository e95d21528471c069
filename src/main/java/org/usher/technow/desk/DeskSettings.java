package org.usher.technow.desk;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;

/**
 * The pages.
 *
 * @param chooseSomebody whether one may sign in by choosing somebody, as in a demonstration
 * @param signedIn       how long a sign-in counts
 */
@ConfigurationProperties("technow.desk")
record DeskSettings(@Bindable(defaultValue = "false") boolean chooseSomebody,
        @NotNull @Bindable(defaultValue = "PT12H") Duration signedIn) {}
