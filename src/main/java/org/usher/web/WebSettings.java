package org.usher.web;

import java.nio.file.Path;
import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Settings of the web channel.
 *
 * @param demoSignIn    whether anybody may sign in as any sample person by choosing a name; switch it off where OIDC is set up (default true)
 * @param signedInFor   how long a sign-in lasts (default twelve hours)
 * @param signingKey    secret of at least 32 characters that signs sign-ins, the same on every node; empty: one is made and kept in {@code keyFile}
 * @param keyFile       where a made key is kept (default {@code data/web.key}), readable by its owner only
 * @param secureCookies whether the cookie is sent over TLS only; on wherever people reach Usher through TLS (default false)
 * @param staffNumberClaim  with single sign-on, the claim of the identity token that is the staff number
 * @param organisationClaim with single sign-on, the claim that is the id of the organisation; empty: the staff number alone says who it is
 * @param liveEvery     how often an open page asks for news when nothing told it of any (default five seconds)
 */
@ConfigurationProperties("usher.web")
public record WebSettings(@Bindable(defaultValue = "true") boolean demoSignIn, @Bindable(defaultValue = "PT12H") Duration signedInFor,
        @Bindable(defaultValue = "") String signingKey, @Bindable(defaultValue = "data/web.key") Path keyFile,
        @Bindable(defaultValue = "false") boolean secureCookies, @Bindable(defaultValue = "employee_number") String staffNumberClaim,
        @Bindable(defaultValue = "") String organisationClaim, @Bindable(defaultValue = "PT5S") Duration liveEvery) {

    @Override
    public String toString() {
        return "WebSettings[demoSignIn=" + demoSignIn + ", signedInFor=" + signedInFor + "]";
    }
}
