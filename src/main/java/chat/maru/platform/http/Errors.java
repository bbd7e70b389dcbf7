package chat.maru.platform.http;

import chat.maru.kernel.ApiException;
import chat.maru.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// Answers every failure in Discord's shape. What is no refusal of ours is a defect: it is logged
/// with an id to search by, and the client learns the id and nothing else.
@Provider
@ApplicationScoped
public class Errors implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG = System.getLogger(Errors.class.getName());

  @Override
  public Response toResponse(Throwable failure) {
    return refusal(failure).map(Errors::answer).orElseGet(() -> byKind(failure));
  }

  private static Response byKind(Throwable failure) {
    if (failure instanceof WebApplicationException web) {
      return ofRuntime(web);
    }
    if (Outage.of(failure)) {
      LOG.log(Level.WARNING, "event=store.unavailable cause={0}", failure.toString());
      return answer(Problem.UNAVAILABLE.error().retryAfter(Outage.RETRY_AFTER));
    }
    var id = Long.toHexString(System.nanoTime());
    LOG.log(Level.ERROR, "event=request.failed error_id=" + id, failure);
    return answer(Problem.INTERNAL.error());
  }

  /// What the runtime refuses by itself, said in our words.
  private static Response ofRuntime(WebApplicationException refusal) {
    // JAX-RS answers a parameter that is no number with 404: the address exists, the value is bad.
    if (refusal instanceof NotFoundException
        && refusal.getCause() instanceof IllegalArgumentException) {
      return answer(Problem.INVALID_FORM_BODY.error());
    }
    var answer = Response.fromResponse(answer(ofStatus(refusal.getResponse().getStatus()).error()));
    var allow = refusal.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return allow == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allow).build();
  }

  /// Finds the refusal inside what a transaction interceptor may have wrapped around it.
  private static Optional<ApiException> refusal(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ApiException refusal) {
        return Optional.of(refusal);
      }
    }
    return Optional.empty();
  }

  /// Returns the answer to a refusal: status, body and, where a repeat makes sense, `Retry-After`
  /// in whole seconds.
  public static Response answer(ApiException refusal) {
    var response =
        Response.status(refusal.problem().status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(ErrorBody.of(refusal));
    refusal
        .retryAfter()
        .ifPresent(
            delay ->
                response.header(
                    HttpHeaders.RETRY_AFTER, Math.max(1, (delay.toMillis() + 999) / 1000)));
    return response.build();
  }

  private static Problem ofStatus(int status) {
    return switch (status) {
      case 401 -> Problem.UNAUTHORIZED;
      case 403 -> Problem.FORBIDDEN;
      case 404 -> Problem.NOT_FOUND;
      case 405 -> Problem.METHOD_NOT_ALLOWED;
      case 406 -> Problem.NOT_ACCEPTABLE;
      case 413 -> Problem.PAYLOAD_TOO_LARGE;
      case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
      case 503 -> Problem.UNAVAILABLE;
      default -> status >= 500 ? Problem.INTERNAL : Problem.BAD_REQUEST;
    };
  }
}
