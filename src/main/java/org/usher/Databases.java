package org.usher;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.usher.mariadb.EmbeddedMariaDb;

/**
 * Where Usher and TechNow keep their tables: on the MariaDB that the settings name, otherwise on an embedded one.
 *
 * @param usher    Micronaut properties of Usher's data source; what is not in them, Micronaut finds in the environment itself
 * @param technow  the same for TechNow
 * @param embedded the server to stop at the end
 * @param place    in words for people
 */
record Databases(Map<String, Object> usher, Map<String, Object> technow, Optional<EmbeddedMariaDb> embedded, String place) {

    private static final String URL = "datasources.default.url";
    private static final String USERNAME = "datasources.default.username";
    private static final String PASSWORD = "datasources.default.password";

    Databases {
        usher = Map.copyOf(usher);
        technow = Map.copyOf(technow);
    }

    static Databases choose(Settings settings) {
        var url = settings.get("DATASOURCES_DEFAULT_URL");
        return url.isPresent() ? given(url.get(), settings) : embedded(settings);
    }

    private static Databases given(String url, Settings settings) {
        var technow = new HashMap<String, Object>();
        technow.put(URL, settings.get("TECHNOW_DATASOURCES_DEFAULT_URL").orElseGet(() -> besides(url, "technow")));
        settings.get("TECHNOW_DATASOURCES_DEFAULT_USERNAME").or(() -> settings.get("DATASOURCES_DEFAULT_USERNAME"))
                .ifPresent(user -> technow.put(USERNAME, user));
        settings.get("TECHNOW_DATASOURCES_DEFAULT_PASSWORD").or(() -> settings.get("DATASOURCES_DEFAULT_PASSWORD"))
                .ifPresent(password -> technow.put(PASSWORD, password));
        return new Databases(Map.of(), technow, Optional.empty(), withoutParameters(url));
    }

    private static Databases embedded(Settings settings) {
        var folder = settings.data();
        var server = EmbeddedMariaDb.start(folder.resolve("mariadb"), "usher", "technow");
        return new Databases(on(server, "usher"), on(server, "technow"), Optional.of(server), folder.toString());
    }

    private static Map<String, Object> on(EmbeddedMariaDb server, String schema) {
        return Map.of(URL, server.url(schema), USERNAME, EmbeddedMariaDb.USER, PASSWORD, server.password());
    }

    /** The URL of another schema on the same server, which is made when it is not there. */
    static String besides(String url, String schema) {
        int parameters = url.indexOf('?');
        var address = withoutParameters(url);
        var server = address.substring(0, address.indexOf('/', address.indexOf("//") + 2) + 1);
        var given = parameters < 0 ? "" : "&" + url.substring(parameters + 1);
        return server + schema + "?createDatabaseIfNotExist=true" + given;
    }

    private static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
