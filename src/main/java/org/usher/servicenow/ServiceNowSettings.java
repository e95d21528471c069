package org.usher.servicenow;

import java.net.URI;
import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/**
 * How to reach the ITSM, and as whom.
 *
 * @param url            its address; TechNow on this machine unless told otherwise
 * @param signIn         how Usher shows who it is
 * @param user           the user name, for {@code basic} and {@code password}
 * @param password       its password
 * @param clientId       the OAuth client, for {@code password} and {@code client-credentials}
 * @param clientSecret   its secret
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout    how long to wait for an answer
 * @param personField    the field of {@code sys_user} that holds the staff number
 * @param organisationField where several organisations share the ITSM and a staff number may be known in several, the field of {@code sys_user} that holds
 *                       what the organisation is called, such as {@code company.name}; empty: the number alone says who it is
 * @param pageSize       how many records are read at a time
 * @param overlap        how far a reading of changes goes back behind the last one, for changes that were committed late
 * @param waitForTask    whether the ITSM's own workflow makes the catalog task of an approved item, so that Usher waits for it;
 *                       otherwise Usher makes it when it is not there
 * @param eventSecret    what the ITSM signs the changes with that it posts; empty: posts are turned away, and Usher only asks
 * @param eventTolerance how old such a post may be, and how far the clocks may differ
 */
@ConfigurationProperties("servicenow")
record ServiceNowSettings(@NotNull @Bindable(defaultValue = "http://127.0.0.1:8081") URI url,
        @NotNull @Bindable(defaultValue = "basic") SignIn signIn,
        @Bindable(defaultValue = "usher") String user, @Bindable(defaultValue = "") String password,
        @Bindable(defaultValue = "") String clientId,
        @Bindable(defaultValue = "") String clientSecret, @NotNull @Bindable(defaultValue = "PT5S") Duration connectTimeout,
        @NotNull @Bindable(defaultValue = "PT20S") Duration readTimeout,
        @NotBlank @Bindable(defaultValue = "employee_number") String personField,
        @NotNull @Bindable(defaultValue = "") String organisationField,
        @Min(1) @Max(10_000) @Bindable(defaultValue = "200") int pageSize,
        @NotNull @Bindable(defaultValue = "PT1M") Duration overlap, @Bindable(defaultValue = "false") boolean waitForTask,
        @Bindable(defaultValue = "") String eventSecret, @NotNull @Bindable(defaultValue = "PT5M") Duration eventTolerance) {

    /** How Usher shows the ITSM who it is. */
    enum SignIn {
        /** User name and password with every call. */
        BASIC,
        /** OAuth 2, for a user. */
        PASSWORD,
        /** OAuth 2, for the program itself. */
        CLIENT_CREDENTIALS
    }

    /** Without the secrets, so that no log shows them. */
    @Override
    public String toString() {
        return "ServiceNowSettings[" + url + ", " + signIn + " as " + (signIn == SignIn.CLIENT_CREDENTIALS ? clientId : user) + "]";
    }
}
