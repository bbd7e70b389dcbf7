package chat.maru.boot;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/// The JAX-RS application: every resource and provider that CDI finds.
@ApplicationPath("/")
public class Api extends Application {}
