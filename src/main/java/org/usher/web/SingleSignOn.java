package org.usher.web;

import java.util.Map;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.security.authentication.AuthenticationResponse;
import io.micronaut.security.oauth2.endpoint.authorization.state.State;
import io.micronaut.security.oauth2.endpoint.token.response.DefaultOpenIdAuthenticationMapper;
import io.micronaut.security.oauth2.endpoint.token.response.OpenIdAuthenticationMapper;
import io.micronaut.security.oauth2.endpoint.token.response.OpenIdClaims;
import io.micronaut.security.oauth2.endpoint.token.response.OpenIdTokenResponse;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in with the organisation's own sign-in (OpenID Connect). It is there only where {@code micronaut.security.oauth2.clients.login.*} is set:
 * the client that must be called {@code login}. One claim of the identity token, {@code usher.web.staff-number-claim}, is the staff number; where several
 * organisations may have the same number, another one, {@code usher.web.organisation-claim}, is the id of the organisation. A person whom no directory
 * knows is not let in.
 */
@Singleton
@Replaces(DefaultOpenIdAuthenticationMapper.class)
@Requires(property = "micronaut.security.oauth2.clients.login.client-id")
public final class SingleSignOn implements OpenIdAuthenticationMapper {

    private static final Logger LOG = LoggerFactory.getLogger(SingleSignOn.class);

    private final Visitors visitors;
    private final WebSettings settings;

    SingleSignOn(Visitors visitors, WebSettings settings) {
        this.visitors = visitors;
        this.settings = settings;
    }

    /** Where the sign-in begins. */
    public String address() {
        return "/oauth/login/login";
    }

    @Override
    public Publisher<AuthenticationResponse> createAuthenticationResponse(String provider, OpenIdTokenResponse token, OpenIdClaims claims,
            @Nullable State state) {
        var number = claims.get(settings.staffNumberClaim());
        if (number == null) {
            LOG.warn("A sign-in through {} has no claim {}", provider, settings.staffNumberClaim());
            return Publishers.just(AuthenticationResponse.failure("Your sign-in does not say what your staff number is."));
        }
        var organisation = settings.organisationClaim().isEmpty() ? null : claims.get(settings.organisationClaim());
        var people = visitors.withNumber(String.valueOf(number), organisation == null ? "" : String.valueOf(organisation));
        if (people.size() > 1) {
            LOG.warn("A sign-in through {} does not say of which of {} organisations the person is; set usher.web.organisation-claim",
                    provider,
                    people.size());
            return Publishers.just(AuthenticationResponse.failure("Your sign-in does not say which organisation you are of."));
        }
        return Publishers.just(people.stream().findFirst()
                .map(person -> AuthenticationResponse.success(person.key(), Map.of(Visitors.ORGANISATION, person.organisation())))
                .orElseGet(() -> AuthenticationResponse.failure("There is nobody with your staff number in the directory.")));
    }
}
