package org.usher.technow.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text in addresses. */
final class Locations {

    private Locations() {}

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
