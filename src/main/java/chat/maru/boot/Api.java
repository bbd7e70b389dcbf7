package chat.maru.boot;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;

/// The JAX-RS application: every resource and provider that CDI finds.
@ApplicationPath("/")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Maru",
            version = "10",
            description =
                "The HTTP API of Maru, a self-hosted chat server. Its shapes, codes and errors are"
                    + " Discord's; /api/v9, /api/v1 and /api answer alike.",
            license = @License(name = "Apache-2.0")),
    servers = @Server(url = "/api/v10"),
    security = {@SecurityRequirement(name = "bearer"), @SecurityRequirement(name = "bot")})
@SecurityScheme(
    securitySchemeName = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description = "The access token of POST /auth/login")
@SecurityScheme(
    securitySchemeName = "bot",
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.HEADER,
    apiKeyName = "Authorization",
    description = "`Bot ` and the token of a bot")
public class Api extends Application {}
