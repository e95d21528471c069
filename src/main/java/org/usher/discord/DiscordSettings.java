package org.usher.discord;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the Discord channel, under {@code discord}.
 *
 * @param token             the bot's token; without one Discord is off
 * @param apiUrl            where Discord's REST API is, with a slash at the end
 * @param gatewayUrl        where the gateway is; empty: the API is asked
 * @param shards            connections to the gateway; one does up to 2,500 servers; 0: as many as Discord recommends
 * @param callsPerSecond    the most REST calls a second, of the 50 that Discord allows a bot; less where several programs share the token
 * @param acknowledgeWithin how long work that must be done before the acknowledgement may take, in time for Discord's 3 seconds
 * @param patience          how long somebody waits before being told that it takes longer
 * @param codeValid         how long a code for linking an account can be used
 * @param codeAttempts      wrong tries after which a code is void
 * @param codesPerHour      codes that an account, or for a person, may be asked for in an hour
 * @param teamField         the field of a person's entry that names the team
 * @param fileHosts         where files may be fetched from that were sent with a message
 * @param approvalsChannels optional: the team of an approver to the id of the channel in which its approvals are announced
 */
@ConfigurationProperties("discord")
record DiscordSettings(@Bindable(defaultValue = "") @NotNull String token,
        @Bindable(defaultValue = "https://discord.com/api/v10/") @Pattern(regexp = "https?://.+/") String apiUrl,
        @Bindable(defaultValue = "") @NotNull String gatewayUrl,
        @Bindable(defaultValue = "1") @Min(0) @Max(10_000) int shards,
        @Bindable(defaultValue = "50") @Min(1) @Max(50) int callsPerSecond,
        @Bindable(defaultValue = "PT2S") @NotNull Duration acknowledgeWithin,
        @Bindable(defaultValue = "PT5S") @NotNull Duration patience,
        @Bindable(defaultValue = "PT15M") @NotNull Duration codeValid,
        @Bindable(defaultValue = "5") @Min(1) @Max(20) int codeAttempts,
        @Bindable(defaultValue = "5") @Min(1) @Max(100) int codesPerHour,
        @Bindable(defaultValue = "area") @NotNull String teamField,
        @Bindable(defaultValue = "cdn.discordapp.com,media.discordapp.net") @NotNull List<String> fileHosts,
        @Nullable Map<String, Long> approvalsChannels) {

    DiscordSettings {
        fileHosts = List.copyOf(fileHosts);
        approvalsChannels = approvalsChannels == null
                ? Map.of()
                : approvalsChannels.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(each -> spelled(each.getKey()), Map.Entry::getValue, (first, _) -> first));
    }

    /** Whether any team has a channel for its approvals. */
    boolean announces() {
        return approvalsChannels != null && !approvalsChannels.isEmpty();
    }

    /** The channel in which the approvals of a team are announced. */
    Optional<Long> channelOf(String team) {
        return Optional.ofNullable(approvalsChannels == null ? null : approvalsChannels.get(spelled(team)));
    }

    /** The names of settings arrive with hyphens for underscores, and in small letters. */
    private static String spelled(String team) {
        return team.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return "DiscordSettings[token=%s, apiUrl=%s, shards=%d]".formatted(token.isEmpty() ? "none" : "set", apiUrl, shards);
    }
}
