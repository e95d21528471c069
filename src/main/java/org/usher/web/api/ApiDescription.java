package org.usher.web.api;

import io.micronaut.openapi.annotation.OpenAPIExclude;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The head of the OpenAPI document, which is made of the controllers when the program is compiled. */
@OpenAPIDefinition(info = @Info(title = "Usher", version = "1", description = "Holds conversations that end in complete requests, has them approved, and follows "
        + "them to the service desk and back. Sign in first; then send the token as a bearer token. Errors are problem details (RFC 9457)."), tags = {
                @Tag(name = "Signing in"), @Tag(name = "Dialogues"), @Tag(name = "Cart and requests"), @Tag(name = "Approvals"),
                @Tag(name = "Reminders"),
                @Tag(name = "Messages")}, security = {@SecurityRequirement(name = "bearer"), @SecurityRequirement(name = "cookie")})
@SecurityScheme(name = "bearer", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
@SecurityScheme(name = "cookie", type = SecuritySchemeType.APIKEY, in = SecuritySchemeIn.COOKIE, paramName = "usher", description = "What changes something must then carry the "
        + "token of a page in the header X-CSRF-Token")
@OpenAPIExclude(packages = {"org.usher.technow", "org.usher.technow.account", "org.usher.technow.attachment", "org.usher.technow.desk",
        "org.usher.technow.event", "org.usher.technow.fault", "org.usher.technow.fulfilment", "org.usher.technow.order",
        "org.usher.technow.rest",
        "org.usher.technow.table", "org.usher.web.page"})
final class ApiDescription {

    private ApiDescription() {}
}
