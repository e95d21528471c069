package org.usher.discord;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Fetches a file that was sent with a message from where Discord keeps it, and from nowhere else. */
final class Fetching {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DiscordSettings settings;
    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).connectTimeout(PATIENCE).build();

    Fetching(DiscordSettings settings) {
        this.settings = settings;
    }

    /** The content; nothing if it lies elsewhere, is larger than {@code most}, or cannot be fetched. */
    Optional<byte[]> fetch(String url, long most) {
        var address = address(url);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        var request = HttpRequest.newBuilder(address.get()).timeout(PATIENCE).GET().build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                var bytes = body.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, most + 1));
                return response.statusCode() == 200 && bytes.length <= most ? Optional.of(bytes) : Optional.empty();
            }
        } catch (IOException unreachable) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The address, if it is one of Discord's; without encryption only where the API is spoken to without it as well. */
    private Optional<URI> address(String url) {
        try {
            var address = URI.create(url);
            boolean encrypted = "https".equals(address.getScheme())
                    || "http".equals(address.getScheme()) && settings.apiUrl().startsWith("http:");
            var host = address.getHost();
            return encrypted && host != null && settings.fileHosts().contains(host) && address.getUserInfo() == null
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (IllegalArgumentException forged) {
            return Optional.empty();
        }
    }
}
