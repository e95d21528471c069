package org.usher.mail;

import java.net.URI;
import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/**
 * Mails. Where the mail server is, and how to sign in there, is set under {@code javamail}, as micronaut-email wants it.
 *
 * @param smtp         whether mails go out; otherwise they are caught, and can be read on a page
 * @param from         the address they come from
 * @param address      where people reach Usher's pages; links in mails begin with it
 * @param firstPause   the pause after a mail server could not be reached; each further failure doubles it
 * @param longestPause the longest pause between two attempts
 */
@ConfigurationProperties("usher.mail")
record MailSettings(@Bindable(defaultValue = "false") boolean smtp, @NotBlank @Bindable(defaultValue = "usher@localhost") String from,
        @NotNull @Bindable(defaultValue = "http://127.0.0.1:8080") URI address,
        @NotNull @Bindable(defaultValue = "PT10S") Duration firstPause,
        @NotNull @Bindable(defaultValue = "PT15M") Duration longestPause) {}
