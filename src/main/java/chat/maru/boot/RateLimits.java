package chat.maru.boot;

import chat.maru.auth.Caller;
import chat.maru.limit.Limits;
import chat.maru.limit.Payer;
import chat.maru.limit.Route;
import chat.maru.limit.Toll;
import chat.maru.limit.Tollgate;
import chat.maru.platform.http.ErrorBody;
import chat.maru.platform.http.Errors;
import chat.maru.platform.http.RequestHead;
import chat.maru.platform.http.RouteTemplate;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.HashMap;

/// Charges every request before anything is done for it, and tells the caller how the bucket of the
/// route stands, whatever the answer (reference: "Rate Limits"). What no operation matches is
/// charged when it is refused.
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHORIZATION)
public class RateLimits implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String TOLL = "chat.maru.toll";

  @Inject Caller caller;
  @Inject RequestHead head;
  @Inject Tollgate tollgate;
  @Inject Clock clock;
  @Context ResourceInfo matched;

  @Override
  public void filter(ContainerRequestContext request) {
    if (isPreflight(request)) {
      return;
    }
    var toll = charge(request);
    request.setProperty(TOLL, toll);
    toll.refusal().ifPresent(left -> request.abortWith(Errors.answer(Limits.refusal(left))));
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    var passedOn = response.getStatus() == 404 && !response.hasEntity(); // see Addresses
    if (isPreflight(request) || passedOn) {
      return;
    }
    var toll = request.getProperty(TOLL) instanceof Toll paid ? paid : late(request, response);
    toll.headers(clock.instant()).forEach(response.getHeaders()::putSingle);
    tollgate.answered(toll, response.getStatus(), head.address());
  }

  private Toll late(ContainerRequestContext request, ContainerResponseContext response) {
    var toll = charge(request);
    toll.refusal()
        .map(Limits::refusal)
        .ifPresent(
            refusal -> {
              var answer = Errors.answer(refusal);
              response.setStatus(answer.getStatus());
              response.setEntity(ErrorBody.of(refusal), new Annotation[0], answer.getMediaType());
              response
                  .getHeaders()
                  .putSingle(
                      HttpHeaders.RETRY_AFTER, answer.getHeaderString(HttpHeaders.RETRY_AFTER));
            });
    return toll;
  }

  private Toll charge(ContainerRequestContext request) {
    var parameters = new HashMap<String, String>();
    request
        .getUriInfo()
        .getPathParameters()
        .forEach((name, values) -> parameters.put(name, values.getFirst()));
    var template = RouteTemplate.of(matched).orElse(Route.UNMATCHED);
    return tollgate.charge(
        new Tollgate.Call(request.getMethod(), template, parameters, payer(), head.address()));
  }

  /// Who shows no credentials that are valid now pays by address. If an operation wants them, it
  /// asks again and is told the same.
  private Payer payer() {
    if (head.authorization().isPresent()) {
      try {
        var actor = caller.actor();
        return Payer.actor(actor.userId(), actor.bot());
      } catch (RuntimeException _) {
        return Payer.address(head.address());
      }
    }
    return Payer.address(head.address());
  }

  private static boolean isPreflight(ContainerRequestContext request) {
    return request.getMethod().equals(HttpMethod.OPTIONS);
  }
}
