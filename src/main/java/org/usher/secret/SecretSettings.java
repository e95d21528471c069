package org.usher.secret;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How secrets are kept.
 *
 * @param rounds  how often a secret is hashed, so that trying them all takes long
 * @param letters how many letters and digits a first password has
 */
@ConfigurationProperties("usher.secrets")
record SecretSettings(@Bindable(defaultValue = "600000") @Min(100_000) @Max(10_000_000) int rounds,
        @Bindable(defaultValue = "16") @Min(12) @Max(64) int letters) {}
