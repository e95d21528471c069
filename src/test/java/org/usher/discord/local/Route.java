package org.usher.discord.local;

import java.util.ArrayList;
import java.util.List;

/**
 * A call's route: its name with the ids left out, and the ids.
 *
 * @param name     such as {@code POST /channels/{}/messages}
 * @param template as the API's description has it, such as {@code /channels/{channel_id}/messages}
 * @param ids      the ids in order
 */
record Route(String name, String template, List<String> ids) {

    private static final List<String> TEMPLATES = List.of(
            "/users/@me",
            "/gateway",
            "/gateway/bot",
            "/oauth2/applications/@me",
            "/applications/{application_id}/commands",
            "/interactions/{interaction_id}/{interaction_token}/callback",
            "/webhooks/{webhook_id}/{webhook_token}",
            "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
            "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
            "/users/@me/channels",
            "/channels/{channel_id}/messages",
            "/channels/{channel_id}/messages/{message_id}");

    static Route of(String method, String path) {
        var parts = path.split("/");
        for (var template : TEMPLATES) {
            var wanted = template.split("/");
            if (wanted.length == parts.length) {
                var ids = new ArrayList<String>();
                if (matches(wanted, parts, ids)) {
                    var shape = template.replaceAll("\\{[a-z_]+}", "{}").replace("@original", "{}");
                    if (template.endsWith("@original")) {
                        ids.add("@original");
                    }
                    return new Route(method + ' ' + shape, template, List.copyOf(ids));
                }
            }
        }
        return new Route(method + ' ' + path, path, List.of());
    }

    private static boolean matches(String[] wanted, String[] parts, List<String> ids) {
        for (int i = 0; i < parts.length; i++) {
            if (wanted[i].startsWith("{")) {
                ids.add(parts[i]);
            } else if (!wanted[i].equals(parts[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether it counts towards the bot's global limit: calls that carry an interaction's own token do not. */
    boolean counts() {
        return !name.contains(" /interactions/") && !name.contains(" /webhooks/");
    }

    /** The bucket it is counted in: the route and its major parameter. */
    String bucket() {
        if (name.contains("/webhooks/")) {
            return name + ids.get(0) + ids.get(1);
        }
        return name + (ids.isEmpty() ? "" : ids.getFirst());
    }
}
