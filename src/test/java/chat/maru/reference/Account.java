package chat.maru.reference;

import java.net.URI;
import java.util.function.Supplier;

/// Whom a client speaks for, and where.
///
/// @param authorization as REST wants it, such as `Bot x` or `Bearer y`
/// @param token as IDENTIFY wants it
/// @param api the base of REST, asked anew for every call, such as `http://localhost:8080/api/v10`
/// @param gateway the address of the gateway, asked anew for every connection
public record Account(
    String authorization, String token, Supplier<URI> api, Supplier<URI> gateway) {}
