package org.usher.checkout;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;

/**
 * How checkouts behave.
 *
 * @param waitForNumbers how long the answer to a checkout waits for the ITSM's numbers; zero: not at all
 */
@ConfigurationProperties("usher.checkout")
record CheckoutSettings(@Bindable(defaultValue = "PT3S") @NotNull Duration waitForNumbers) {}
