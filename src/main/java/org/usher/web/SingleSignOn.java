package org.usher.web;

import java.util.Map;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
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
 * the client that must be called {@code login}. One claim of the identity token, {@code usher.web.staff-number-claim}, is the staff number; a person
 * whom no directory knows is not let in.
 */
@Singleton
@Replaces(DefaultOpenIdAuthenticationMapper.class)
@Requires(property = "micronaut.security.oauth2.clients.login.client-id")
public final class SingleSignOn implements OpenIdAuthenticationMapper {

    private static final Logger LOG = LoggerFactory.getLogger(SingleSignOn.class);

    private final Visitors visitors;
    private final String claim;

    SingleSignOn(Visitors visitors, @Value("${usher.web.staff-number-claim:employee_number}") String claim) {
        this.visitors = visitors;
        this.claim = claim;
    }

    /** Where the sign-in begins. */
    public String address() {
        return "/oauth/login/login";
    }

    @Override
    public Publisher<AuthenticationResponse> createAuthenticationResponse(String provider, OpenIdTokenResponse token, OpenIdClaims claims,
            @Nullable State state) {
        var number = claims.get(claim);
        if (number == null) {
            LOG.warn("A sign-in through {} has no claim {}", provider, claim);
            return Publishers.just(AuthenticationResponse.failure("Your sign-in does not say what your staff number is."));
        }
        return Publishers.just(visitors.withNumber(String.valueOf(number))
                .map(person -> AuthenticationResponse.success(person.key(), Map.of(Visitors.ORGANISATION, person.organisation())))
                .orElseGet(() -> AuthenticationResponse.failure("There is nobody with your staff number in the directory.")));
    }
}
