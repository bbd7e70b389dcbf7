package chat.maru.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.maru.platform.Role;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// The page of a plain GET of `/`, in Korean or English, and its files.
@Path("/")
@ApplicationScoped
@PermitAll
public class HomeResource {
  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.KOREAN);

  @Inject Role role;

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response home(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted) {
    var language = language(accepted);
    return Response.ok(page(language))
        .type("text/html;charset=UTF-8")
        .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }

  @GET
  @Path("assets/{file}")
  @Operation(hidden = true)
  public Response asset(@PathParam("file") String file) {
    return Files.answer("/web/assets/", file);
  }

  private String page(Locale language) {
    var texts = ResourceBundle.getBundle("web.home", language);
    var page = new String(Files.read("/web/home.html"), UTF_8);
    for (var key : texts.keySet()) {
      page = page.replace("{" + key + "}", texts.getString(key));
    }
    return page.replace("{version}", Build.version()).replace("{role}", role.name());
  }

  private static Locale language(@Nullable String accepted) {
    try {
      var wanted = Locale.LanguageRange.parse(accepted == null ? "en" : accepted);
      var found = Locale.lookup(wanted, LANGUAGES);
      return found == null ? Locale.ENGLISH : found;
    } catch (IllegalArgumentException _) { // a header that is no list of languages
      return Locale.ENGLISH;
    }
  }
}
