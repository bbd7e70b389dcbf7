package chat.maru.boot;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The browsable page of the API: Swagger UI from its webjar, over `/openapi`.
@Path("/api-docs")
@ApplicationScoped
@PermitAll
public class ApiDocsResource {
  private static final String PLACE = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";

  @GET
  @Operation(hidden = true)
  public Response page() {
    return Files.answer("/web/", "api-docs.html");
  }

  @GET
  @Path("{file}")
  @Operation(hidden = true)
  public Response file(@PathParam("file") String file) {
    return Files.answer(PLACE, file);
  }

  private static String version() {
    var pom = new Properties();
    try (var file =
        ApiDocsResource.class.getResourceAsStream(
            "/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      if (file != null) {
        pom.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pom.getProperty("version", "");
  }
}
