package org.usher.technow.account;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;

/**
 * OAuth 2 for clients of the API.
 *
 * @param clientId     the one client there is
 * @param clientSecret its secret; without one, no tokens are given
 * @param clientUser   the user that a client acts as which signs in for itself ({@code client_credentials})
 * @param accessToken  how long an access token counts
 * @param refreshToken how long a refresh token counts
 */
@ConfigurationProperties("technow.oauth")
record OAuthSettings(@Bindable(defaultValue = "usher") String clientId, @Bindable(defaultValue = "") String clientSecret,
        @Bindable(defaultValue = "usher") String clientUser, @NotNull @Bindable(defaultValue = "PT30M") Duration accessToken,
        @NotNull @Bindable(defaultValue = "P100D") Duration refreshToken) {

    /** Without the secret, so that no log shows it. */
    @Override
    public String toString() {
        return "OAuthSettings[" + clientId + "]";
    }
}
