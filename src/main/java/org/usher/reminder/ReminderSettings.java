package org.usher.reminder;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;

/**
 * How reminders behave, as far as the definitions do not say it.
 *
 * @param later how long "remind me later" puts a reminder off
 */
@ConfigurationProperties("reminder")
record ReminderSettings(@NotNull @Bindable(defaultValue = "PT1H") Duration later) {}
